package org.lanewise.mlp;

/**
 * One epoch of training.
 *
 * @param epoch the epoch, from 1
 * @param epochs epochs of the run
 * @param trainLoss mean loss of the training samples, each taken before the step of its batch
 * @param trainAccuracy share of the training samples whose largest output is their label's, taken likewise
 * @param validationLoss mean loss of the validation set after the epoch; NaN if there is none
 * @param validationAccuracy its accuracy; NaN if there is none
 * @param seconds time of the epoch without validation
 * @param samplesPerSecond training samples per second, without validation
 */
public record EpochReport(
        int epoch,
        int epochs,
        double trainLoss,
        double trainAccuracy,
        double validationLoss,
        double validationAccuracy,
        double seconds,
        double samplesPerSecond) {}
