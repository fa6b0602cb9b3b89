package org.trufflecasm.capability;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a file of signatures: {@code NAME = LIBRARY SYMBOL (TYPE,TYPE)->TYPE}. Immutable.
 *
 * @param name the capability
 * @param library a file, a name that the platform finds, or {@code -} for what the process has
 * @param symbol the function in the library
 * @param parameters the types of the arguments
 * @param result the type of the result; null for none
 */
record NativeSignature(
        String name, String library, String symbol, List<Type> parameters, Type result) {
    private static final Pattern LINE =
            Pattern.compile(
                    "([A-Za-z0-9_.]+)\\s*=\\s*(\\S+)\\s+(\\S+)\\s*\\(([^)]*)\\)\\s*->\\s*(\\w+)");
    private static final int MAX_PARAMETERS = 100;

    /** The types that a function of C may take and give. */
    enum Type {
        F64("f64", ValueLayout.JAVA_DOUBLE),
        F32("f32", ValueLayout.JAVA_FLOAT),
        I64("i64", ValueLayout.JAVA_LONG),
        I32("i32", ValueLayout.JAVA_INT);

        private final String key;

        @SuppressWarnings("ImmutableEnumChecker") // layouts never change
        private final MemoryLayout layout;

        Type(String key, MemoryLayout layout) {
            this.key = key;
            this.layout = layout;
        }

        private static Type of(String key) {
            for (Type type : values()) {
                if (type.key.equals(key)) {
                    return type;
                }
            }
            throw new IllegalArgumentException(
                    "'"
                            + key
                            + "' is no type; there are f64, f32, i64, i32 and, for a result, void");
        }

        String key() {
            return key;
        }
    }

    /**
     * Reads a line.
     *
     * @return null for an empty line or a comment, which begins with {@code #}
     * @throws IllegalArgumentException if it is no signature; the message says why
     */
    static NativeSignature parse(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return null;
        }
        Matcher matcher = LINE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "this is not NAME = LIBRARY SYMBOL (TYPE,TYPE)->TYPE");
        }
        List<Type> parameters = new ArrayList<>();
        String list = matcher.group(4).strip();
        if (!list.isEmpty()) {
            for (String type : list.split(",", -1)) {
                parameters.add(Type.of(type.strip()));
            }
        }
        if (parameters.size() > MAX_PARAMETERS) {
            throw new IllegalArgumentException("more than " + MAX_PARAMETERS + " arguments");
        }
        String result = matcher.group(5);
        return new NativeSignature(
                matcher.group(1),
                matcher.group(2),
                matcher.group(3),
                List.copyOf(parameters),
                result.equals("void") ? null : Type.of(result));
    }

    /** The shape for the platform's linker. */
    FunctionDescriptor descriptor() {
        MemoryLayout[] layouts =
                parameters.stream().map(type -> type.layout).toArray(MemoryLayout[]::new);
        return result == null
                ? FunctionDescriptor.ofVoid(layouts)
                : FunctionDescriptor.of(result.layout, layouts);
    }
}
