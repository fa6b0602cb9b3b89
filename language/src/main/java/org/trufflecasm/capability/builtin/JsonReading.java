package org.trufflecasm.capability.builtin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.core.Limits;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;

/** {@code json.parse}: JSON as guest values. Nothing recurses; nesting is bounded. */
final class JsonReading {
    private static final String NAME = "json.parse";

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Limits.MAX_NESTING)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    /** A container that is being read, and the key whose value comes next. */
    private static final class Open {
        final Object container;
        CasmString key;

        Open(Object container) {
            this.container = container;
        }

        void add(Object value) {
            if (container instanceof CasmArray array) {
                array.push(value);
            } else {
                ((CasmMap) container).put(key, value);
            }
        }
    }

    private JsonReading() {}

    static Object parse(CapabilityContext context, Object[] values) {
        String text = new Arguments(context, values).string(0);
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw Arguments.failure(NAME, "the text is empty");
            }
            Object value = value(parser, context.arena());
            if (parser.nextToken() != null) {
                throw Arguments.failure(
                        NAME, "more text behind the value" + at(parser.currentTokenLocation()));
            }
            return value;
        } catch (JsonProcessingException malformed) {
            throw Arguments.failure(
                    NAME,
                    malformed.getOriginalMessage().lines().findFirst().orElse("malformed")
                            + at(malformed.getLocation()));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String at(JsonLocation location) {
        return location == null
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static Object value(JsonParser parser, Arena arena) throws IOException {
        Deque<Open> open = new ArrayDeque<>();
        for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
            Object finished;
            arena.work(1, null);
            arena.reserve(
                    token == JsonToken.VALUE_STRING ? parser.getTextLength() : Arena.SLOT, null);
            switch (token) {
                case START_ARRAY -> {
                    open.push(new Open(new CasmArray(ArrayKind.ARRAY)));
                    continue;
                }
                case START_OBJECT -> {
                    open.push(new Open(CasmMap.create(null)));
                    continue;
                }
                case FIELD_NAME -> {
                    open.getFirst().key = CasmString.of(parser.currentName());
                    continue;
                }
                case END_ARRAY, END_OBJECT -> finished = open.pop().container;
                case null -> throw Arguments.failure(NAME, "the text ends inside of a value");
                default -> finished = scalar(parser, token);
            }
            if (open.isEmpty()) {
                return finished;
            }
            open.getFirst().add(finished);
        }
    }

    private static Object scalar(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> CasmString.of(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> CasmNull.INSTANCE;
            case VALUE_NUMBER_INT ->
                    parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                            ? (Object) number(parser)
                            : (Object) parser.getLongValue();
            default -> number(parser);
        };
    }

    private static double number(JsonParser parser) throws IOException {
        double number = Double.parseDouble(parser.getText());
        if (Double.isInfinite(number)) {
            throw Arguments.failure(
                    NAME, "the number is too large" + at(parser.currentTokenLocation()));
        }
        return number;
    }
}
