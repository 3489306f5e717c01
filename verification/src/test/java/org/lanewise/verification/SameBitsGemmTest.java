package org.lanewise.verification;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.kernels.internal.GemmKernels;
import org.lanewise.kernels.internal.gemm.BlockedGemm;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;
import org.lanewise.kernels.internal.simd.TinyBlocks;

/** SIMD ≡ portable, bit for bit: matrix products and dense layers, by every path and every set of tiles. */
class SameBitsGemmTest {
    private static final GemmKernels PORTABLE = PortableKernels.SET.gemm();
    private static final BlockedGemm TILES_2V = TinyBlocks.tiles2v();
    private static final BlockedGemm TILES_4V = TinyBlocks.tiles4v();
    private static final BlockedGemm MASKED_TILES_4V = TinyBlocks.maskedTiles4v();

    @Property
    void gemm(@ForAll("products") GemmCase product) {
        assertSame(product, SimdKernels.SET.gemm());
    }

    /** A product by 0 would make NaN of each of these numbers. */
    @Property
    void gemmWithAlpha0(@ForAll("products") GemmCase product) {
        assertSame(
                new GemmCase(product.shape(), product.layout(), 0, product.beta(), Numbers.NAN, product.seed()),
                SimdKernels.SET.gemm());
    }

    @Property
    void gemmOfTiles2vInTinyBlocks(@ForAll("productsOfTiles2v") GemmCase product) {
        assertSame(product, TILES_2V);
    }

    @Property
    void gemmOfTiles2vInDeepBlocks(@ForAll("productsOfTiles2v") GemmCase product) {
        assertSame(product, TinyBlocks.deepTiles2v());
    }

    @Property
    void gemmOfTiles4vInTinyBlocks(@ForAll("productsOfTiles4v") GemmCase product) {
        assertSame(product, TILES_4V);
    }

    @Property
    void gemmOfMaskedTiles4vInTinyBlocks(@ForAll("productsOfMaskedTiles4v") GemmCase product) {
        assertSame(product, MASKED_TILES_4V);
    }

    @Property
    void gemmOfColdTiles2v(@ForAll("productsOfTiles2v") GemmCase product) {
        assertSame(product, TinyBlocks.coldTiles2v());
    }

    @Property
    void gemmOfColdTiles4v(@ForAll("productsOfMaskedTiles4v") GemmCase product) {
        assertSame(product, TinyBlocks.coldTiles4v());
    }

    @Property
    void dense(@ForAll("layers") DenseCase layer) {
        assertSame(layer, SimdKernels.SET.gemm());
    }

    @Property
    void denseOfTiles2vInTinyBlocks(@ForAll("layers") DenseCase layer) {
        assertSame(layer, TILES_2V);
    }

    @Property
    void denseOfTiles4vInTinyBlocks(@ForAll("layers") DenseCase layer) {
        assertSame(layer, TILES_4V);
    }

    @Property
    void denseOfMaskedTiles4vInTinyBlocks(@ForAll("layers") DenseCase layer) {
        assertSame(layer, MASKED_TILES_4V);
    }

    @Property
    void denseOfColdTiles4v(@ForAll("layers") DenseCase layer) {
        assertSame(layer, TinyBlocks.coldTiles4v());
    }

    private static void assertSame(GemmCase product, GemmKernels kernels) {
        Bits.assertSame("C", product.run("portable", PORTABLE), product.run("simd", kernels));
    }

    private static void assertSame(DenseCase layer, GemmKernels kernels) {
        float[] expected = layer.run("portable", PORTABLE);
        Bits.assertSame("C", expected, layer.run("simd", kernels));
        Bits.assertSame("C by a packed B", expected, layer.runPacked("simd", kernels));
    }

    @Provide
    Arbitrary<GemmCase> products() {
        return GemmCase.ofEachPath((BlockedGemm) SimdKernels.SET.gemm());
    }

    @Provide
    Arbitrary<GemmCase> productsOfTiles2v() {
        return GemmCase.ofEachPath(TILES_2V);
    }

    @Provide
    Arbitrary<GemmCase> productsOfTiles4v() {
        return GemmCase.ofEachPath(TILES_4V);
    }

    @Provide
    Arbitrary<GemmCase> productsOfMaskedTiles4v() {
        return GemmCase.ofEachPath(MASKED_TILES_4V);
    }

    @Provide
    Arbitrary<DenseCase> layers() {
        return DenseCase.any();
    }
}
