package org.trufflecasm.format.crab;

/**
 * One instruction of a historic file.
 *
 * @param opcode what it does
 * @param constant index of a constant, unsigned; 0 if it has none
 * @param variable name of a variable; null if it has none
 */
record LegacyInstruction(LegacyOpcode opcode, long constant, String variable) {}
