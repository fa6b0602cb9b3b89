package org.trufflecasm.nodes;

import com.oracle.truffle.api.bytecode.BytecodeNode;
import com.oracle.truffle.api.bytecode.Instruction;
import com.oracle.truffle.api.source.SourceSection;
import java.util.List;

/**
 * An instruction of compiled code, found again by the sections of the listing that {@code
 * compile.SectionEmitter} has put around its operations.
 *
 * @param instruction its index in the code that was verified; negative if the place belongs to none
 * @param copy the number of its copy, where code is compiled several times; else of no account
 */
record CodePlace(int instruction, int copy) {
    private static final CodePlace NONE = new CodePlace(-1, 0);
    private static final SourceSection[] NO_SECTIONS = {};

    /** The instruction at a place in the bytecode of {@code root}. */
    static CodePlace of(FunctionRootNode root, BytecodeNode bytecode, int bytecodeIndex) {
        LinkedProgram program = root.function().program();
        SourceSection[] sections = sections(root, bytecode, bytecodeIndex);
        for (int i = 0; i < sections.length; i++) {
            if (isMark(program, sections[i])) {
                return new CodePlace(
                        program.instructionAt(root.function(), sections[i].getStartLine()),
                        i + 1 < sections.length && isMark(program, sections[i + 1])
                                ? sections[i + 1].getCharLength()
                                : 0);
            }
        }
        return NONE;
    }

    /** The first line is a function's header: what begins there belongs to no instruction. */
    private static boolean isMark(LinkedProgram program, SourceSection section) {
        return section.getCharIndex() > 0
                && section.getStartColumn() == 1
                && section.getSource().equals(program.source());
    }

    /**
     * The sections of the listing around a place, the innermost first. Code whose sections lie in
     * an original source is built once more to find them.
     */
    static SourceSection[] sections(
            FunctionRootNode root, BytecodeNode bytecode, int bytecodeIndex) {
        SourceSection[] sections;
        if (root.isListed()) {
            sections =
                    bytecode.getBytecodeLocation(bytecodeIndex)
                            .ensureSourceInformation()
                            .getSourceLocations();
        } else {
            List<Instruction> listed = root.listedCode();
            int number = number(bytecode, bytecodeIndex);
            sections =
                    number < listed.size()
                            ? listed.get(number).getLocation().getSourceLocations()
                            : null;
        }
        return sections == null ? NO_SECTIONS : sections;
    }

    /** How many instructions come before a place, those that only tools need apart. */
    private static int number(BytecodeNode bytecode, int bytecodeIndex) {
        int number = 0;
        for (Instruction instruction : bytecode.getInstructions()) {
            if (instruction.getBytecodeIndex() >= bytecodeIndex) {
                return number;
            }
            if (!instruction.isInstrumentation()) {
                number++;
            }
        }
        return number;
    }
}
