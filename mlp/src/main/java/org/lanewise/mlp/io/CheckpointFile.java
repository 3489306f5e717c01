package org.lanewise.mlp.io;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.mlp.Checkpoint;

/**
 * Saves and loads training runs: a model file as {@link ModelFile} writes it, with more in it. Each array of the
 * optimizer has the tensors of the parameters, named as in {@code optimizer.exp_avg.0.weight}, and the metadata holds
 * {@code lanewise.training}: the seed, the samples of a batch and of the set, how many epochs, batches of the next epoch
 * and steps are done, and the sums that the epoch's report is made of. The checksum covers that text, too.
 */
public final class CheckpointFile {
    private CheckpointFile() {}

    /**
     * Saves a checkpoint: the whole file or nothing, as {@link ModelFile#save} does.
     *
     * @param checkpoint the checkpoint
     * @param file where to
     * @throws IllegalArgumentException if a number is not finite, or the model has more than 1024 layers
     * @throws IOException if it cannot be written
     */
    public static void save(Checkpoint checkpoint, Path file) throws IOException {
        List<ModelFile.State> states = new ArrayList<>();
        for (int i = 0; i < checkpoint.state().size(); i++) {
            String prefix = TrainingText.prefix(checkpoint.stateNames().get(i));
            states.add(new ModelFile.State(prefix, checkpoint.state().get(i)));
        }
        ModelFile.write(checkpoint.model(), states, TrainingText.of(checkpoint), file);
    }

    /**
     * Loads a checkpoint. Whatever the file holds, this takes no more memory than the file's size and 1 MiB.
     *
     * @param file where from
     * @return the checkpoint
     * @throws ModelFormatException if the file is not a checkpoint, or is truncated or corrupt
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if it cannot be read
     */
    public static Checkpoint load(Path file) throws IOException {
        ModelFile.Loaded loaded = ModelFile.read(file);
        if (loaded.training() == null) {
            throw new ModelFormatException(
                    file + ": a model without lanewise.training in its metadata (expected: a checkpoint)");
        }
        try {
            return TrainingText.parse(loaded);
        } catch (MalformedException e) {
            ModelFormatException exception = new ModelFormatException(file + ": " + e.getMessage());
            exception.initCause(e);
            throw exception;
        }
    }
}
