package org.trufflecasm.format.crab;

/**
 * The natives that every runtime has (specification of CVM, §8). They compute and do nothing else,
 * so they need no permission.
 */
enum CrabNative {
    ABS,
    SQRT,
    LEN;

    /** How many operands each takes, and how many values it leaves. */
    private static final int ONE = 1;

    /** The native of a name; null if it is none of these. */
    static CrabNative named(String name) {
        return switch (name) {
            case "abs" -> ABS;
            case "sqrt" -> SQRT;
            case "len" -> LEN;
            default -> null;
        };
    }

    /** Whether a symbol says its shape as it is. */
    static boolean fits(CrabSymbol symbol) {
        return symbol.arity() == ONE && symbol.results() == ONE;
    }

    /** What is said of a symbol that does not. */
    static String wrongShape(String name) {
        return "Native '" + name + "' takes 1 arguments and gives 1 results";
    }
}
