package org.trufflecasm.format.crab;

/** A constant of a module. Immutable. */
public sealed interface CrabConstant {

    /**
     * A Number.
     *
     * @param bits its IEEE bits, so that each NaN is kept as it is
     */
    record Numeral(long bits) implements CrabConstant {
        /** The constant for a value. */
        static Numeral of(double value) {
            return new Numeral(Double.doubleToRawLongBits(value));
        }

        double value() {
            return Double.longBitsToDouble(bits);
        }
    }

    /**
     * A String.
     *
     * @param text its content, without half surrogate pairs
     */
    record Text(String text) implements CrabConstant {}

    /**
     * A Boolean.
     *
     * @param value its value
     */
    record Truth(boolean value) implements CrabConstant {}

    /** Nil. */
    record Nil() implements CrabConstant {}
}
