package org.trufflecasm.format.crab;

import java.util.List;

/**
 * A module as its file or text says it, not yet verified. Immutable.
 *
 * @param constants its constants by index
 * @param functions its functions by index
 * @param symbols its symbols by index
 * @param entry index of the function that runs first; it exists and takes no arguments
 */
public record CrabModule(
        List<CrabConstant> constants,
        List<CrabFunction> functions,
        List<CrabSymbol> symbols,
        int entry) {

    /** What people call a function: its first symbol, or its index. */
    String functionName(int function) {
        for (CrabSymbol symbol : symbols) {
            if (symbol.kind() == CrabSymbol.Kind.FUNCTION && symbol.argument() == function) {
                return symbol.name();
            }
        }
        return "function " + function;
    }
}
