package org.trufflecasm.runtime;

/**
 * Writes ints in decimal. Without divisions as long as they fit into 32 bits: where the host's
 * second compiler does not run, each would be a call.
 */
final class DecimalText {
    /** Ten to the power of nine: nine digits fit into an {@code int}. */
    private static final long BILLION = 1_000_000_000;

    private DecimalText() {}

    /** How many characters the text of a value has: 1 to 20. */
    static int length(long value) {
        int digits = 1;
        // Counted below zero, where the smallest value has its opposite.
        long negative = value < 0 ? value : -value;
        for (long power = -10; negative <= power; power *= 10) {
            digits++;
            if (digits == 19) {
                break;
            }
        }
        return value < 0 ? digits + 1 : digits;
    }

    /**
     * Writes the text of a value.
     *
     * @param end the index behind its last character
     */
    static void write(long value, byte[] target, int end) {
        int at = end;
        long rest = value < 0 ? -value : value;
        if (rest < 0) { // the smallest value
            target[--at] = '8';
            rest = -(value / 10);
        }
        while (rest >= BILLION) {
            long above = rest / BILLION;
            int nine = (int) (rest - above * BILLION);
            for (int i = 0; i < 9; i++) {
                int tenth = tenth(nine);
                target[--at] = (byte) ('0' + nine - 10 * tenth);
                nine = tenth;
            }
            rest = above;
        }
        int few = (int) rest;
        do {
            int tenth = tenth(few);
            target[--at] = (byte) ('0' + few - 10 * tenth);
            few = tenth;
        } while (few != 0);
        if (value < 0) {
            target[--at] = '-';
        }
    }

    /** A tenth of a value from 0 to {@link #BILLION}, rounded down. */
    private static int tenth(int value) {
        return (int) ((value * 0xCCCCCCCDL) >>> 35);
    }
}
