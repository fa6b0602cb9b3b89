package org.trufflecasm.format.crush;

import java.util.List;

/**
 * One function as the file has it, its body not yet checked.
 *
 * @param name the name under which it is called
 * @param params names of the parameters, in order
 * @param body the instructions
 * @param offset where it begins in the text
 */
record CrushFunction(String name, List<String> params, List<CrushInstruction> body, int offset) {}
