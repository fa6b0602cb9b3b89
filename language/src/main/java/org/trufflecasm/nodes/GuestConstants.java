package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.HostRequest;
import org.trufflecasm.runtime.ArrayKind;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;

/** Makes guest values of the constants of a {@link HostRequest}. */
public final class GuestConstants {
    private static final CasmString INPUT = CasmString.literal("input");

    private GuestConstants() {}

    /**
     * Makes a new value of a constant each time; an operand, if there is one, goes into it as its
     * {@code input}.
     */
    public static Builtin of(Object constant) {
        return (v, s, at) -> {
            Object value = value(constant);
            if (v.length > 0) {
                ((CasmMap) value).put(INPUT, v[0]);
            }
            return value;
        };
    }

    /**
     * The number that an answer of the host selects.
     *
     * @param cases the answers
     * @param numbers one for each, and one more for any other answer
     */
    public static Builtin choice(List<String> cases, List<Integer> numbers) {
        return (v, s, at) -> choose(v[0], cases, numbers);
    }

    @TruffleBoundary
    private static Object choose(Object answer, List<String> cases, List<Integer> numbers) {
        int found = answer instanceof CasmString text ? cases.indexOf(text.toString()) : -1;
        return (long) (found < 0 ? numbers.getLast() : numbers.get(found));
    }

    /** Whether a constant is the same value each time. */
    public static boolean isScalar(Object constant) {
        return !(constant instanceof List<?>) && !(constant instanceof Map<?, ?>);
    }

    /** The guest's value of a constant. Recursion is bounded by the nesting of a capsule. */
    @TruffleBoundary
    public static Object value(Object constant) {
        return switch (constant) {
            case String text -> CasmString.literal(text);
            case HostRequest.Null none -> CasmNull.INSTANCE;
            case List<?> list ->
                    CasmArray.of(
                            ArrayKind.ARRAY, list.stream().map(GuestConstants::value).toArray());
            case Map<?, ?> map -> {
                CasmMap result = CasmMap.create(null);
                map.forEach(
                        (key, value) -> result.put(CasmString.literal((String) key), value(value)));
                yield result;
            }
            default -> constant;
        };
    }
}
