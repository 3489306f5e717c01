package org.lanewise.mlp.data;

import java.util.Arrays;

/**
 * A small grey canvas on which a round pen draws. A pixel's ink is how far its centre lies inside the stroke's edge, cut
 * to [0, 1]: an edge one pixel wide, hence smooth. Where strokes cross, the darker one shows.
 *
 * <p>Only float additions, multiplications, divisions and square roots, each rounded as IEEE 754 says: the same bits on
 * every machine.
 */
final class StrokeCanvas {
    private final int size;
    private final float[] ink;

    StrokeCanvas(int size) {
        this.size = size;
        this.ink = new float[size * size];
    }

    void clear() {
        Arrays.fill(ink, 0);
    }

    /** The live pixels, row-major; pixel (row, column) has its centre at x = column, y = row. */
    float[] ink() {
        return ink;
    }

    /** Draws a line from (x0, y0) to (x1, y1) with a pen whose radius goes from r0 to r1. */
    void line(float x0, float y0, float r0, float x1, float y1, float r1) {
        float reach = Math.max(r0, r1) + 0.5f;
        int left = Math.max(0, ceil(Math.min(x0, x1) - reach));
        int right = Math.min(size - 1, floor(Math.max(x0, x1) + reach));
        int top = Math.max(0, ceil(Math.min(y0, y1) - reach));
        int bottom = Math.min(size - 1, floor(Math.max(y0, y1) + reach));
        float dx = x1 - x0;
        float dy = y1 - y0;
        float squaredLength = dx * dx + dy * dy;
        float inverse = squaredLength > 0 ? 1 / squaredLength : 0;
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                float px = column - x0;
                float py = row - y0;
                float along = Math.min(1, Math.max(0, (px * dx + py * dy) * inverse));
                float ex = px - along * dx;
                float ey = py - along * dy;
                float edge = r0 + along * (r1 - r0) + 0.5f;
                float squaredDistance = ex * ex + ey * ey;
                if (squaredDistance < edge * edge) {
                    float inside = Math.min(1, edge - (float) Math.sqrt(squaredDistance));
                    int pixel = row * size + column;
                    ink[pixel] = Math.max(ink[pixel], inside);
                }
            }
        }
    }

    private static int floor(float x) {
        int truncated = (int) x;
        return truncated > x ? truncated - 1 : truncated;
    }

    private static int ceil(float x) {
        return -floor(-x);
    }
}
