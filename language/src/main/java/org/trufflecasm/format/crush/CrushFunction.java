package org.trufflecasm.format.crush;

import java.util.List;
import java.util.Map;

/**
 * One function as the file has it, its body not yet checked.
 *
 * @param name the name under which it is called
 * @param params names of the parameters, in order
 * @param locals names of declared variables; they mean nothing, but other containers shall keep
 *     them
 * @param typeHints names of types by name of variable; never trusted
 * @param body the instructions
 * @param offset where it begins in the file
 */
public record CrushFunction(
        String name,
        List<String> params,
        List<String> locals,
        Map<String, String> typeHints,
        List<CrushInstruction> body,
        int offset) {}
