package org.trufflecasm.capability;

import java.util.Objects;

/**
 * A registered capability in the form that compiled code calls: guest values in, guest value out.
 * Immutable and shared by all contexts; whatever belongs to a context comes with {@link
 * CapabilityContext}.
 *
 * <p>A subclass that takes and gives one int also implements {@link LongFunction}, so that a call
 * needs no boxes.
 */
public abstract class HostFunction {
    /** The {@link #arity()} of a function that takes any number of arguments. */
    public static final int ANY = -1;

    private final String name;
    private final int arity;
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
        this.arity = arity;
        this.returnsValue = returnsValue;
    }

    /** A built-in capability; arity and result are those of the table of known capabilities. */
    HostFunction(KnownCapabilities.Signature signature) {
        this(signature.name(), signature.arity(), signature.returnsValue());
    }

    /** The canonical name. */
    public final String name() {
        return name;
    }

    /** How many arguments a call passes; {@link #ANY} for any number. */
    public final int arity() {
        return arity;
    }

    /** Whether a call gives a value. One that gives none returns null of the guest. */
    public final boolean returnsValue() {
        return returnsValue;
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
