package org.trufflecasm.nodes;

import com.oracle.truffle.api.bytecode.BytecodeLocation;
import com.oracle.truffle.api.source.SourceSection;

/**
 * An instruction of compiled code, found again by the sections that {@code compile.SectionEmitter}
 * has put around its operations.
 *
 * @param instruction its index in the code that was verified; negative if the place belongs to none
 * @param copy the number of its copy, where code is compiled several times; else of no account
 */
record CodePlace(int instruction, int copy) {
    private static final CodePlace NONE = new CodePlace(-1, 0);

    /** The instruction at a place in the bytecode of {@code function}. */
    static CodePlace of(GuestFunction function, BytecodeLocation location) {
        return of(function, location.ensureSourceInformation().getSourceLocations());
    }

    /**
     * The innermost instruction of some sections of {@code function}.
     *
     * @param sections the innermost first; may be null
     */
    static CodePlace of(GuestFunction function, SourceSection[] sections) {
        if (sections == null) {
            return NONE;
        }
        // The first line is a function's header: what begins there belongs to no instruction.
        LinkedProgram program = function.program();
        for (int i = 0; i < sections.length; i++) {
            if (isMark(program, sections[i])) {
                return new CodePlace(
                        program.instructionAt(function, sections[i].getStartLine()),
                        i + 1 < sections.length && isMark(program, sections[i + 1])
                                ? sections[i + 1].getCharLength()
                                : 0);
            }
        }
        return NONE;
    }

    private static boolean isMark(LinkedProgram program, SourceSection section) {
        return section.isAvailable()
                && section.getSource().equals(program.source())
                && section.getCharIndex() > 0
                && section.getStartColumn() == 1;
    }
}
