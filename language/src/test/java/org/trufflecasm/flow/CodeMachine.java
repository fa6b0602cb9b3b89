package org.trufflecasm.flow;

import java.util.List;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;

/** Executes code as it is written, on an operand stack without any bound. */
final class CodeMachine {
    private CodeMachine() {}

    static Run run(Function function, long seed, int fuel) {
        Run run = new Run(seed, fuel);
        Run.Operands operands = new Run.Operands();
        for (int i = 0; i < function.initialOperands(); i++) {
            operands.push(1000 + i);
        }
        List<Instruction> code = function.code();
        int index = 0;
        while (run.step(code, index, operands)) {
            index =
                    switch (code.get(index).op().flow()) {
                        case JUMP -> code.get(index).a();
                        case BRANCH -> run.decide() ? code.get(index).a() : index + 1;
                        default -> index + 1;
                    };
        }
        return run;
    }
}
