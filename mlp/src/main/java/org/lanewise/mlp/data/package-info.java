/** Data sets: in memory, from IDX files, and synthetic handwritten-style digits. */
package org.lanewise.mlp.data;
