package org.trufflecasm.flow;

import java.util.List;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;

/** Executes code as it is written, on an operand stack without any bound. */
final class CodeMachine {
    private CodeMachine() {}

    static Run run(Function function, long seed, int fuel) {
        return run(function, function, CodeOrigins.same(), seed, fuel);
    }

    /** Executes code with copies, and tells of it what the original would. */
    static Run run(Function original, FunctionFlow copies, long seed, int fuel) {
        return run(original, copies.function(), copies.origins(), seed, fuel);
    }

    private static Run run(
            Function original, Function function, CodeOrigins origins, long seed, int fuel) {
        Run run = new Run(seed, fuel);
        Run.Operands operands = new Run.Operands();
        for (int i = 0; i < function.initialOperands(); i++) {
            operands.push(1000 + i);
        }
        List<Instruction> code = function.code();
        int index = 0;
        while (run.step(original.code(), origins.origin(index), operands)) {
            Instruction instruction = code.get(index);
            index =
                    switch (instruction.op().flow()) {
                        case JUMP -> instruction.a();
                        case BRANCH -> {
                            Op written = original.code().get(origins.origin(index)).op();
                            boolean takes = run.decide() == (written == instruction.op());
                            yield takes ? instruction.a() : index + 1;
                        }
                        default -> index + 1;
                    };
        }
        return run;
    }
}
