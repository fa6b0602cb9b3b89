package org.trufflecasm.format.crush;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.Manifest;

/**
 * Goes through the tokens of a capsule that is made of objects, lists and values, whatever the
 * container; whatever is wrong with it is a {@link org.trufflecasm.error.LoadException} with its
 * place. Not safe to share between threads.
 */
abstract class CapsuleCursor {
    /**
     * Strings up to this length are stored once: opcodes, names, file names repeat in almost every
     * instruction.
     */
    private static final int POOLED = 64;

    /** How many operands are remembered; a power of two. */
    private static final int REMEMBERED = 1024;

    private final Map<String, String> pool = new HashMap<>();

    /** Operands that were read, each at a place that its hash gives. */
    private final Map<?, ?>[] operands = new Map<?, ?>[REMEMBERED];

    /** Where offsets lie. */
    abstract CapsuleOrigin origin();

    /**
     * Whether the container also knows the layout in which a program, a function and a manifest are
     * lists whose elements are told by their position (specification §1.7).
     */
    abstract boolean isPositional();

    /** Goes to the next token and returns it; null at the end of the file. */
    abstract JsonToken next();

    /** The current token. */
    abstract JsonToken token();

    /**
     * Goes to the next key of the current object and from there to its value; null at the end of
     * the object.
     */
    abstract String nextKey();

    /** If the current token opens an object or a list, goes to the token that closes it. */
    abstract void skip();

    /**
     * How many objects and lists are open; a current token that opens one is counted, one that
     * closes one is not.
     */
    abstract int depth();

    /** Where the current token begins. */
    abstract int offset();

    /** Where the current token ends, which must close an object or a list. */
    abstract int end();

    /** The text of the current token, which must be a string. */
    abstract String string();

    /** The current token, which must be a number, as {@link CrushInstruction#operands()} says. */
    abstract Object number();

    /**
     * Reads a manifest that was skipped before.
     *
     * @param start offset where it begins
     * @param end offset where it ends
     */
    abstract Manifest manifest(int start, int end);

    /** One object for all strings that are equal to {@code string}, as long as they are short. */
    String pooled(String string) {
        if (string.length() > POOLED) {
            return string;
        }
        String known = pool.putIfAbsent(string, string);
        return known == null ? string : known;
    }

    /**
     * One operand; mostly the same object for the same operand, since in long code nearly all of
     * them repeat.
     */
    @SuppressWarnings("unchecked") // only such maps are put there
    final Map<String, Object> pooled(String key, Object value) {
        if (value instanceof Map || value instanceof List) {
            return Map.of(key, value);
        }
        int place = (key.hashCode() * 31 + value.hashCode()) & (REMEMBERED - 1);
        Map<?, ?> known = operands[place];
        if (known == null || !value.equals(known.get(key))) {
            known = Map.of(key, value);
            operands[place] = known;
        }
        return (Map<String, Object>) known;
    }

    /**
     * The current value, as {@link CrushInstruction#operands()} describes it; goes to its last
     * token. Nesting is bounded, so this may recurse.
     */
    final Object value() {
        return switch (token()) {
            case VALUE_STRING -> string();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> RawValue.Shape.NULL;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case START_ARRAY -> list();
            case START_OBJECT -> map();
            default -> throw new IllegalStateException(token().toString());
        };
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>(1);
        while (next() != JsonToken.END_ARRAY) {
            list.add(value());
        }
        return list.isEmpty() ? List.of() : list;
    }

    /** Small maps are by far the most, and many of them must not cost more than the file did. */
    private Map<String, Object> map() {
        Map<String, Object> map = Map.of();
        for (String key = nextKey(); key != null; key = nextKey()) {
            String name = pooled(key);
            if (map.isEmpty()) {
                map = Map.of(name, value());
            } else {
                map = map.size() == 1 ? new LinkedHashMap<>(map) : map;
                map.put(name, value());
            }
        }
        return map;
    }
}
