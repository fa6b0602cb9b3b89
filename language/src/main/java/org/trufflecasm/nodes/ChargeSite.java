package org.trufflecasm.nodes;

/**
 * Where instructions that run together are charged.
 *
 * @param amount what is charged: these instructions and others that are paid in advance; 0 where
 *     these have been paid before, negative where more was paid than is needed
 * @param cost how many these instructions are
 * @param paidBefore what of their payment has been paid before
 * @param inRegisters whether the fuel is in the registers, and not in the function's local
 * @param leaves whether other code, the caller included, will look at the fuel next
 * @param callee the function that the last of these instructions calls for certain; else null
 */
public record ChargeSite(
        int amount,
        int cost,
        int paidBefore,
        boolean inRegisters,
        boolean leaves,
        GuestFunction callee) {
    /** Whether these instructions have been paid before. */
    boolean isPaid() {
        return amount <= 0;
    }

    /** Whether there is nothing to do unless what has been paid in advance is taken back. */
    boolean isPaidExactly() {
        return amount == 0 && inRegisters;
    }
}
