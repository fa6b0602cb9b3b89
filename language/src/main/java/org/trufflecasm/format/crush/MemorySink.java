package org.trufflecasm.format.crush;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A sink whose container is written by a library, to memory. */
abstract class MemorySink implements ValueSink {

    /** What the library writes. */
    @FunctionalInterface
    interface Writing {
        void write() throws IOException;
    }

    /** Writes; to memory that does not fail. */
    static void write(Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
