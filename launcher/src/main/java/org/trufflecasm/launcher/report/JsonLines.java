package org.trufflecasm.launcher.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.SourcePosition;

/** What {@code casm} says to tools: one line of JSON at a time. */
public final class JsonLines {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Writes the members of one object. */
    @FunctionalInterface
    private interface Members {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private JsonLines() {}

    /**
     * The result of a run: {@code {"result":{"type":"int","text":"42"}}}.
     *
     * @param type the name of the value's type
     * @param text the value's text
     */
    public static String result(String type, String text) {
        return object(
                json -> {
                    json.writeObjectFieldStart("result");
                    json.writeStringField("type", type);
                    json.writeStringField("text", text);
                    json.writeEndObject();
                });
    }

    /**
     * A failure (specification §6). What is unknown is null.
     *
     * @param capsule the file that was to run; shown as {@code file} where no original source is
     *     known
     */
    static String diagnostic(Diagnostic diagnostic, String capsule) {
        return object(
                json -> {
                    SourcePosition position = diagnostic.position();
                    json.writeStringField("code", diagnostic.code().text());
                    json.writeStringField("level", "error");
                    json.writeStringField(
                            "file",
                            position == null || position.file() == null
                                    ? capsule
                                    : position.file());
                    writePositive(json, "line", position == null ? 0 : position.line());
                    writePositive(json, "col", position == null ? 0 : position.column());
                    json.writeStringField("message", diagnostic.message());
                    json.writeStringField("hint", diagnostic.hint());
                    json.writeStringField("kind", diagnostic.kind());
                    json.writeArrayFieldStart("trace");
                    writeFrames(json, diagnostic.trace().first());
                    writeFrames(json, diagnostic.trace().last());
                    json.writeEndArray();
                    json.writeNumberField("frames_left_out", diagnostic.trace().omitted());
                });
    }

    /** A manifest that asks for some permissions and nothing else. */
    public static String manifest(List<String> permissions) {
        return object(json -> writeValue(json, "permissions", permissions));
    }

    /**
     * What a capsule asks for and reaches.
     *
     * @param rows for each capability what is known about it
     * @param unused permissions that are never needed
     * @param refused capabilities whose reached calls the host would refuse
     * @param least permissions that would do
     */
    public static String capabilities(
            List<Map<String, Object>> rows,
            List<String> unused,
            List<String> refused,
            List<String> least) {
        return object(
                json -> {
                    writeValue(json, "capabilities", rows);
                    writeValue(json, "unused", unused);
                    writeValue(json, "refused", refused);
                    writeValue(json, "least_manifest", Map.of("permissions", least));
                });
    }

    /** One object of a list of such. */
    public static String object(Map<String, Object> members) {
        return object(
                json -> {
                    for (Map.Entry<String, Object> member : members.entrySet()) {
                        writeValue(json, member.getKey(), member.getValue());
                    }
                });
    }

    private static void writeValue(JsonGenerator json, String name, Object value)
            throws IOException {
        json.writeFieldName(name);
        MAPPER.writeValue(json, value);
    }

    private static void writeFrames(JsonGenerator json, List<Frame> frames) throws IOException {
        for (Frame frame : frames) {
            SourcePosition position = frame.position();
            json.writeStartObject();
            json.writeStringField("function", frame.function());
            json.writeStringField("file", position == null ? null : position.file());
            writePositive(json, "line", position == null ? 0 : position.line());
            writePositive(json, "col", position == null ? 0 : position.column());
            json.writeNumberField("instruction", frame.instruction());
            json.writeEndObject();
        }
    }

    private static void writePositive(JsonGenerator json, String name, int value)
            throws IOException {
        if (value > 0) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }

    private static String object(Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            members.writeTo(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
