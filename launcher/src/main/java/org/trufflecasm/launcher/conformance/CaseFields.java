package org.trufflecasm.launcher.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the fields of one object of a case. Strict: a field of a wrong type is an error, and so is
 * one that nobody knows, since what it demands would go unchecked.
 */
final class CaseFields {
    private final String where;
    private final JsonNode object;

    private CaseFields(String where, JsonNode object) {
        this.where = where;
        this.object = object;
    }

    /**
     * The fields of {@code node}; those of an empty object if it is absent.
     *
     * @param where how messages call it
     * @param known the fields it may have; null if any may
     */
    static CaseFields of(String where, JsonNode node, Set<String> known)
            throws CaseFormatException {
        if (node != null && !node.isObject()) {
            throw new CaseFormatException(where + " is not an object");
        }
        if (node != null && known != null) {
            for (String name : (Iterable<String>) node::fieldNames) {
                if (!known.contains(name)) {
                    throw new CaseFormatException(where + " has an unknown field: " + name);
                }
            }
        }
        return new CaseFields(where, node);
    }

    /** A field; null if it is absent or null. */
    JsonNode get(String name) {
        JsonNode value = object == null ? null : object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** A string; null if it is absent. */
    String text(String name) throws CaseFormatException {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(name, "a string");
        }
        return value.textValue();
    }

    /** An int; null if it is absent. */
    Integer integer(String name) throws CaseFormatException {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(name, "an int");
        }
        return value.intValue();
    }

    /** A list of strings; empty if it is absent. */
    List<String> texts(String name) throws CaseFormatException {
        JsonNode value = get(name);
        List<String> texts = new ArrayList<>();
        if (value == null) {
            return texts;
        }
        if (!value.isArray()) {
            throw wrong(name, "a list of strings");
        }
        for (JsonNode element : value) {
            if (!element.isTextual()) {
                throw wrong(name, "a list of strings");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    /** Whole numbers of 0 or more by name; empty if it is absent. */
    Map<String, Long> counts(String name, Set<String> known) throws CaseFormatException {
        CaseFields fields = of(where + "." + name, get(name), known);
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String count : known) {
            JsonNode value = fields.get(count);
            if (value == null) {
                continue;
            }
            if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
                throw fields.wrong(count, "a whole number of 0 or more");
            }
            counts.put(count, value.longValue());
        }
        return counts;
    }

    private CaseFormatException wrong(String name, String needed) {
        return new CaseFormatException(where + "." + name + " is not " + needed);
    }
}
