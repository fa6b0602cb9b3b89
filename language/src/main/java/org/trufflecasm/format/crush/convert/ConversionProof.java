package org.trufflecasm.format.crush.convert;

import java.util.BitSet;
import java.util.List;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.Program;
import org.trufflecasm.format.ConversionException;

/** Proves of a program that came from CVM1 that it does not matter that its stack is shared. */
final class ConversionProof {
    private ConversionProof() {}

    /**
     * Refuses a manifest with limits that count what a conversion changes.
     *
     * @throws ConversionException if there is one
     */
    static void checkLimits(Manifest manifest) {
        for (String limit : List.of("max_steps", "max_stack")) {
            if (manifest.limits().containsKey(limit)) {
                throw new ConversionException(
                        "the manifest sets "
                                + limit
                                + ", and the converted program would have other instructions");
            }
        }
    }

    /**
     * Checks each function that is called: it never reaches below its arguments, and leaves exactly
     * one operand when it returns.
     *
     * @param program the converted program, lowered
     * @throws ConversionException if that cannot be proved
     */
    static void checkShared(Program program) {
        BitSet called = new BitSet();
        for (Function function : program.functions()) {
            for (Instruction instruction : function.code()) {
                if (instruction.op() == Op.CALL) {
                    called.set(instruction.a());
                }
            }
        }
        for (int i = 0; i < program.functions().size(); i++) {
            if (called.get(i) || i == program.entry()) {
                check(program.functions().get(i), called.get(i));
            }
        }
    }

    private static void check(Function function, boolean called) {
        FunctionFacts facts = FunctionFacts.of(function);
        for (int i = 0; called && i < function.code().size(); i++) {
            Op op = function.code().get(i).op();
            int height = facts.height(i);
            if ((op == Op.RET || op == Op.END) && height >= 0 && height != 1) {
                throw new ConversionException(
                        function.name()
                                + ": it returns with "
                                + height
                                + " operands, and a function of the IR leaves one");
            }
            if (op == Op.HALT_TASK && height == 0) {
                throw new ConversionException(
                        function.name() + ": it halts with an operand of its caller");
            }
        }
    }
}
