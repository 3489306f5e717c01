/** JMH benchmarks, side by side with EJML and the FMA peak. */
package org.lanewise.jmh;
