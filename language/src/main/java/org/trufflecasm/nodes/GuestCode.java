package org.trufflecasm.nodes;

import com.oracle.truffle.api.source.SourceSection;
import org.trufflecasm.core.SourcePosition;

/** A root node that runs a guest function: what a stack trace wants to know of it. */
interface GuestCode {

    /** The function's name. */
    String functionName();

    /** The instruction that a section of the listing stands for; -1 if it is unknown. */
    int instructionAt(SourceSection section);

    /** The original place of an instruction; null if unknown. */
    SourcePosition positionOf(int instruction);
}
