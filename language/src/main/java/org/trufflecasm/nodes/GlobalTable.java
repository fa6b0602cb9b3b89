package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The variables of one program in one context that all its functions share, by the number that
 * {@link LinkedProgram#globalNumber} gives their names. Each run begins without a value for any of
 * them. Used by one thread at a time.
 */
final class GlobalTable {
    private Object[] values = {};

    /** The value of a variable; null until the run has stored one. */
    Object value(int number) {
        Object[] all = values;
        return number < all.length ? all[number] : null;
    }

    /** Stores a value. */
    void set(int number, Object value) {
        if (number >= values.length) {
            grow(number);
        }
        values[number] = value;
    }

    @TruffleBoundary
    private void grow(int number) {
        values = Arrays.copyOf(values, Math.max(number + 1, 2 * values.length));
    }

    /** How many globals there are. */
    int size() {
        return values.length;
    }

    /** Forgets all values. */
    @TruffleBoundary
    void beginRun() {
        Arrays.fill(values, null);
    }

    /** Hands all values to a visitor. */
    void forEach(Consumer<Object> visitor) {
        for (Object value : values) {
            if (value != null) {
                visitor.accept(value);
            }
        }
    }
}
