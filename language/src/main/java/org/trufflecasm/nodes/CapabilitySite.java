package org.trufflecasm.nodes;

/**
 * A capability call in the code.
 *
 * @param name the capability's name as the capsule spells it
 * @param argumentCount how many arguments the call passes
 * @param results how many results it takes, 0 or 1, where values and failures are the family's;
 *     {@link #AS_IT_IS} where the capability's own pass unchanged
 * @param number a number from 0 on that sites which are equal otherwise share, and no others in the
 *     program
 */
public record CapabilitySite(String name, int argumentCount, int results, int number) {
    /** Values and failures are those of the capability. */
    public static final int AS_IT_IS = -1;

    boolean isNative() {
        return results != AS_IT_IS;
    }
}
