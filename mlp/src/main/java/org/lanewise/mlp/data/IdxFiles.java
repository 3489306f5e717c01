package org.lanewise.mlp.data;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads labelled images from a pair of IDX files, the format of MNIST and its relatives; plain, or compressed by gzip
 * (the content tells, not the name).
 *
 * <p>Images are unsigned bytes of any shape {@code [n, …]}; a sample's features are its bytes in order, each divided by
 * 255, so in [0, 1]. Labels are unsigned bytes {@code [n]}.
 *
 * <p>Bad data is a {@link DataFormatException} that names the file, a missing file a {@link NoSuchFileException}. What a
 * header claims is not allocated before that much data is there.
 */
public final class IdxFiles {
    private static final Pattern IMAGES_NAME = Pattern.compile("(.*)images([.-]idx)([0-9]?)(.*)");
    private static final String GZIP = ".gz";

    private IdxFiles() {}

    /**
     * Reads the pair of files in a directory: the one whose name contains {@code images-idx} or {@code images.idx}, and
     * the one with {@code labels-idx} or {@code labels.idx}. If there are several of either, the ones whose names start
     * with {@code train}. The classes are 0 to the largest label.
     *
     * @param directory the directory
     * @return the data set
     * @throws DataFormatException if the directory does not hold one pair, or a file is not what it should be
     * @throws NoSuchFileException if there is no such directory
     * @throws IOException if something cannot be read
     */
    public static Dataset read(Path directory) throws IOException {
        Pair pair = find(directory);
        return read(pair.images(), pair.labels());
    }

    /**
     * Reads the pair of files in a directory, found as {@link #read(Path)} does, with a given number of classes.
     *
     * @param directory the directory
     * @param classes the number of classes, at least 1
     * @return the data set
     * @throws IllegalArgumentException if {@code classes < 1}
     * @throws DataFormatException if the directory does not hold one pair, a file is not what it should be, or a label is
     *     not in [0, classes)
     * @throws NoSuchFileException if there is no such directory
     * @throws IOException if something cannot be read
     */
    public static Dataset read(Path directory, int classes) throws IOException {
        checkClasses(classes);
        Pair pair = find(directory);
        return read(pair.images(), pair.labels(), classes);
    }

    /**
     * Reads a pair of files. The classes are 0 to the largest label.
     *
     * @param images the file of images
     * @param labels the file of labels
     * @return the data set
     * @throws DataFormatException if a file is not what it should be, or the two do not have the same number of samples
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if a file cannot be read
     */
    public static Dataset read(Path images, Path labels) throws IOException {
        return dataset(images, labels, 0);
    }

    /**
     * Reads a pair of files, with a given number of classes.
     *
     * @param images the file of images
     * @param labels the file of labels
     * @param classes the number of classes, at least 1
     * @return the data set
     * @throws IllegalArgumentException if {@code classes < 1}
     * @throws DataFormatException if a file is not what it should be, the two do not have the same number of samples, or a
     *     label is not in [0, classes)
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if a file cannot be read
     */
    public static Dataset read(Path images, Path labels, int classes) throws IOException {
        checkClasses(classes);
        return dataset(images, labels, classes);
    }

    /** With the given number of classes, or 0 for as many as the labels show. */
    private static Dataset dataset(Path images, Path labels, int classes) throws IOException {
        IdxArray labelArray = IdxArray.read(labels, IdxArray.Content.LABELS);
        IdxArray imageArray = IdxArray.read(images, IdxArray.Content.IMAGES);
        byte[] pixels = imageArray.elements();
        int size = imageArray.dimensions()[0];
        if (labelArray.elements().length != size) {
            throw new DataFormatException(labels + ": " + labelArray.elements().length + " labels (expected: " + size
                    + ", one for each image of " + images + ")");
        }
        int[] classOf = new int[size];
        int largest = 0;
        for (int i = 0; i < size; i++) {
            int label = labelArray.elements()[i] & 0xff;
            if (classes > 0 && label >= classes) {
                throw new DataFormatException(labels + ": label " + label + " at index " + i
                        + " (expected: 0 <= label < classes = " + classes + ")");
            }
            classOf[i] = label;
            largest = Math.max(largest, label);
        }
        return new Dataset(pixels.length / size, classes > 0 ? classes : largest + 1, features(pixels), classOf);
    }

    private static float[] features(byte[] pixels) {
        float[] features = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            features[i] = (pixels[i] & 0xff) / 255f;
        }
        return features;
    }

    /**
     * Images without labels.
     *
     * @param width features of each
     * @param features {@code [size, width]}, row-major, in [0, 1]
     */
    public record Images(int width, float[] features) {}

    /**
     * Reads a file of images alone.
     *
     * @param path the file, or a directory with one, found as {@link #read(Path)} does
     * @return the images
     * @throws DataFormatException if the directory does not hold one such file, or the file is not what it should be
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if the file cannot be read
     */
    public static Images readImages(Path path) throws IOException {
        Path file = path;
        if (Files.isDirectory(path)) {
            List<Path> images = named(path, "images");
            file = one(images, "images", images.size() > 1, path);
        }
        IdxArray array = IdxArray.read(file, IdxArray.Content.IMAGES);
        byte[] pixels = array.elements();
        return new Images(pixels.length / array.dimensions()[0], features(pixels));
    }

    /**
     * Whether {@link #read(Path)} takes a file in a directory for one of images or labels.
     *
     * @param name the file's name
     * @return whether it does
     */
    public static boolean isIdxName(String name) {
        return isNamed(name, "images") || isNamed(name, "labels");
    }

    /**
     * The file of labels that belongs to a file of images: beside it, under the same name but for {@code labels} in place
     * of {@code images} and {@code idx1} of {@code idx3}; if there is none, the same with {@code .gz} at its end, or
     * without it.
     *
     * @param images the file of images, which need not exist
     * @return the file; if there is neither, the first of the two; nothing if the name is not one of images
     */
    public static Optional<Path> labelsFor(Path images) {
        Matcher name = IMAGES_NAME.matcher(String.valueOf(images.getFileName()));
        if (!name.matches()) {
            return Optional.empty();
        }
        String dimensions = name.group(3).isEmpty() ? "" : "1";
        String labels = name.group(1) + "labels" + name.group(2) + dimensions + name.group(4);
        String other = labels.endsWith(GZIP) ? labels.substring(0, labels.length() - GZIP.length()) : labels + GZIP;
        Path first = images.resolveSibling(labels);
        Path second = images.resolveSibling(other);
        return Optional.of(Files.exists(first) || !Files.exists(second) ? first : second);
    }

    private static boolean isNamed(String name, String content) {
        return name.contains(content + "-idx") || name.contains(content + ".idx");
    }

    private static void checkClasses(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("classes: " + classes + " (expected: >= 1)");
        }
    }

    private record Pair(Path images, Path labels) {}

    private static Pair find(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            throw new NoSuchFileException(
                    directory.toString(), null, "no such directory (expected: one with a pair of IDX files)");
        }
        if (!Files.isDirectory(directory)) {
            throw new DataFormatException(directory + ": not a directory (expected: one with a pair of IDX files)");
        }
        List<Path> images = named(directory, "images");
        List<Path> labels = named(directory, "labels");
        // Both or neither: the images of one set never go with the labels of another.
        boolean several = images.size() > 1 || labels.size() > 1;
        return new Pair(one(images, "images", several, directory), one(labels, "labels", several, directory));
    }

    private static List<Path> named(Path directory, String content) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (isNamed(entry.getFileName().toString(), content) && Files.isRegularFile(entry)) {
                    found.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(found);
        return found;
    }

    private static Path one(List<Path> files, String content, boolean training, Path directory)
            throws DataFormatException {
        List<Path> candidates = files.stream()
                .filter(file -> !training || file.getFileName().toString().startsWith("train"))
                .toList();
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        String found = files.isEmpty()
                ? "no file of " + content
                : files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(" and "));
        throw new DataFormatException(directory + ": " + found + " (expected: one whose name contains " + content
                + "-idx or " + content + ".idx" + (training ? ", among several one that starts with train" : "") + ")");
    }
}
