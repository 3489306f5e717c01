package org.lanewise.mlp;

/**
 * One step of training.
 *
 * @param epoch the epoch, from 1
 * @param batch the batch in its epoch, from 1
 * @param batches batches of an epoch
 * @param step the step in the run, from 1
 * @param samples samples of this batch; the last of an epoch may be smaller
 * @param loss mean loss of the batch, before the step
 */
public record BatchReport(int epoch, int batch, int batches, long step, int samples, double loss) {}
