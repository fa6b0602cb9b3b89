package org.trufflecasm.embed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyHashMap;
import org.trufflecasm.capability.spi.GuestFunction;

/**
 * Gives values of a capsule their natural forms in Java, and the reverse. What is shared stays
 * shared, so the cost is that of the values, not of the ways to reach them. One conversion.
 */
final class HostForms {
    /** The most values in one result: it is the capsule that chooses its size. */
    private static final int MAX_VALUES = 1 << 20;

    /** The deepest nesting, which is that of values that capabilities get. */
    private static final int MAX_DEPTH = 512;

    private static final Object UNFINISHED = new Object();

    private final CapsuleRun run;
    private final Map<Value, Object> copies = new HashMap<>();
    private int values;

    private HostForms(CapsuleRun run) {
        this.run = run;
    }

    /**
     * A value of the run's capsule in Java.
     *
     * @throws IllegalStateException if it contains itself, or is too large for a copy
     */
    static Object toJava(Value value, CapsuleRun run) {
        return new HostForms(run).copy(value, 0);
    }

    private Object copy(Value value, int depth) {
        if (++values > MAX_VALUES || depth > MAX_DEPTH) {
            throw new IllegalStateException(
                    "the value is too large for a copy: more than "
                            + MAX_VALUES
                            + " values, or nested deeper than "
                            + MAX_DEPTH);
        }
        if (value.isNull()) {
            return null;
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isNumber()) {
            return number(value);
        }
        if (value.isString()) {
            return value.asString();
        }
        if (value.isHostObject()) {
            return value.asHostObject();
        }
        if (value.isProxyObject()) {
            return value.asProxyObject();
        }
        if (value.hasArrayElements() || (value.hasMembers() && !value.canExecute())) {
            return container(value, depth);
        }
        return value.canExecute() ? new ResultFunction(value, run) : value;
    }

    /** An int or a float, also where both would do: the API leaves a number as it is. */
    static Object number(Value value) {
        Number number = value.as(Number.class);
        return number instanceof Double || number instanceof Float
                ? (Object) number.doubleValue()
                : (Object) number.longValue();
    }

    private Object container(Value value, int depth) {
        Object known = copies.get(value);
        if (known == UNFINISHED) {
            throw new IllegalStateException("the value contains itself");
        }
        if (known == null) {
            copies.put(value, UNFINISHED);
            known = value.hasArrayElements() ? list(value, depth) : map(value, depth);
            copies.put(value, known);
        }
        return known;
    }

    private List<Object> list(Value value, int depth) {
        long size = value.getArraySize();
        if (size > MAX_VALUES - values) {
            throw new IllegalStateException("the value is too large for a copy: " + size);
        }
        List<Object> list = new ArrayList<>((int) size);
        for (long i = 0; i < size; i++) {
            list.add(copy(value.getArrayElement(i), depth + 1));
        }
        return list;
    }

    private Map<String, Object> map(Value value, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String key : value.getMemberKeys()) {
            map.put(key, copy(value.getMember(key), depth + 1));
        }
        return map;
    }

    /** Arguments for the capsule. */
    static Object[] toGuest(Object[] arguments) {
        Object[] result = new Object[arguments.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = toGuest(arguments[i]);
        }
        return result;
    }

    /** What the language copies; an object of the host without a form for capsules as it is. */
    @SuppressWarnings("unchecked")
    private static Object toGuest(Object value) {
        return switch (value) {
            case null -> null;
            case ResultFunction function -> function.value;
            case Object[] array -> ProxyArray.fromArray(toGuest(array));
            case List<?> list -> ProxyArray.fromArray(toGuest(list.toArray()));
            case Map<?, ?> map -> {
                Map<Object, Object> entries = new LinkedHashMap<>();
                map.forEach((key, element) -> entries.put(key, toGuest(element)));
                yield ProxyHashMap.from(entries);
            }
            default -> value;
        };
    }

    /** A function of the capsule that the host holds. */
    private record ResultFunction(Value value, CapsuleRun run) implements GuestFunction {
        @Override
        public Object call(Object... arguments) {
            return run.called(() -> value.execute(toGuest(arguments))).toJava();
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }
}
