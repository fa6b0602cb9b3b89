package org.trufflecasm.format.crab;

import java.util.List;

/**
 * A function of a module. Immutable.
 *
 * @param arity how many operands of its caller become its first operands, up to 65535
 * @param results how many values it leaves to its caller, 0 or 1
 * @param locals how many locals its frame has, up to 65535
 * @param code its instructions
 */
public record CrabFunction(int arity, int results, int locals, List<CrabInstruction> code) {}
