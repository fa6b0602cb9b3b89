package org.trufflecasm.runtime;

import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.core.Family;
import org.trufflecasm.error.GuestException;

/**
 * What values mean in one family of capsules: where families differ at run time. A root node holds
 * its family's instance, a constant of compilation. Each context has one of its own; one thread at
 * a time.
 */
public abstract class Semantics {
    /** The texts of {@code true} and {@code false}. */
    private static final CasmString TRUE = CasmString.literal("true");

    private static final CasmString FALSE = CasmString.literal("false");

    /** The text of what is no value of a family. */
    static final CasmString FOREIGN = CasmString.literal("<foreign>");

    /** Bytes that the text of a number takes, about. */
    private static final int NUMBER_TEXT = Arena.OBJECT + 36;

    private final Arena arena;

    /**
     * The rules in one context.
     *
     * @param arena the account of its objects
     */
    protected Semantics(Arena arena) {
        this.arena = arena;
    }

    /** The rules of a family in one context. */
    public static Semantics of(Family family, Arena arena) {
        return switch (family) {
            case CRUSH -> new CrushSemantics(arena);
            case CRAB -> new CrabSemantics(arena);
        };
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
    public final CasmString text(Object value) {
        return value instanceof CasmString text ? text : textOf(value);
    }

    /** The text of what is no str; as {@link #text}, and behind a boundary. */
    abstract CasmString textOf(Object value);

    static CasmString textOf(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    /** Accounts for the text of a number, which is about to be made. */
    final void reserveNumberText() {
        arena.reserveObject(NUMBER_TEXT, null);
    }

    /**
     * The sum of two values, or whatever else the family means by adding them.
     *
     * @param location the node to blame
     * @throws GuestException if they cannot be added
     */
    public abstract Object add(Object left, Object right, Node location);

    /** The difference; as {@link #add}. */
    public abstract Object sub(Object left, Object right, Node location);

    /** The product; as {@link #add}. */
    public abstract Object mul(Object left, Object right, Node location);

    /** The quotient; as {@link #add}. */
    public abstract Object div(Object left, Object right, Node location);

    /** The remainder, with the sign of the dividend; as {@link #add}. */
    public abstract Object mod(Object left, Object right, Node location);

    /** The opposite number; as {@link #add}. */
    public abstract Object neg(Object value, Node location);

    /** Whether left &lt; right; fails for values without an order. */
    public abstract boolean lt(Object left, Object right, Node location);

    /** Whether left &le; right; fails for values without an order. */
    public abstract boolean le(Object left, Object right, Node location);

    /** Whether left &gt; right; fails for values without an order. */
    public abstract boolean gt(Object left, Object right, Node location);

    /** Whether left &ge; right; fails for values without an order. */
    public abstract boolean ge(Object left, Object right, Node location);

    /**
     * A function that comes with the family, which needs no permission.
     *
     * @return null if there is none of that name
     */
    public FamilyFunction function(@SuppressWarnings("unused") String name) {
        return null;
    }

    /** What a capability receives for values of this family. */
    public Object[] toCapability(Object[] arguments) {
        return arguments;
    }

    /**
     * A value of this family for one that comes from a capability, a host or another family.
     *
     * @param what what it is, for the message
     * @throws GuestException (TypeError) if there is none
     */
    public Object accept(
            Object value,
            @SuppressWarnings("unused") String what,
            @SuppressWarnings("unused") Node location) {
        return value;
    }

    /** The failure of a division by zero. */
    public GuestException divisionByZero(Node location) {
        return GuestException.divisionByZero(location);
    }

    /** The failure of reading a variable of the program that nobody has stored. */
    public GuestException unsetGlobal(String name, Node location) {
        return GuestException.uninitialized("variable '" + name + "'", location);
    }

    /** What is said where a call would make more frames than {@code limit}. */
    public String depthExceeded(long limit) {
        return "call depth quota exceeded (" + limit + ")";
    }

    /** What is said of a capability that nobody offers. */
    public String unknownCapability(String name) {
        return "unknown capability: " + name;
    }

    /**
     * What is said of a capability that is called with the wrong number of arguments or for a
     * result that it does not give.
     *
     * @param name how the capsule calls it
     * @param arguments how many arguments it takes, as shown to people
     * @param results how many results it gives, 0 or 1
     * @param given how many arguments the call passes
     */
    public String wrongShape(
            String name, String arguments, @SuppressWarnings("unused") int results, int given) {
        return name + " takes " + arguments + " arg(s), got " + given;
    }

    /**
     * Whether two values are equal. Never fails. Whatever a family decides, equal scalars are of
     * the same type, or are numbers that are equal as floats; sets rely on it.
     */
    public abstract boolean equal(Object left, Object right);
}
