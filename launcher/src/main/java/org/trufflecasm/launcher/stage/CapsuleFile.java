package org.trufflecasm.launcher.stage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.trufflecasm.core.Limits;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/**
 * A capsule file that has been read, of whatever format.
 *
 * @param name the file as the user named it
 * @param content its bytes; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record CapsuleFile(String name, byte[] content) {

    /**
     * Reads a file. Pipes work too.
     *
     * @param name the file as the user named it
     * @throws UnreadableFileException if it cannot be read
     * @throws LoadException if it is larger than {@link Limits#MAX_CAPSULE_BYTES}
     */
    public static CapsuleFile read(String name) throws UnreadableFileException {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException malformed) {
            throw new UnreadableFileException(name, malformed.getReason());
        }
        if (Files.isDirectory(path)) {
            throw new UnreadableFileException(name, "it is a folder");
        }
        int limit = Math.toIntExact(Limits.MAX_CAPSULE_BYTES);
        try (InputStream input = Files.newInputStream(path)) {
            byte[] content = input.readNBytes(limit + 1);
            if (content.length > limit) {
                throw new LoadException(
                        ErrorKind.LoadError,
                        "the file is larger than " + (limit >> 20) + " MiB",
                        LoadException.Place.UNKNOWN);
            }
            return new CapsuleFile(name, content);
        } catch (NoSuchFileException missing) {
            throw new UnreadableFileException(name, "no such file");
        } catch (AccessDeniedException forbidden) {
            throw new UnreadableFileException(name, "permission denied");
        } catch (IOException failure) {
            throw new UnreadableFileException(name, String.valueOf(failure.getMessage()));
        }
    }
}
