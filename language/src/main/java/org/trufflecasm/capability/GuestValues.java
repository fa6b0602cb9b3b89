package org.trufflecasm.capability;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.Limits;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;

/**
 * Copies values between a capsule and a provider, in the forms that {@link
 * org.trufflecasm.capability.spi.Capability} lists. What is shared stays shared, so the cost is
 * that of the values, not of the ways to reach them; what contains itself, or is nested deeper than
 * {@link Limits#MAX_NESTING}, is refused.
 */
final class GuestValues {

    /** A value has no form on the other side. */
    static final class ConversionException extends Exception {
        private static final long serialVersionUID = 1L;

        ConversionException(String message) {
            super(message);
        }
    }

    /** Marks a value whose copy is being made. */
    private static final Object UNFINISHED = new Object();

    private final IdentityHashMap<Object, Object> copies = new IdentityHashMap<>();
    private int depth;

    private GuestValues() {}

    /** The arguments of one call. */
    static Object[] toJava(Object[] arguments) throws ConversionException {
        GuestValues copier = new GuestValues();
        Object[] result = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            try {
                result[i] = copier.javaOf(arguments[i]);
            } catch (ConversionException failure) {
                throw new ConversionException("argument " + (i + 1) + " " + failure.getMessage());
            }
        }
        return result;
    }

    /** The result of one call. */
    static Object toGuest(Object result) throws ConversionException {
        try {
            return new GuestValues().guestOf(result);
        } catch (ConversionException failure) {
            throw new ConversionException("the result " + failure.getMessage());
        }
    }

    private Object javaOf(Object value) throws ConversionException {
        return switch (value) {
            case Long number -> number;
            case Double number -> number;
            case Boolean bool -> bool;
            case CasmString text -> text.toString();
            case CasmNull _ -> null;
            case CasmArray array -> {
                Object known = enter(array);
                yield known != null ? known : leave(array, listOf(array));
            }
            case CasmMap map -> {
                Object known = enter(map);
                yield known != null ? known : leave(map, javaMapOf(map));
            }
            default -> throw new ConversionException("has no form outside of the capsule");
        };
    }

    private List<Object> listOf(CasmArray array) throws ConversionException {
        List<Object> list = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            list.add(javaOf(array.get(i)));
        }
        return list;
    }

    private Map<String, Object> javaMapOf(CasmMap map) throws ConversionException {
        Map<String, Object> result = new LinkedHashMap<>();
        map.forEach((key, value) -> result.put(key.toString(), value));
        for (Map.Entry<String, Object> entry : result.entrySet()) {
            entry.setValue(javaOf(entry.getValue()));
        }
        return result;
    }

    private Object guestOf(Object value) throws ConversionException {
        return switch (value) {
            case null -> CasmNull.INSTANCE;
            case Long number -> number;
            case Integer number -> (long) number;
            case Short number -> (long) number;
            case Byte number -> (long) number;
            case Double number -> number;
            case Float number -> (double) number;
            case Boolean bool -> bool;
            case CharSequence text -> CasmString.of(text.toString());
            case Character character -> CasmString.of(character.toString());
            case Object[] elements -> {
                Object known = enter(elements);
                yield known != null ? known : leave(elements, arrayOf(elements));
            }
            case Collection<?> elements -> {
                Object known = enter(elements);
                yield known != null ? known : leave(elements, arrayOf(elements.toArray()));
            }
            case Map<?, ?> map -> {
                Object known = enter(map);
                yield known != null ? known : leave(map, guestMapOf(map));
            }
            default ->
                    throw new ConversionException(
                            "is of "
                                    + value.getClass().getName()
                                    + ", which has no form inside of the capsule");
        };
    }

    private CasmArray arrayOf(Object[] elements) throws ConversionException {
        Object[] values = new Object[elements.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = guestOf(elements[i]);
        }
        return CasmArray.of(ArrayKind.ARRAY, values);
    }

    private CasmMap guestMapOf(Map<?, ?> map) throws ConversionException {
        CasmMap result = CasmMap.create(null);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new ConversionException("has a map with a key that is not a string");
            }
            result.put(CasmString.of(key), guestOf(entry.getValue()));
        }
        return result;
    }

    /**
     * Begins to copy a container.
     *
     * @return its copy if there is one already, else null
     */
    private Object enter(Object original) throws ConversionException {
        Object known = copies.get(original);
        if (known == UNFINISHED) {
            throw new ConversionException("contains itself");
        }
        if (known == null) {
            if (depth == Limits.MAX_NESTING) {
                throw new ConversionException("is nested deeper than " + Limits.MAX_NESTING);
            }
            depth++;
            copies.put(original, UNFINISHED);
        }
        return known;
    }

    private Object leave(Object original, Object copy) {
        depth--;
        copies.put(original, copy);
        return copy;
    }
}
