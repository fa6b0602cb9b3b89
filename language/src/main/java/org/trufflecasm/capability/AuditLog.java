package org.trufflecasm.capability;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.runtime.CasmString;

/**
 * Writes each decision about a capability call as a line of JSON, before the call happens: see
 * docs/capabilities.md for the fields. A line that cannot be written ends the call. One thread at a
 * time.
 */
public final class AuditLog implements Closeable {
    private static final JsonFactory JSON = new JsonFactory();

    private final OutputStream target;
    private final boolean timed;
    private long sequence;
    private Call newest;

    /**
     * One call of a capability.
     *
     * @param capability its name as the capsule spells it
     * @param function the function that calls
     * @param instruction the instruction that calls
     * @param position the instruction's original position; null if unknown
     * @param arguments how many arguments it passes
     */
    public record Call(
            String capability,
            String function,
            int instruction,
            SourcePosition position,
            int arguments) {}

    /**
     * A log that begins with number 1.
     *
     * @param target where the lines go; flushed after each
     * @param timed whether each line says when the decision was made
     */
    public AuditLog(OutputStream target, boolean timed) {
        this.target = target;
        this.timed = timed;
    }

    /**
     * Notes the decision about a call.
     *
     * @param call the call
     * @param refusal why it is refused; null if it is allowed
     * @param scope what the call wants to reach: its first argument, if the capability has scopes
     *     and it is a str; else null
     */
    public void note(Call call, Decision.Refused refusal, Object scope) {
        newest = call;
        write(call, refusal, scope instanceof CasmString text ? text.toString() : null);
    }

    /** Notes that the newest call wants to reach something else too. */
    void noteMore(Decision.Refused refusal, String scope) {
        if (newest != null) {
            write(newest, refusal, scope);
        }
    }

    private void write(Call call, Decision.Refused refusal, String scope) {
        try {
            target.write((line(call, refusal, scope) + "\n").getBytes(StandardCharsets.UTF_8));
            target.flush();
        } catch (IOException failure) {
            throw CapabilityFailures.failure(
                    call.capability,
                    "the decision cannot be noted: " + CapabilityFailures.textOf(failure));
        }
    }

    private String line(Call call, Decision.Refused refusal, String scope) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField("sequence", ++sequence);
            if (timed) {
                json.writeStringField("time", Instant.now().toString());
            }
            json.writeStringField("capability", call.capability);
            json.writeStringField("function", call.function);
            json.writeNumberField("instruction", call.instruction);
            if (call.position != null) {
                json.writeStringField("file", call.position.file());
                json.writeNumberField("line", call.position.line());
                json.writeNumberField("column", call.position.column());
            }
            json.writeNumberField("arguments", call.arguments);
            if (scope != null) {
                json.writeStringField("scope", scope);
            }
            json.writeStringField("decision", refusal == null ? "allowed" : "refused");
            if (refusal != null) {
                json.writeStringField("kind", refusal.kind().name());
                json.writeStringField("reason", refusal.message());
            }
            json.writeEndObject();
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
