package org.trufflecasm.language;

import com.oracle.truffle.api.TruffleFile;
import com.oracle.truffle.api.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.trufflecasm.capability.GuestPath;
import org.trufflecasm.capability.GuestPath.RefusedPathException;

/**
 * Finds the source files that a capsule names, so that tools can show them. A capsule names any
 * file it likes; only regular text files below one folder are read, and only if the host has named
 * that folder, or lets the context read files and the capsule itself is one.
 */
public final class SourceFiles {
    /** Larger files are not shown. */
    private static final int MAX_BYTES = 16 << 20;

    private static final SourceFiles NONE = new SourceFiles(null, null);

    private final Path root;
    private final TruffleFile neighbours;

    private SourceFiles(Path root, TruffleFile neighbours) {
        this.root = root;
        this.neighbours = neighbours;
    }

    /** Below a folder of the host. */
    static SourceFiles below(String folder) {
        try {
            return new SourceFiles(Path.of(folder), null);
        } catch (InvalidPathException nowhere) {
            return NONE;
        }
    }

    /**
     * Beside a capsule's own file.
     *
     * @param file as the context sees it
     */
    static SourceFiles beside(TruffleFile file) {
        return new SourceFiles(null, file.getAbsoluteFile().getParent());
    }

    /** No files. */
    static SourceFiles none() {
        return NONE;
    }

    /**
     * The text of a file.
     *
     * @param name as the capsule spells it: names below the folder, separated by {@code /}
     * @return null if it is not there, may not be read, or is no text
     */
    public Source find(String name) {
        try {
            List<String> names = GuestPath.names(name);
            if (names.isEmpty()) {
                return null;
            }
            if (root != null) {
                return ofHost(names);
            }
            return neighbours == null ? null : ofContext(names);
        } catch (RefusedPathException
                | IOException
                | IllegalArgumentException
                | UnsupportedOperationException
                | SecurityException unreadable) {
            return null;
        }
    }

    private Source ofHost(List<String> names) throws IOException {
        Path folder = root.toRealPath();
        Path file = folder.resolve(String.join("/", names)).toRealPath();
        if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
            return null;
        }
        try (InputStream content = Files.newInputStream(file)) {
            return source(names.getLast(), file.toUri(), content);
        }
    }

    private Source ofContext(List<String> names) throws IOException {
        TruffleFile folder = neighbours.getCanonicalFile();
        TruffleFile file = folder;
        for (String name : names) {
            file = file.resolve(name);
        }
        file = file.getCanonicalFile();
        if (!file.startsWith(folder) || !file.isRegularFile()) {
            return null;
        }
        try (InputStream content = file.newInputStream(StandardOpenOption.READ)) {
            return source(names.getLast(), file.toUri(), content);
        }
    }

    private static Source source(String name, URI place, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            return null;
        }
        CharSequence text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        return Source.newBuilder(CasmLanguage.ID, text.toString(), name)
                .uri(place)
                .mimeType(CasmLanguage.TEXT_MIME_TYPE)
                .build();
    }
}
