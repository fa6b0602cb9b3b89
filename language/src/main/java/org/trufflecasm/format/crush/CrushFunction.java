package org.trufflecasm.format.crush;

import java.util.List;

/**
 * One function as the file has it, its body not yet checked.
 *
 * @param name the name under which it is called
 * @param params names of the parameters, in order
 * @param body the instructions
 * @param offset index of its first byte in the file
 */
record CrushFunction(String name, List<String> params, List<CrushInstruction> body, int offset) {}
