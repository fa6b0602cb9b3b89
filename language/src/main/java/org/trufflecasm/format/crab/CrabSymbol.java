package org.trufflecasm.format.crab;

/**
 * A symbol of a module. Immutable.
 *
 * @param kind what it names
 * @param name its name
 * @param argument index of a function; 0 for a global; the shape of a native
 */
public record CrabSymbol(Kind kind, String name, long argument) {
    private static final int MAX_ARITY = 0xFFFF;
    private static final int RESULT_BIT = 16;

    /** What a symbol names. */
    public enum Kind {
        /** A function of the module, for tools and embedders. */
        FUNCTION(0),
        /** A variable of the module. */
        GLOBAL(1),
        /** A function of the host. */
        NATIVE(2);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /** The kind of a number as files have it; null if there is none. */
        static Kind of(int number) {
            return switch (number) {
                case 0 -> FUNCTION;
                case 1 -> GLOBAL;
                case 2 -> NATIVE;
                default -> null;
            };
        }

        /** Its number in files. */
        int number() {
            return number;
        }
    }

    /** A native of a shape. */
    static CrabSymbol ofNative(String name, int arity, int results) {
        return new CrabSymbol(Kind.NATIVE, name, arity | (long) results << RESULT_BIT);
    }

    /** How many operands a native takes, up to 65535. */
    int arity() {
        return (int) argument & MAX_ARITY;
    }

    /** How many values a native leaves, 0 or 1. */
    int results() {
        return (int) (argument >> RESULT_BIT) & 1;
    }

    /** Whether the argument means something for the kind; the index of a function apart. */
    boolean isWellFormed() {
        return switch (kind) {
            case FUNCTION -> true;
            case GLOBAL -> argument == 0;
            case NATIVE -> argument >> RESULT_BIT <= 1;
        };
    }
}
