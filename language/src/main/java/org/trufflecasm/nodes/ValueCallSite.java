package org.trufflecasm.nodes;

/**
 * A call of a value in the code.
 *
 * @param variable the name of the variable that is called; null where the value is an operand
 * @param mayBeCapability whether the variable's name is that of a capability, to be called where
 *     the variable holds no function
 * @param argumentCount how many arguments the call passes
 * @param operandsBelow how many operands of the caller's stack stay there during the call
 * @param instruction index of the calling instruction in its function; -1 if the site has none
 */
public record ValueCallSite(
        String variable,
        boolean mayBeCapability,
        int argumentCount,
        int operandsBelow,
        int instruction) {}
