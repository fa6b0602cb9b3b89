package org.trufflecasm.capability;

import java.util.Objects;

/**
 * A registered capability in the form that compiled code calls: guest values in, guest value out.
 * Immutable and shared by all contexts; whatever belongs to a context comes with {@link
 * CapabilityContext}.
 *
 * <p>A subclass that takes and gives one int also implements {@link LongFunction}, so that a call
 * needs no boxes. One that may take long is a {@link BlockingFunction}.
 */
public abstract class HostFunction {
    /** The {@link #arity()} of a function that takes any number of arguments. */
    public static final int ANY = -1;

    private final String name;
    private final int minimum;
    private final int maximum;
    private final boolean returnsValue;

    /**
     * Names a capability and says how it is called.
     *
     * @param name canonical name, see {@link org.trufflecasm.core.CapabilityNames#canonical}
     * @param arity how many arguments a call passes; {@link #ANY} for any number
     * @param returnsValue whether a call gives a value
     */
    protected HostFunction(String name, int arity, boolean returnsValue) {
        this.name = Objects.requireNonNull(name, "name");
        this.minimum = Math.max(0, arity);
        this.maximum = arity;
        this.returnsValue = returnsValue;
    }

    /** A built-in capability; arity and result are those of the table of known capabilities. */
    protected HostFunction(KnownCapabilities.Signature signature) {
        this.name = signature.name();
        this.minimum = signature.minimum();
        this.maximum = signature.maximum();
        this.returnsValue = signature.returnsValue();
    }

    /** The same capability with something around it. */
    HostFunction(HostFunction target) {
        this.name = target.name;
        this.minimum = target.minimum;
        this.maximum = target.maximum;
        this.returnsValue = target.returnsValue;
    }

    /** The canonical name. */
    public final String name() {
        return name;
    }

    /** How many arguments a call passes; {@link #ANY} for several numbers of them. */
    public final int arity() {
        return minimum == maximum ? minimum : ANY;
    }

    /** Whether a call may pass so many arguments. */
    public final boolean takes(int arguments) {
        return arguments >= minimum && (maximum == ANY || arguments <= maximum);
    }

    /** The numbers of arguments it takes, as messages show them: {@code 2}, {@code 2 to 3}. */
    public final String shownArity() {
        if (maximum == ANY) {
            return minimum == 0 ? "any number of" : minimum + " or more";
        }
        return minimum == maximum ? Integer.toString(minimum) : minimum + " to " + maximum;
    }

    /** Whether a call gives a value. One that gives none returns null of the guest. */
    public final boolean returnsValue() {
        return returnsValue;
    }

    /** Why a call with these arguments is refused before it happens; null if it is not. */
    Decision.Refused refusal(@SuppressWarnings("unused") Object[] arguments) {
        return null;
    }

    /**
     * Whether code that is not ours runs during a call and may reach the arguments. Then they are
     * borrowed until the call returns (specification §4).
     */
    public boolean mayCallBack() {
        return false;
    }

    /**
     * Does the work. The number of arguments has been checked.
     *
     * @param context the context that the calling capsule runs in
     * @param arguments guest values: {@code Long}, {@code Double}, {@code Boolean} or values of
     *     {@code runtime}; not to be changed
     * @return a guest value; {@code CasmNull} if {@link #returnsValue()} is false
     * @throws org.trufflecasm.error.GuestException if the capability fails; without a location
     */
    public abstract Object call(CapabilityContext context, Object[] arguments);

    @Override
    public final String toString() {
        return "capability " + name;
    }
}
