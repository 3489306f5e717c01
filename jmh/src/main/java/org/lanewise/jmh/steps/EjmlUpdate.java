package org.lanewise.jmh.steps;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/** The update of one matrix: by EJML's function for gradient descent, in one fused plain loop for Adam. */
final class EjmlUpdate {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final Rule rule;
    private final float rate;
    private final FMatrixRMaj parameters;
    private final FMatrixRMaj gradient;
    private final float[] first;
    private final float[] second;
    private int steps;

    EjmlUpdate(Rule rule, float rate, FMatrixRMaj parameters) {
        this.rule = rule;
        this.rate = rate;
        this.parameters = parameters;
        this.gradient = new FMatrixRMaj(parameters.numRows, parameters.numCols);
        int moments = rule == Rule.ADAM ? parameters.data.length : 0;
        this.first = new float[moments];
        this.second = new float[moments];
    }

    /** Where the gradient is to be put. */
    FMatrixRMaj gradient() {
        return gradient;
    }

    void step() {
        if (rule == Rule.GRADIENT_DESCENT) {
            CommonOps_FDRM.addEquals(parameters, -rate, gradient);
            return;
        }
        steps++;
        float stepRate = (float) (rate / (1 - Math.pow(BETA1, steps)));
        float correction = (float) (1 / Math.sqrt(1 - Math.pow(BETA2, steps)));
        adam(stepRate, correction, gradient.data, first, second, parameters.data);
    }

    private static void adam(float stepRate, float correction, float[] g, float[] m, float[] v, float[] w) {
        for (int i = 0; i < w.length; i++) {
            float mean = BETA1 * m[i] + (1 - BETA1) * g[i];
            float square = BETA2 * v[i] + (1 - BETA2) * g[i] * g[i];
            m[i] = mean;
            v[i] = square;
            w[i] -= stepRate * mean / ((float) Math.sqrt(square) * correction + EPSILON);
        }
    }
}
