package org.trufflecasm.capability;

import com.oracle.truffle.api.TruffleLanguage.Env;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.capability.spi.Tagged;
import org.trufflecasm.core.Limits;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmFunction;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.CasmTagged;

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

    private final CallArena arena;

    private GuestValues(CallArena arena) {
        this.arena = arena;
    }

    /**
     * The arguments of one call.
     *
     * @throws org.trufflecasm.error.GuestException (BorrowError) if another task borrows something
     *     in them mutably
     */
    static Object[] toJava(Object[] arguments, CallArena arena) throws ConversionException {
        GuestValues copier = new GuestValues(arena);
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

    /**
     * One value for a provider, as in {@link #toJava(Object[], CallArena)}.
     *
     * @throws IllegalArgumentException if it has no form outside of the capsule
     */
    static Object toJava(Object value, CallArena arena) {
        try {
            return new GuestValues(arena).javaOf(value);
        } catch (ConversionException failure) {
            throw new IllegalArgumentException("the result " + failure.getMessage(), failure);
        }
    }

    /**
     * A value that a provider gives: a copy, but for references.
     *
     * @param arena pays for the copy
     * @param what the value is, for messages
     * @throws org.trufflecasm.error.GuestException (MemoryQuota) if there is no room for it;
     *     (InvalidReference) if it has a reference in it that is not the call's
     */
    static Object toGuest(Object value, CallArena arena, String what) throws ConversionException {
        try {
            return new GuestValues(arena).guestOf(value);
        } catch (ConversionException failure) {
            throw new ConversionException(what + failure.getMessage());
        }
    }

    private Object javaOf(Object value) throws ConversionException {
        return switch (value) {
            case Long number -> number;
            case Double number -> number;
            case Boolean bool -> bool;
            case CasmString text -> text.toString();
            case CasmNull _ -> null;
            case CasmTagged tagged -> {
                Object known = enter(tagged);
                yield known != null
                        ? known
                        : leave(
                                tagged,
                                new Tagged(tagged.tag().toString(), javaOf(tagged.value())));
            }
            case CasmArray array -> {
                Object known = enter(array);
                yield known != null ? known : leave(array, listOf(array));
            }
            case CasmMap map -> {
                Object known = enter(map);
                yield known != null ? known : leave(map, javaMapOf(map));
            }
            case CasmFunction function -> new FunctionReference(function, arena, false);
            default ->
                    arena.context()
                            .hostObject(value)
                            .orElseThrow(
                                    () ->
                                            new ConversionException(
                                                    "has no form outside of the capsule"));
        };
    }

    private List<Object> listOf(CasmArray array) throws ConversionException {
        arena.account().borrows().checkRead(array, null);
        List<Object> list = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            list.add(javaOf(array.get(i)));
        }
        return list;
    }

    private Map<String, Object> javaMapOf(CasmMap map) throws ConversionException {
        arena.account().borrows().checkRead(map, null);
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
            case CharSequence text -> string(text.toString());
            case Character character -> string(character.toString());
            case LiveReference reference -> arena.resolve(reference);
            case Tagged tagged -> {
                Object known = enter(tagged);
                yield known != null ? known : leave(tagged, taggedOf(tagged));
            }
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
            default -> opaque(value);
        };
    }

    /** What has no form in the guest: opaque to the capsule, unless the host has given it one. */
    private Object opaque(Object value) throws ConversionException {
        Env env = arena.context().access().env();
        if (env == null) {
            throw new ConversionException(
                    "is of "
                            + value.getClass().getName()
                            + ", which has no form inside of the capsule");
        }
        try {
            return ForeignValues.resultOf(env.asGuestValue(value), arena, false);
        } catch (ForeignValues.NoFormException refused) {
            throw new ConversionException(refused.getMessage());
        }
    }

    private CasmString string(String text) {
        CasmString result = CasmString.of(text);
        arena.account().reserveObject(result.accountedBytes(), null);
        return result;
    }

    private CasmTagged taggedOf(Tagged tagged) throws ConversionException {
        arena.account().reserveObject(Arena.OBJECT + Arena.SLOT, null);
        return new CasmTagged(string(tagged.tag()), guestOf(tagged.value()));
    }

    private CasmArray arrayOf(Object[] elements) throws ConversionException {
        arena.account().reserveObject(Arena.OBJECT + (long) Arena.SLOT * elements.length, null);
        Object[] values = new Object[elements.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = guestOf(elements[i]);
        }
        return CasmArray.of(ArrayKind.ARRAY, values);
    }

    private CasmMap guestMapOf(Map<?, ?> map) throws ConversionException {
        arena.account().reserveObject(Arena.OBJECT + (long) Arena.SLOT * map.size(), null);
        CasmMap result = CasmMap.create(null);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new ConversionException("has a map with a key that is not a string");
            }
            result.put(string(key), guestOf(entry.getValue()));
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
