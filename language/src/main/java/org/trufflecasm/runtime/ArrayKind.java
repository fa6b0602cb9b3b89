package org.trufflecasm.runtime;

/**
 * The five collections that a {@link CasmArray} can be: the same storage with other rules and
 * another text.
 */
public enum ArrayKind {
    /** Mutable; what {@code new_array} makes. */
    ARRAY("array", "[", "]"),
    /** Immutable once it is built. */
    TUPLE("tuple", "(", ")"),
    /** Mutable. */
    LIST("list", "List[", "]"),
    /** Mutable. */
    VECTOR("vector", "Vector[", "]"),
    /** Grows only, without repetitions, in the order of insertion. */
    SET("set", "Set{", "}");

    private final String typeName;
    private final String open;
    private final String close;

    ArrayKind(String typeName, String open, String close) {
        this.typeName = typeName;
        this.open = open;
        this.close = close;
    }

    /** The name that {@code type_of} gives. */
    public String typeName() {
        return typeName;
    }

    /** What its text begins with. */
    public String open() {
        return open;
    }

    /** What its text ends with. */
    public String close() {
        return close;
    }
}
