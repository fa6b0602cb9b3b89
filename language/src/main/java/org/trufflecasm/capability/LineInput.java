package org.trufflecasm.capability;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.trufflecasm.core.Limits;

/**
 * Reads lines of UTF-8 from a stream and nothing beyond them, so that another reader of the same
 * stream finds the rest. One thread at a time.
 */
final class LineInput {
    private final InputStream source;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineInput(InputStream source) {
        this.source = source;
    }

    /** The stream itself, at the beginning of the next line. */
    InputStream source() {
        return source;
    }

    /**
     * The next line without its line feed and a carriage return before that; malformed input
     * becomes U+FFFD.
     *
     * @return the line; empty at the end of the input
     * @throws IOException if the stream fails or the line is longer than {@link Limits#MAX_STRING}
     *     bytes
     */
    String readLine() throws IOException {
        line.reset();
        for (int next = source.read(); next >= 0 && next != '\n'; next = source.read()) {
            if (line.size() == Limits.MAX_STRING) {
                throw new IOException("a line is longer than " + Limits.MAX_STRING + " bytes");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
