package org.trufflecasm.runtime;

import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/**
 * A function as a value (specification §3.7): which function, and the values it has captured.
 * Immutable, but for what the captured values refer to.
 */
@ExportLibrary(InteropLibrary.class)
public final class CasmFunction implements TruffleObject {
    private static final Object[] NOTHING = {};

    /**
     * A function of a program in one context. There is one object for each function, so two values
     * stand for the same function if they have the same object.
     */
    public interface Code {
        /** What the capsule calls it. */
        String name();
    }

    private final Code code;
    private final Object[] captures;

    private CasmFunction(Code code, Object[] captures) {
        this.code = code;
        this.captures = captures;
    }

    /** A function that has captured nothing. */
    public static CasmFunction of(Code code) {
        return new CasmFunction(code, NOTHING);
    }

    /**
     * A function that has captured values.
     *
     * @param captures guest values, which become the first parameters; not to be changed any more
     */
    public static CasmFunction closure(Code code, Object[] captures) {
        return new CasmFunction(code, captures);
    }

    /** Which function it is. */
    public Code code() {
        return code;
    }

    /** What the function is called. */
    public String name() {
        return code.name();
    }

    /** How many values it has captured. */
    public int captureCount() {
        return captures.length;
    }

    /** The captured value that becomes parameter {@code index}. */
    public Object capture(int index) {
        return captures[index];
    }

    /**
     * Whether both are the same: the same function of the same program where neither has captured
     * anything, else the same value.
     */
    @SuppressWarnings("ReferenceEquality")
    public boolean isSame(CasmFunction other) {
        return this == other
                || (code == other.code && captures.length == 0 && other.captures.length == 0);
    }

    /** {@code <function NAME>}. */
    public String text() {
        return "<function " + name() + ">";
    }

    @ExportMessage
    boolean hasExecutableName() {
        return true;
    }

    @ExportMessage
    Object getExecutableName() {
        return name();
    }

    @ExportMessage
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return text();
    }

    @Override
    public String toString() {
        return text();
    }
}
