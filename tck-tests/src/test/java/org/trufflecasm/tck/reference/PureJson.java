package org.trufflecasm.tck.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.Deque;
import org.trufflecasm.error.ErrorKind;

/** The capabilities {@code json.*} (specification §5). */
final class PureJson {
    private static final int DEEPEST = 512;

    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    private PureJson() {}

    /** The result; null if there is no such capability. */
    static Object call(String name, PureArguments v) {
        return switch (name) {
            case "json.parse" -> parse(v.exactly(1));
            case "json.stringify" -> new Writer(v.exactly(1), false).write(v.value(0));
            case "json.stringify_pretty" -> new Writer(v.exactly(1), true).write(v.value(0));
            default -> null;
        };
    }

    private static Object parse(PureArguments v) {
        String text = v.string(0);
        if (text.isBlank()) {
            throw v.failure("the text is empty");
        }
        if (deepest(text) > DEEPEST) {
            throw v.failure("nested too deep");
        }
        try {
            return value(MAPPER.readTree(text), v);
        } catch (JsonProcessingException malformed) {
            // The wording of the rest is open.
            throw new GuestFailure(ErrorKind.CapabilityError, "json.parse: ");
        }
    }

    private static int deepest(String text) {
        int depth = 0;
        int deepest = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '[' || c == '{')) {
                deepest = Math.max(deepest, ++depth);
            } else if (!quoted && (c == ']' || c == '}')) {
                depth--;
            }
        }
        return deepest;
    }

    private static Object value(JsonNode node, PureArguments v) {
        if (node.isArray()) {
            Sequence array = new Sequence(Sequence.Kind.ARRAY);
            node.forEach(element -> array.add(value(element, v)));
            return array;
        }
        if (node.isObject()) {
            Dictionary map = new Dictionary();
            node.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue(), v)));
            return map;
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            double number = Double.parseDouble(node.asText());
            if (Double.isInfinite(number)) {
                throw v.failure("the number is too large");
            }
            return number;
        }
        return node.isNull() ? Nil.NIL : node.isBoolean() ? node.booleanValue() : node.textValue();
    }

    /** Writes one value. */
    private static final class Writer {
        private final PureArguments call;
        private final boolean pretty;
        private final StringBuilder text = new StringBuilder();
        private final Deque<Object> enclosing = new ArrayDeque<>();

        Writer(PureArguments call, boolean pretty) {
            this.call = call;
            this.pretty = pretty;
        }

        String write(Object value) {
            append(value);
            return text.toString();
        }

        private void append(Object value) {
            GaveUp.checkText(text.length());
            switch (value) {
                case Double number ->
                        text.append(Double.isFinite(number) ? FloatText.of(number) : "0");
                case String string -> quote(string);
                case Sequence sequence -> {
                    enter(sequence);
                    text.append('[');
                    for (int i = 0; i < sequence.size(); i++) {
                        separate(i);
                        append(sequence.elements.get(i));
                    }
                    leave(sequence.size() > 0, ']');
                }
                case Dictionary map -> {
                    enter(map);
                    text.append('{');
                    int i = 0;
                    for (var entry : map.entries.entrySet()) {
                        separate(i++);
                        quote(entry.getKey());
                        text.append(pretty ? ": " : ":");
                        append(entry.getValue());
                    }
                    leave(i > 0, '}');
                }
                case Nil nil -> text.append("null");
                case Boolean truth -> text.append(truth);
                case Long number -> text.append(number);
                default ->
                        throw call.failure(
                                "a value of type "
                                        + Values.typeName(value)
                                        + " has no form in JSON");
            }
        }

        private void enter(Object container) {
            if (enclosing.size() == DEEPEST) {
                throw call.failure("the value is nested deeper than " + DEEPEST);
            }
            if (enclosing.stream().anyMatch(outer -> outer == container)) {
                throw call.failure("the value contains itself");
            }
            enclosing.push(container);
        }

        private void separate(int index) {
            text.append(index == 0 ? "" : ",");
            newLine();
        }

        private void leave(boolean filled, char end) {
            enclosing.pop();
            if (filled) {
                newLine();
            }
            text.append(end);
        }

        private void newLine() {
            if (pretty) {
                text.append('\n').append("  ".repeat(enclosing.size()));
            }
        }

        private void quote(String string) {
            try {
                text.append(MAPPER.writeValueAsString(string));
            } catch (JsonProcessingException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }
}
