package org.trufflecasm.nodes;

import com.oracle.truffle.api.bytecode.BytecodeNode;
import org.trufflecasm.core.SourcePosition;

/** A root node that runs a guest function: what a stack trace wants to know of it. */
interface GuestCode {

    /** The function's name. */
    String functionName();

    /** The instruction that a place in the bytecode belongs to; -1 if it is unknown. */
    int instructionAt(BytecodeNode bytecode, int bytecodeIndex);

    /** The original place of an instruction; null if unknown. */
    SourcePosition positionOf(int instruction);
}
