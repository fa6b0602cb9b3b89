package org.trufflecasm.tck;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project's files lie, from whatever folder the tests run in. */
public final class ProjectFiles {
    private ProjectFiles() {}

    /** The conformance cases. */
    public static Path conformance() {
        return root().resolve("conformance").resolve("crush");
    }

    /** The root of the project. */
    public static Path root() {
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("conformance").resolve("crush"))) {
                return folder;
            }
        }
        throw new IllegalStateException("the tests do not run inside the project");
    }
}
