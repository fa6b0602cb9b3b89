package org.trufflecasm.format.crab;

import java.util.List;

/**
 * A historic file as it was read.
 *
 * @param constants its constants by index
 * @param code its instructions, without jumps
 */
record LegacyProgram(List<CrabConstant> constants, List<LegacyInstruction> code) {}
