package org.lanewise.jmh.peers;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.lanewise.jmh.scoreboard.Operands;
import org.lanewise.jmh.scoreboard.Product;
import org.lanewise.jmh.scoreboard.Shape;

/** A product of tensors into a tensor that is there already: {@code mm}, or {@code mv} where C is one column. */
final class TorchProduct implements Product {
    private final String how;
    private final Tensor a;
    private final Tensor b;
    private final Tensor c;
    private final Tensor left;
    private final Tensor right;
    private final Tensor out;

    TorchProduct(String how, Operands operands) {
        this.how = how;
        Shape shape = operands.shape();
        float[] nothing = new float[shape.m() * shape.n()];
        Arrays.fill(nothing, Float.NaN);
        a = tensor(operands.a(), shape.lda());
        b = tensor(operands.b(), shape.ldb());
        c = tensor(nothing, shape.n());
        boolean vector = how.equals("mv");
        left = shape.transposedA() ? a.t() : a;
        right = vector ? b.view(shape.k()) : shape.transposedB() ? b.t() : b;
        out = vector ? c.view(shape.m()) : c;
    }

    // PyTorch's own allocator aligns to 64 bytes.
    private static Tensor tensor(float[] values, int columns) {
        Tensor tensor = torch.empty(values.length / columns, columns);
        tensor.data_ptr_float().put(values);
        return tensor;
    }

    @Override
    public String how() {
        return how;
    }

    @Override
    public void run(int times) {
        if (how.equals("mv")) {
            for (int i = 0; i < times; i++) {
                torch.mv_out(out, left, right);
            }
        } else {
            for (int i = 0; i < times; i++) {
                torch.mm_out(out, left, right);
            }
        }
    }

    @Override
    public float[] result() {
        float[] values = new float[(int) c.numel()];
        c.data_ptr_float().get(values);
        return values;
    }

    @Override
    public void close() {
        for (Tensor tensor : new Tensor[] {out, right, left, c, b, a}) {
            tensor.close();
        }
    }
}
