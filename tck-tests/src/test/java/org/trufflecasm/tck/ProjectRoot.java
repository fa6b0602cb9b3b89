package org.trufflecasm.tck;

import java.nio.file.Path;

/** Where the project is, for tests in other packages. */
public final class ProjectRoot {
    private ProjectRoot() {}

    /** The root of the project. */
    public static Path root() {
        return ProjectFiles.root();
    }
}
