package org.trufflecasm.tck.reference;

/** The texts of floats, for reference interpreters of other machines. */
public final class FloatTexts {
    private FloatTexts() {}

    /** The text that Crush prints. */
    public static String of(double value) {
        return FloatText.of(value);
    }
}
