/**
 * The scoreboard of matrix products: {@link org.lanewise.jmh.scoreboard.Contestant contestants} compute the same
 * {@link org.lanewise.jmh.scoreboard.Shape shapes} in turns, in one process, beside the FMA peak.
 *
 * <p>A parent forks JVMs ({@link org.lanewise.jmh.scoreboard.Fork}); each runs the
 * {@link org.lanewise.jmh.scoreboard.Worker}, which checks every result against a double product, times in rounds and
 * hands back a {@link org.lanewise.jmh.scoreboard.ForkResult}; {@link org.lanewise.jmh.scoreboard.Scores} sums the
 * forks up. Native contestants are {@link org.lanewise.jmh.scoreboard.Peer peers} found by
 * {@link java.util.ServiceLoader}: Maven's profile {@code peers} adds their sources and libraries.
 */
package org.lanewise.jmh.scoreboard;
