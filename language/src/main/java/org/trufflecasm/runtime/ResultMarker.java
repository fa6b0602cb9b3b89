package org.trufflecasm.runtime;

import com.oracle.truffle.api.interop.TruffleObject;

/**
 * What a function returns in place of a number that lies in the {@link Registers}: callers compare
 * identity.
 */
public final class ResultMarker implements TruffleObject {
    /** The result is {@link Registers#result}. */
    public static final ResultMarker LONG = new ResultMarker();

    /** The result is {@link Registers#doubleResult}. */
    public static final ResultMarker DOUBLE = new ResultMarker();

    /**
     * As {@link #LONG}, where what the caller has paid in advance has been taken back; see {@link
     * Registers#EXACT}.
     */
    public static final ResultMarker EXACT_LONG = new ResultMarker();

    /** As {@link #EXACT_LONG}, for {@link #DOUBLE}. */
    public static final ResultMarker EXACT_DOUBLE = new ResultMarker();

    private ResultMarker() {}

    /** The value behind {@code returned}: itself, unless it is a marker. */
    public static Object unwrap(Object returned, Registers registers) {
        if (returned == LONG || returned == EXACT_LONG) {
            return registers.result;
        }
        return returned == DOUBLE || returned == EXACT_DOUBLE
                ? (Object) registers.doubleResult
                : returned;
    }
}
