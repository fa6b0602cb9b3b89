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

    private ResultMarker() {}

    /** The value behind {@code returned}: itself, unless it is a marker. */
    public static Object unwrap(Object returned, Registers registers) {
        if (returned == LONG) {
            return registers.result;
        }
        return returned == DOUBLE ? (Object) registers.doubleResult : returned;
    }
}
