package org.trufflecasm.format.crush;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.trufflecasm.core.Limits;

/** Writes JSON, in which every function and every instruction has a line of its own. */
final class JsonSink extends MemorySink {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamWriteConstraints(
                            StreamWriteConstraints.builder()
                                    .maxNestingDepth(2 * Limits.MAX_NESTING)
                                    .build())
                    .build();

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final JsonGenerator generator;
    private final Layout layout = new Layout();

    /** Breaks lines where the sink was told to. */
    private static final class Layout extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1L;

        private final transient Deque<Boolean> lines = new ArrayDeque<>();

        private void separate(JsonGenerator generator) throws IOException {
            if (lines.getLast()) {
                generator.writeRaw("\n" + " ".repeat(lines.size()));
            } else {
                generator.writeRaw(' ');
            }
        }

        private void begin(JsonGenerator generator) throws IOException {
            if (lines.getLast()) {
                separate(generator);
            }
        }

        @Override
        public void beforeObjectEntries(JsonGenerator generator) throws IOException {
            begin(generator);
        }

        @Override
        public void beforeArrayValues(JsonGenerator generator) throws IOException {
            begin(generator);
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(',');
            separate(generator);
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(',');
            separate(generator);
        }

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(": ");
        }
    }

    JsonSink() {
        try {
            generator = FACTORY.createGenerator(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        generator.setPrettyPrinter(layout);
    }

    @Override
    public void beginObject(int size, boolean lines) {
        layout.lines.add(lines && size > 0);
        write(generator::writeStartObject);
    }

    @Override
    public void key(String key) {
        write(() -> generator.writeFieldName(key));
    }

    @Override
    public void endObject() {
        layout.lines.removeLast();
        write(generator::writeEndObject);
    }

    @Override
    public void beginList(int size, boolean lines) {
        layout.lines.add(lines && size > 0);
        write(generator::writeStartArray);
    }

    @Override
    public void endList() {
        layout.lines.removeLast();
        write(generator::writeEndArray);
    }

    @Override
    public void string(String value) {
        write(() -> generator.writeString(value));
    }

    @Override
    public void integer(long value) {
        write(() -> generator.writeNumber(value));
    }

    @Override
    public void real(double value) {
        write(() -> generator.writeNumber(value));
    }

    @Override
    public void bool(boolean value) {
        write(() -> generator.writeBoolean(value));
    }

    @Override
    public void nothing() {
        write(generator::writeNull);
    }

    @Override
    public byte[] finish() {
        write(generator::close);
        output.write('\n');
        return output.toByteArray();
    }
}
