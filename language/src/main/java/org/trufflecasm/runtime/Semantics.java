package org.trufflecasm.runtime;

/**
 * What values mean in one family of capsules: where families differ at run time. A root node holds
 * its family's instance, a constant of compilation. Each context has one of its own; one thread at
 * a time.
 */
public abstract class Semantics {
    private final Arena arena;

    /**
     * The rules in one context.
     *
     * @param arena the account of its objects
     */
    protected Semantics(Arena arena) {
        this.arena = arena;
    }

    /** The account of the objects that the rules apply to. */
    public final Arena arena() {
        return arena;
    }

    /** The name of a value's type, as {@code type_of} gives it and errors show it. */
    public abstract String typeName(Object value);

    /** Whether a value counts as true. */
    public abstract boolean truth(Object value);

    /**
     * A value's text, as printing and concatenation use it; a str is its own text.
     *
     * @throws org.trufflecasm.error.GuestException (MemoryQuota) if the text is too long
     */
    public abstract CasmString text(Object value);

    /**
     * Whether two values are equal. Never fails. Whatever a family decides, equal scalars are of
     * the same type, or are numbers that are equal as floats; sets rely on it.
     */
    public abstract boolean equal(Object left, Object right);
}
