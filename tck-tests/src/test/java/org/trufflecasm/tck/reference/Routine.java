package org.trufflecasm.tck.reference;

import java.util.List;
import java.util.Set;

/**
 * A function of a capsule.
 *
 * @param name its name
 * @param params names of its parameters; always empty in the CVM1 profile
 * @param prologue names of the variables that its first instructions store its arguments to, if
 *     these are exactly its parameters; else empty, and arguments are bound by name
 * @param variables every name that is a variable somewhere in it
 * @param code its body; in the CVM1 profile the whole code section
 * @param start the instruction it begins with
 */
record Routine(
        String name,
        List<String> params,
        List<String> prologue,
        Set<String> variables,
        List<Step> code,
        int start) {}
