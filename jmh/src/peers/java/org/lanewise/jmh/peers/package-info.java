/**
 * Native libraries on the scoreboard. JavaCPP's artifacts bring them; C functions are called through
 * {@link java.lang.foreign}, which costs a few nanoseconds where JavaCPP's JNI costs some hundred, a difference that
 * shows in small products. PyTorch's C++ is called through JavaCPP.
 */
package org.lanewise.jmh.peers;
