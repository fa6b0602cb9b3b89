package org.trufflecasm.runtime;

/**
 * Where a map of one shape keeps the value of one key, as a number that fits a byte.
 *
 * <p>Codes from 0 on name a field of the map's object: {@code field << 2 | kind}. Fields 0 to 7 are
 * the {@code long} fields, 8 and 9 the references. Floats lie in {@code long} fields as their bits.
 * Negative codes are the other cases.
 */
public final class FieldCodes {
    /** The map has no such key. */
    public static final int ABSENT = -1;

    /** The map's object has it, but in no field of its own; Truffle's library finds it. */
    public static final int ELSEWHERE = -2;

    /** Only in tables of sites: not looked up yet. */
    public static final int UNKNOWN = -3;

    /** The shape says nothing about it: the map itself must be asked. */
    public static final int UNINDEXED = -4;

    /** The number of the first reference field. */
    static final int FIRST_REFERENCE = 8;

    private static final int LONG = 0;
    private static final int DOUBLE = 1;
    private static final int REFERENCE = 2;
    private static final int KIND = 3;
    private static final int KIND_BITS = 2;

    /** The sign, which tells codes of fields from others, and the kind. */
    private static final int SIGN_AND_KIND = Integer.MIN_VALUE | KIND;

    private FieldCodes() {}

    static int ofLong(int field) {
        return field << KIND_BITS | LONG;
    }

    static int ofDouble(int field) {
        return field << KIND_BITS | DOUBLE;
    }

    static int ofReference(int index) {
        return ((FIRST_REFERENCE + index) << KIND_BITS) | REFERENCE;
    }

    /** Whether it is an int in a {@code long} field. */
    public static boolean isLong(int code) {
        return (code & SIGN_AND_KIND) == LONG;
    }

    /** Whether it is a float in a {@code long} field. */
    public static boolean isDouble(int code) {
        return (code & SIGN_AND_KIND) == DOUBLE;
    }

    /** Whether it is a reference in a field; boxed numbers may be there too. */
    public static boolean isReference(int code) {
        return (code & SIGN_AND_KIND) == REFERENCE;
    }

    /** The field of a code that is not negative. */
    static int field(int code) {
        return code >> KIND_BITS;
    }
}
