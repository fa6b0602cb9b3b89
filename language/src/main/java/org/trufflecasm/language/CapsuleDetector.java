package org.trufflecasm.language;

import com.oracle.truffle.api.TruffleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/**
 * Tells Truffle of a file whether it is a capsule that must be read as bytes, so that {@code
 * Source.newBuilder(file)} needs no MIME type. Only the first bytes count; files that are text in
 * any case are not claimed, since they may belong to anybody.
 */
public final class CapsuleDetector implements TruffleFile.FileTypeDetector {
    private static final int LOOKED_AT = 256;

    /** For Truffle, which makes it. */
    public CapsuleDetector() {}

    @Override
    public String findMimeType(TruffleFile file) throws IOException {
        byte[] start;
        try (InputStream input = file.newInputStream()) {
            start = input.readNBytes(LOOKED_AT);
        }
        int at = 0;
        if (start.length > 1 && start[0] == '#' && start[1] == '!') {
            while (at < start.length && start[at] != '\n') {
                at++;
            }
            at++;
        }
        return isPacked(file, start, at) || Frontend.get().isBinary(start)
                ? CasmLanguage.BINARY_MIME_TYPE
                : null;
    }

    /** A map or a list of MessagePack has no magic number, so its file must be called a capsule. */
    private static boolean isPacked(TruffleFile file, byte[] start, int at) {
        String name = file.getName();
        if (name == null || at >= start.length || !name.contains(".casm")) {
            return false;
        }
        int first = start[at] & 0xFF;
        return (first >= 0x80 && first <= 0x9F) || (first >= 0xDC && first <= 0xDF);
    }

    @Override
    public Charset findEncoding(TruffleFile file) {
        return null; // text is UTF-8 anyway
    }
}
