package org.lanewise.verification;

import org.lanewise.mlp.Maxout;

/** How Maxout and its gradient carry the errors of their arguments on; neither rounds. */
final class MaxoutError {
    private final Maxout maxout;
    private final int batch;

    MaxoutError(Maxout maxout, int batch) {
        this.maxout = maxout;
        this.batch = batch;
    }

    /** y from x. */
    Approximation forward(Approximation x) {
        Approximation y = new Approximation(batch * maxout.units());
        for (int i = 0; i < y.length(); i++) {
            double error = 0;
            for (int p = 0; p < maxout.pieces(); p++) {
                error = Math.max(error, x.errors()[piece(i, p)]);
            }
            y.set(i, x.values()[winner(x, i)], error);
        }
        return y;
    }

    /** ∂L/∂x from x and ∂L/∂y: where another piece may win in float, either may have the gradient. */
    Approximation backward(Approximation x, Approximation gradOutput) {
        Approximation gradInput = new Approximation(x.length());
        for (int i = 0; i < gradOutput.length(); i++) {
            int winner = winner(x, i);
            boolean sure = true;
            for (int p = 0; p < maxout.pieces(); p++) {
                int piece = piece(i, p);
                boolean mayWin = x.values()[piece] + x.errors()[piece] >= x.values()[winner] - x.errors()[winner];
                if (piece != winner && mayWin) {
                    sure = false;
                    gradInput.set(piece, 0, gradOutput.largest(i));
                }
            }
            gradInput.set(winner, gradOutput.values()[i], sure ? gradOutput.errors()[i] : gradOutput.largest(i));
        }
        return gradInput;
    }

    private int winner(Approximation x, int output) {
        int winner = piece(output, 0);
        for (int p = 1; p < maxout.pieces(); p++) {
            winner = x.values()[piece(output, p)] > x.values()[winner] ? piece(output, p) : winner;
        }
        return winner;
    }

    private int piece(int output, int p) {
        int units = maxout.units();
        return output / units * maxout.inputWidth() + p * units + output % units;
    }
}
