package org.lanewise.mlp.cli;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.data.DataFormatException;
import org.lanewise.mlp.data.Dataset;
import org.lanewise.mlp.data.IdxFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the samples come from. */
final class DataOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "A directory with IDX files (images and labels, plain or gzip; of several pairs the one that"
                    + " starts with train), the images' file of a pair, or a CSV file.")
    private Path path;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "CSV: the column of the labels, by name or by number from 1 (default: the last).")
    private String label;

    @Option(
            names = "--header",
            paramLabel = "WHEN",
            defaultValue = "auto",
            converter = Headers.class,
            completionCandidates = Headers.class,
            description = "CSV: whether the first row names the columns: ${COMPLETION-CANDIDATES} (default:"
                    + " ${DEFAULT-VALUE}, it does if it has names and no number; with both it is an error).")
    private Header header;

    /** Whether a path was given. */
    boolean given() {
        return path != null;
    }

    Path path() {
        return path;
    }

    /** For commands that have no samples of their own. */
    void requireGiven() {
        if (path == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--data=PATH'");
        }
    }

    /** Refuses a place for results that holds samples. */
    void requireApart(OutputFile output) throws IOException {
        if (path == null) {
            return;
        }
        if (Files.isDirectory(path)) {
            requireApartFromIdxFiles(output);
            return;
        }
        output.requireOtherThan(spec, "--data", path);
        Optional<Path> labels = IdxFiles.labelsFor(path);
        if (labels.isPresent()) {
            output.requireOtherThan(spec, "the labels of --data", labels.get());
        }
    }

    /** Neither a file that is read, nor a new one that would be the next time. */
    private void requireApartFromIdxFiles(OutputFile output) throws IOException {
        Path target = output.target();
        if (target.startsWith(path.toRealPath()) && IdxFiles.isIdxName(name(target))) {
            output.requireOtherThan(spec, "those in --data", target);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                if (IdxFiles.isIdxName(name(file))) {
                    output.requireOtherThan(spec, "those in --data", file);
                }
            }
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    /** Labelled samples; with 0 classes, the file says how many there are. */
    Dataset labelled(int classes) throws IOException {
        requireReadable();
        if (Files.isDirectory(path)) {
            return classes == 0 ? IdxFiles.read(path) : IdxFiles.read(path, classes);
        }
        Optional<Path> idxLabels = IdxFiles.labelsFor(path);
        if (idxLabels.isPresent()) {
            Path labels = idxLabels.get();
            if (!Files.exists(labels)) {
                throw new DataFormatException(
                        path + ": images without labels (expected: " + name(labels) + " beside them, plain or .gz)");
            }
            return classes == 0 ? IdxFiles.read(path, labels) : IdxFiles.read(path, labels, classes);
        }
        return csv().labelled(classes);
    }

    /** Labelled samples for a model. */
    Dataset labelledFor(Mlp model, Path modelFile) throws IOException {
        Dataset data = labelled(model.outputWidth());
        requireWidth(data.width(), model, modelFile);
        return data;
    }

    /** Samples for a model, labelled or not. */
    Samples samplesFor(Mlp model, Path modelFile) throws IOException {
        requireReadable();
        Samples samples;
        if (isIdx()) {
            IdxFiles.Images images = IdxFiles.readImages(path);
            samples = new Samples(images.width(), images.features());
        } else {
            samples = csv().unlabelled(model.inputWidth());
        }
        requireWidth(samples.width(), model, modelFile);
        return samples;
    }

    /** The options for the report. */
    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("data", path == null ? null : path.toString());
        report.put("label", label);
        report.put("header", header.toString());
        return report;
    }

    /** Refuses what only a CSV file has, where there is none. */
    void requireNoCsvOptions() {
        if (label != null) {
            throw Usage.invalid(spec, "--label", label, "only with --data of a CSV file");
        }
        if (header != Header.AUTO) {
            throw Usage.invalid(spec, "--header", header, "only with --data of a CSV file");
        }
    }

    private void requireReadable() throws NoSuchFileException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (isIdx()) {
            requireNoCsvOptions();
        } else if (IdxFiles.isIdxName(name(path))) {
            throw Usage.invalid(spec, "--data", path, "the images' file, not the labels' of the pair");
        }
    }

    private boolean isIdx() {
        return Files.isDirectory(path) || IdxFiles.labelsFor(path).isPresent();
    }

    private void requireWidth(int width, Mlp model, Path modelFile) throws DataFormatException {
        if (width != model.inputWidth()) {
            throw new DataFormatException(path + ": samples of " + width + " features (expected: " + model.inputWidth()
                    + ", the inputs of " + modelFile + ")");
        }
    }

    private CsvFile csv() {
        return new CsvFile(path, header, label);
    }

    private static final class Headers extends Choice<Header> {
        Headers() {
            super(List.of(Header.values()), Header::toString);
        }
    }
}
