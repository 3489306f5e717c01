package org.lanewise.mlp.data;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real data sets beside the project, {@code ../shared/data} from its root. The system property
 * {@code lanewise.sharedData} names another place, for a checkout that lies elsewhere:
 * {@code mvn test -Dtest.jvmArguments=-Dlanewise.sharedData=DIRECTORY}.
 */
final class SharedData {
    private SharedData() {}

    /** The folder of a data set; the test is skipped, saying so, where it is absent. */
    static Path folder(String name) {
        String property = System.getProperty("lanewise.sharedData");
        Path folder = (property != null ? Path.of(property) : besideTheProject()).resolve(name);
        if (!Files.isDirectory(folder)) {
            abort("SKIPPED: no " + folder + " (set the system property lanewise.sharedData to the folder of " + name
                    + ")");
        }
        return folder;
    }

    private static Path besideTheProject() {
        Path directory = Path.of("").toAbsolutePath();
        while (!(Files.isDirectory(directory.resolve("kernels")) && Files.isDirectory(directory.resolve("mlp")))) {
            directory = directory.getParent();
            if (directory == null) {
                abort("SKIPPED: the test does not run inside the project (set lanewise.sharedData)");
            }
        }
        return directory.resolve("../shared/data").normalize();
    }
}
