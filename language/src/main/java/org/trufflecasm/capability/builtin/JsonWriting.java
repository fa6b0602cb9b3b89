package org.trufflecasm.capability.builtin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.core.Limits;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;

/**
 * {@code json.stringify} and {@code json.stringify_pretty}: guest values as JSON. What is shared is
 * written each time, so a small value may have an endless text; its pieces are accounted.
 */
final class JsonWriting {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamWriteConstraints(
                            StreamWriteConstraints.builder()
                                    .maxNestingDepth(Limits.MAX_NESTING + 1)
                                    .build())
                    .build();

    private final String capability;
    private final CapabilityContext context;
    private final Set<Object> enclosing = Collections.newSetFromMap(new IdentityHashMap<>());
    private final AccountedText result;
    private JsonGenerator generator;

    private JsonWriting(String capability, CapabilityContext context) {
        this.capability = capability;
        this.context = context;
        this.result = new AccountedText(context.arena());
    }

    static CasmString write(
            String capability, CapabilityContext context, Object value, boolean pretty) {
        JsonWriting writing = new JsonWriting(capability, context);
        try {
            return writing.write(value, pretty);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private CasmString write(Object value, boolean pretty) throws IOException {
        try (JsonGenerator opened = FACTORY.createGenerator(result)) {
            generator = opened;
            if (pretty) {
                generator.setPrettyPrinter(printer());
            }
            value(value);
        }
        return result.value();
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(
                        Separators.createDefaultInstance()
                                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                                .withObjectEmptySeparator("")
                                .withArrayEmptySeparator(""));
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        return printer;
    }

    private void value(Object value) throws IOException {
        switch (value) {
            case Long number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(numberText(number));
            case Boolean truth -> generator.writeBoolean(truth);
            case CasmString text -> generator.writeString(text.toString());
            case CasmNull _ -> generator.writeNull();
            case CasmArray array -> {
                enter(array);
                generator.writeStartArray();
                for (int i = 0; i < array.size(); i++) {
                    value(array.get(i));
                }
                generator.writeEndArray();
                enclosing.remove(array);
            }
            case CasmMap map -> {
                enter(map);
                generator.writeStartObject();
                entries(map);
                generator.writeEndObject();
                enclosing.remove(map);
            }
            default ->
                    throw Arguments.failure(
                            capability,
                            "a value of type " + context.typeName(value) + " has no form in JSON");
        }
    }

    private void entries(CasmMap map) throws IOException {
        try {
            map.forEach(
                    (key, value) -> {
                        try {
                            generator.writeFieldName(key.toString());
                            value(value);
                        } catch (IOException failure) {
                            throw new UncheckedIOException(failure);
                        }
                    });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    /** What is not finite has no form in JSON and becomes 0, as in the original. */
    private String numberText(double number) {
        return Double.isFinite(number) ? context.text(number).toString() : "0";
    }

    private void enter(Object container) {
        context.arena().borrows().checkRead(container, null);
        if (enclosing.size() == Limits.MAX_NESTING) {
            throw Arguments.failure(
                    capability, "the value is nested deeper than " + Limits.MAX_NESTING);
        }
        if (!enclosing.add(container)) {
            throw Arguments.failure(capability, "the value contains itself");
        }
    }
}
