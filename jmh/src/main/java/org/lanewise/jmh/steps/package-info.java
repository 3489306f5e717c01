/**
 * The scoreboard of training steps and of what they are made of: {@link org.lanewise.jmh.steps.Library libraries} train
 * the same {@link org.lanewise.jmh.steps.Net nets} from the same parameters on the same data, in turns, in one process,
 * after their losses have been found to agree; beside it elementary functions, kernels that run at the speed of memory,
 * the latency of one sample, and the time from the start of a JVM.
 *
 * <p>A parent ({@link org.lanewise.jmh.StepScoreboard}) forks JVMs; each runs the
 * {@link org.lanewise.jmh.steps.StepWorker} and hands back a {@link org.lanewise.jmh.steps.StepReport};
 * {@link org.lanewise.jmh.steps.Figures} sums the forks up, and one table class per
 * {@link org.lanewise.jmh.steps.Part} shows them. Native libraries are {@link org.lanewise.jmh.steps.NetworkPeer peers}
 * found by {@link java.util.ServiceLoader}: Maven's profile {@code peers} adds their sources and libraries.
 */
package org.lanewise.jmh.steps;
