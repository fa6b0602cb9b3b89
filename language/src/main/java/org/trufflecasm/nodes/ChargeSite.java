package org.trufflecasm.nodes;

/**
 * Where instructions that run together are charged.
 *
 * @param amount what is charged: these instructions and others that are paid in advance; 0 where
 *     these have been paid before, negative where more was paid than is needed
 * @param cost how many these instructions are
 * @param afterOther whether other code has run since the function looked at the fuel last
 * @param beforeOther whether other code, the caller included, will look at the fuel next
 */
public record ChargeSite(int amount, int cost, boolean afterOther, boolean beforeOther) {
    /** Whether these instructions have been paid before. */
    boolean isPaid() {
        return amount <= 0;
    }
}
