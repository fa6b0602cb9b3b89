package org.trufflecasm.launcher.run;

import java.nio.file.Path;
import org.trufflecasm.launcher.stage.CapsuleFile;
import org.trufflecasm.launcher.stage.UnreadableFileException;

/**
 * A file whose functions become capabilities. Immutable.
 *
 * @param file its name, as the user wrote it, and its content
 * @param language the id of its language: {@code js}, {@code python} or {@code casm}
 */
public record ProvidingFile(CapsuleFile file, String language) {

    /**
     * Reads a file. The end of its name tells its language; what is neither JavaScript nor Python
     * is a capsule.
     *
     * @throws UnreadableFileException if it cannot be read
     */
    public static ProvidingFile read(String name) throws UnreadableFileException {
        return new ProvidingFile(CapsuleFile.read(name), languageOf(name));
    }

    private static String languageOf(String name) {
        if (name.endsWith(".js") || name.endsWith(".mjs")) {
            return "js";
        }
        return name.endsWith(".py") ? "python" : CapsuleSession.LANGUAGE;
    }

    /** The file's name without its folder and from the first dot on. */
    String stem() {
        String last = String.valueOf(Path.of(file.name()).getFileName());
        int dot = last.indexOf('.');
        return dot > 0 ? last.substring(0, dot) : last;
    }
}
