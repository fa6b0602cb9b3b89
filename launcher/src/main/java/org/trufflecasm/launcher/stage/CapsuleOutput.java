package org.trufflecasm.launcher.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.trufflecasm.launcher.report.Diagnostic;
import org.trufflecasm.launcher.report.Trace;

/** Writes capsule files. */
public final class CapsuleOutput {
    private static final byte[] SHEBANG =
            "#!/usr/bin/env -S casm run\n".getBytes(StandardCharsets.UTF_8);

    private CapsuleOutput() {}

    /**
     * Writes a file, replacing what is there.
     *
     * @param name the file as the user named it
     * @param content the capsule
     * @param executable whether it begins with a {@code #!} line and may be executed
     * @return null if that went well, else what to say
     */
    public static Diagnostic write(String name, byte[] content, boolean executable) {
        try {
            Path path = Path.of(name);
            byte[] all = content;
            if (executable) {
                all = new byte[SHEBANG.length + content.length];
                System.arraycopy(SHEBANG, 0, all, 0, SHEBANG.length);
                System.arraycopy(content, 0, all, SHEBANG.length, content.length);
            }
            Files.write(path, all);
            if (executable) {
                permitExecution(path);
            }
            return null;
        } catch (InvalidPathException | IOException failure) {
            return new Diagnostic(
                    Diagnostic.Code.IO,
                    Diagnostic.IO_ERROR,
                    "cannot write " + name + ": " + reason(failure),
                    null,
                    Trace.NONE,
                    null);
        }
    }

    /** Why a file cannot be written, in a few words. */
    public static String reason(Exception failure) {
        return switch (failure) {
            case InvalidPathException malformed -> malformed.getReason();
            case NoSuchFileException _ -> "no such folder";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }

    /** Whoever may read it may execute it, where files have such permissions. */
    private static void permitExecution(Path path) throws IOException {
        if (!Files.getFileStore(path).supportsFileAttributeView("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        if (permissions.contains(PosixFilePermission.GROUP_READ)) {
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
        }
        if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(path, permissions);
    }
}
