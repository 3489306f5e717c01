package org.lanewise.mlp.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An array of unsigned bytes from an IDX file (LeCun, Cortes, Burges: The MNIST database of handwritten digits, "file
 * formats"): two zero bytes, the element type 8, the number of dimensions, each dimension as a big-endian 32-bit integer,
 * then the elements, row-major. The file may be compressed by gzip; its first bytes tell, not its name.
 *
 * @param dimensions the extents, each at least 1
 * @param elements the elements, as many as the product of the extents
 */
record IdxArray(int[] dimensions, byte[] elements) {
    private static final int UNSIGNED_BYTES = 0x0800;
    private static final int CHUNK = 1 << 16;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** What a file is said to hold. */
    enum Content {
        /** Images: usually of two dimensions, so three in all. */
        IMAGES("IDX images", "0x00000803, or another of 0x00000802 to 0x000008ff", 2, 0xff),
        /** One label for each image. */
        LABELS("IDX labels", "0x00000801", 1, 1);

        private final String text;
        private final String magicNumber;
        private final int fewestDimensions;
        private final int mostDimensions;

        Content(String text, String magicNumber, int fewestDimensions, int mostDimensions) {
            this.text = text;
            this.magicNumber = magicNumber;
            this.fewestDimensions = fewestDimensions;
            this.mostDimensions = mostDimensions;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Reads a file. What the header claims is never allocated before that much data is there.
     *
     * @param file the file
     * @param content what it is said to hold
     * @throws DataFormatException if it is not such a file, or is too short or too long
     * @throws IOException if it cannot be read
     */
    static IdxArray read(Path file, Content content) throws IOException {
        if (Files.notExists(file)) {
            throw new NoSuchFileException(file.toString(), null, "no such file (expected: " + content + ")");
        }
        if (Files.isDirectory(file)) {
            throw new DataFormatException(file + ": a directory (expected: a file with " + content + ")");
        }
        try (InputStream in = decompressed(new BufferedInputStream(Files.newInputStream(file), CHUNK), file)) {
            int[] dimensions = header(in, file, content);
            long count = count(dimensions, file);
            return new IdxArray(dimensions, elements(in, file, (int) count));
        } catch (ZipException e) {
            throw new DataFormatException(
                    file + ": damaged gzip data: " + e.getMessage() + " (expected: " + content + ")", e);
        }
    }

    private static InputStream decompressed(BufferedInputStream in, Path file) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        if (!gzip) {
            return in;
        }
        try {
            return new GZIPInputStream(in, CHUNK);
        } catch (EOFException e) {
            in.close();
            throw new DataFormatException(file + ": truncated in the gzip header (expected: gzip data)", e);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static int[] header(InputStream in, Path file, Content content) throws IOException {
        int magic = integer(in, file, 0, "at least " + 4 * (content.fewestDimensions + 1) + " of " + content);
        int rank = magic & 0xff;
        if ((magic & ~0xff) != UNSIGNED_BYTES || rank < content.fewestDimensions || rank > content.mostDimensions) {
            throw new DataFormatException(file + ": magic number " + String.format("0x%08x", magic) + " (expected: "
                    + content.magicNumber + ": " + content + ")");
        }
        int[] dimensions = new int[rank];
        for (int i = 0; i < rank; i++) {
            dimensions[i] = integer(in, file, 4 * (i + 1), 4 * (rank + 1) + " of the IDX header");
        }
        return dimensions;
    }

    /** The product of the extents, which an array must be able to hold. */
    private static long count(int[] dimensions, Path file) throws DataFormatException {
        long count = 1;
        for (int dimension : dimensions) {
            if (dimension == 0) {
                throw new DataFormatException(file + ": the header says " + shape(dimensions)
                        + " elements (expected: at least 1 in each dimension)");
            }
            count *= Integer.toUnsignedLong(dimension);
            if (count > LARGEST_ARRAY) {
                throw new DataFormatException(file + ": the header says " + shape(dimensions)
                        + " elements (expected: at most " + LARGEST_ARRAY + " in all)");
            }
        }
        return count;
    }

    private static byte[] elements(InputStream in, Path file, int count) throws IOException {
        byte[] elements = new byte[Math.min(count, CHUNK)];
        int present = 0;
        while (present < count) {
            if (present == elements.length) {
                elements = Arrays.copyOf(elements, (int) Math.min(count, 2L * present));
            }
            int read = readOrEnd(in, elements, present, elements.length - present);
            if (read < 0) {
                throw new DataFormatException(
                        file + ": truncated: " + present + " bytes after the header (expected: " + count + ")");
            }
            present += read;
        }
        boolean more;
        try {
            more = in.read() >= 0;
        } catch (EOFException e) {
            throw new DataFormatException(file + ": truncated in the gzip trailer (expected: the data's checksum)", e);
        }
        if (more) {
            throw new DataFormatException(
                    file + ": more than the " + count + " bytes that the header says (expected: nothing after them)");
        }
        return elements;
    }

    private static int integer(InputStream in, Path file, int position, String expected) throws IOException {
        byte[] bytes = new byte[4];
        for (int present = 0; present < 4; ) {
            int read = readOrEnd(in, bytes, present, 4 - present);
            if (read < 0) {
                throw new DataFormatException(
                        file + ": truncated: " + (position + present) + " bytes (expected: " + expected + ")");
            }
            present += read;
        }
        return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    }

    /** As {@link InputStream#read(byte[], int, int)}; gzip data that breaks off is an end, too. */
    private static int readOrEnd(InputStream in, byte[] into, int offset, int length) throws IOException {
        try {
            return in.read(into, offset, length);
        } catch (EOFException e) {
            return -1;
        }
    }

    private static String shape(int[] dimensions) {
        StringBuilder text = new StringBuilder();
        for (int dimension : dimensions) {
            text.append(text.isEmpty() ? "" : " × ").append(Integer.toUnsignedString(dimension));
        }
        return text.toString();
    }
}
