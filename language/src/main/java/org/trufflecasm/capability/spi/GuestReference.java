package org.trufflecasm.capability.spi;

/**
 * A live view of an object that belongs to the capsule: what the host reads is what the capsule has
 * at that moment, and what the host writes the capsule sees. A capability may pass a reference
 * back, as its result or inside of another object; that passes on the object itself, not a copy.
 *
 * <p>References obey the capsule's rules. Reading fails with {@code BorrowError} while another task
 * of the capsule borrows the object mutably; writing fails with {@code BorrowError} while anybody
 * reads it. The arguments of a call are borrowed for reading until it returns, so they can only be
 * written if the capsule has borrowed them mutably before the call; objects inside of them are not
 * borrowed. A write that the kind of the object does not allow is a {@code TypeError}.
 *
 * <p>A reference is valid until the {@linkplain CapabilityCall call} it came from returns, in that
 * call's context and on its thread. Any other use fails with {@code InvalidReference}.
 *
 * <p>These failures are unchecked exceptions that a capability has to let through. {@code
 * BorrowError}, {@code InvalidReference} and {@code MemoryQuota} end the run even if it does not.
 * Two references are equal if they are views of the same object.
 */
public interface GuestReference {

    /**
     * The type as {@code type_of} names it in the capsule: {@code array}, {@code map}, {@code
     * function}, {@code handle}, and so on.
     *
     * @return the type's name
     */
    String type();
}
