/** Model files in the safetensors format. */
package org.lanewise.mlp.io;
