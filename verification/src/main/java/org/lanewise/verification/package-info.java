/** Gradient checker, computation-graph oracle and error bounds. */
package org.lanewise.verification;
