package org.trufflecasm.nodes;

/**
 * A call of a function in the code.
 *
 * @param function the callee
 * @param argumentCount how many arguments the call passes
 * @param operandsBelow how many operands of the caller's stack stay there during the call
 */
public record CallSite(GuestFunction function, int argumentCount, int operandsBelow) {}
