package org.trufflecasm.capability.spi;

/**
 * One operation of the host that a capsule may call by name, if its manifest asks for it and the
 * host allows it.
 *
 * <p>Values cross the border in natural Java forms, as copies unless the capability asks for
 * references:
 *
 * <table>
 * <caption>Guest types and what they are in Java</caption>
 * <tr><th>guest</th><th>argument</th><th>accepted as result</th></tr>
 * <tr><td>null</td><td>{@code null}</td><td>{@code null}</td></tr>
 * <tr><td>bool</td><td>{@link Boolean}</td><td>{@link Boolean}</td></tr>
 * <tr><td>int</td><td>{@link Long}</td><td>{@link Byte}, {@link Short}, {@link Integer}, {@link Long}</td></tr>
 * <tr><td>float</td><td>{@link Double}</td><td>{@link Float}, {@link Double}</td></tr>
 * <tr><td>str</td><td>{@link String}</td><td>{@link CharSequence}, {@link Character}</td></tr>
 * <tr><td>array, tuple, list, vector, set</td><td>{@link java.util.List}</td><td>any {@link java.util.Collection},
 *     {@code Object[]}; becomes an array</td></tr>
 * <tr><td>map</td><td>{@link java.util.Map} with {@link String} keys, in the guest's order</td><td>{@link
 *     java.util.Map} with {@link String} keys</td></tr>
 * <tr><td>tagged</td><td>{@link Tagged}</td><td>{@link Tagged}</td></tr>
 * <tr><td>function</td><td>{@link GuestFunction}</td><td>the {@link GuestFunction} of an argument; stays the same
 *     function</td></tr>
 * <tr><td>foreign: an object of the host</td><td>the object</td><td>an object of any other class; the capsule can only
 *     pass it on</td></tr>
 * <tr><td>any reference</td><td>{@link GuestReference}, if {@link #takesReferences()}</td><td>{@link
 *     GuestReference}; stays the same object</td></tr>
 * </table>
 *
 * <p>One instance serves every context of a process, possibly from several threads at once; state
 * of a capability has to be safe for that.
 */
public interface Capability {

    /**
     * The name that capsules call: {@code namespace.method}, letters, digits and underscores. A
     * name that the host also has built in hides the built-in capability.
     *
     * @return the name
     */
    String name();

    /**
     * How many arguments a call passes; -1 for any number. Another number is refused before {@link
     * #call}.
     *
     * @return 0 or more, or -1
     */
    int arity();

    /**
     * Whether a call gives a value. The result of {@link #call} is ignored if not.
     *
     * @return whether it does
     */
    boolean returnsValue();

    /**
     * Whether arguments come as live references instead of copies: a sequence as {@link
     * GuestSequence}, a map as {@link GuestMap}, a function as {@link GuestFunction}, a task as
     * {@link GuestReference}, also inside of a {@link Tagged}. Scalars come as above. Nothing is
     * copied then, and the capability can change what it is given.
     *
     * @return false, unless overridden
     */
    default boolean takesReferences() {
        return false;
    }

    /**
     * Does the work. Called on the thread that runs the capsule.
     *
     * @param call what belongs to this call only; not to be kept after returning
     * @param arguments the arguments in the order in which the capsule pushed them; the callee may
     *     keep and change the array and what is in it
     * @return the result, in one of the forms above
     * @throws CapabilityException to fail with a message; the capsule sees a {@code
     *     CapabilityError} and may handle it. A {@link RuntimeException} ends in the same error,
     *     with its own message
     */
    Object call(CapabilityCall call, Object[] arguments) throws CapabilityException;
}
