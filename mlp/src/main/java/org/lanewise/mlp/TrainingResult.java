package org.lanewise.mlp;

/**
 * How a training run ended.
 *
 * @param epochs epochs completed
 * @param steps steps taken, those of an unfinished epoch included
 * @param cancelled whether the run ended early because of {@link Trainer#cancel}
 * @param seconds time of the run, validation included
 * @param samplesPerSecond training samples per second, without validation; 0 if none was trained on
 */
public record TrainingResult(int epochs, long steps, boolean cancelled, double seconds, double samplesPerSecond) {}
