package org.trufflecasm.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.Captures;
import org.trufflecasm.core.Failure;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.HostRequest;
import org.trufflecasm.core.HostSwitch;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Limits;
import org.trufflecasm.core.OperandKind;
import org.trufflecasm.core.Program;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/**
 * Checks everything that compiled code relies on: first the structure of the program (ranges and
 * types of operands, limits of size), then the heights of each function's operand stack. Takes time
 * linear in the size of the program, and memory for one function at a time.
 */
public final class ProgramVerifier {
    private final Program program;
    private final List<Function> functions;

    private ProgramVerifier(Program program) {
        this.program = program;
        this.functions = program.functions();
    }

    /**
     * Verifies a program.
     *
     * @throws LoadException if it is malformed or beyond a limit
     */
    public static VerifiedProgram verify(Program program) {
        return new ProgramVerifier(program).run();
    }

    private VerifiedProgram run() {
        if (functions.size() > Limits.MAX_FUNCTIONS) {
            throw refused(
                    "more than " + Limits.MAX_FUNCTIONS + " functions",
                    LoadException.Place.UNKNOWN);
        }
        requireRange(
                "entry function",
                program.entry(),
                functions.size() - 1L,
                LoadException.Place.UNKNOWN);
        if (program.instructionCount() > Limits.MAX_PROGRAM_INSTRUCTIONS) {
            throw refused(
                    "more than " + Limits.MAX_PROGRAM_INSTRUCTIONS + " instructions",
                    LoadException.Place.UNKNOWN);
        }
        for (Function function : functions) {
            checkFunction(function);
        }
        int[] maxHeights = new int[functions.size()];
        Map<Integer, String> dynamic = new HashMap<>();
        for (int i = 0; i < maxHeights.length; i++) {
            FunctionFlow flow = FunctionFlow.of(functions.get(i));
            if (flow.isDynamic()) {
                dynamic.put(i, flow.dynamicReason());
            } else {
                maxHeights[i] = flow.stack().maxHeight();
            }
        }
        return new VerifiedProgram(program, maxHeights, dynamic);
    }

    private void checkFunction(Function function) {
        LoadException.Place place = LoadException.Place.in(function.name(), -1);
        if (function.slots().size() > Limits.MAX_FRAME_SLOTS) {
            throw refused("more than " + Limits.MAX_FRAME_SLOTS + " variables", place);
        }
        requireRange(
                "number of bound parameters",
                function.boundParameters(),
                function.slots().size(),
                place);
        requireRange(
                "number of initial operands", function.initialOperands(), Limits.MAX_COUNT, place);
        requireRange("number of arguments", function.argumentCount(), Limits.MAX_COUNT, place);
        List<Instruction> code = function.code();
        if (code.size() - 1 > Limits.MAX_FUNCTION_INSTRUCTIONS) {
            throw refused("more than " + Limits.MAX_FUNCTION_INSTRUCTIONS + " instructions", place);
        }
        if (code.isEmpty()) {
            throw refused("code without an end", place);
        }
        requireRange("start", function.start(), code.size() - 1, place);
        for (int index = 0; index < code.size(); index++) {
            Instruction instruction = code.get(index);
            boolean last = index == code.size() - 1;
            if (instruction.op().isEnd() != last) {
                throw refused(
                        last ? "code without an end" : "an end amid the code",
                        LoadException.Place.in(function.name(), index));
            }
            List<OperandKind> operands = instruction.op().operands();
            for (int i = 0; i < operands.size(); i++) {
                checkOperand(operands.get(i), instruction, function, index);
            }
        }
    }

    private void checkOperand(
            OperandKind kind, Instruction instruction, Function function, int index) {
        Object constant = instruction.constant();
        switch (kind) {
            case INT -> requireConstant(constant instanceof Long, "an int", function, index);
            case FLOAT -> requireConstant(constant instanceof Double, "a float", function, index);
            case BOOL -> requireConstant(constant instanceof Boolean, "a bool", function, index);
            case STRING -> requireText(constant, "a str", function, index);
            case NAME -> requireText(constant, "a name", function, index);
            case SLOT ->
                    requireOperand(
                            "variable",
                            instruction.a(),
                            function.slots().size() - 1,
                            function,
                            index);
            case CAPTURES -> {
                requireConstant(
                        constant instanceof Captures, "captured variables", function, index);
                for (int slot : ((Captures) constant).slots()) {
                    requireOperand("variable", slot, function.slots().size() - 1, function, index);
                }
            }
            case REQUEST -> {
                requireConstant(constant instanceof HostRequest, "a request", function, index);
                HostRequest request = (HostRequest) constant;
                boolean takesInput =
                        request.constants().size() == 1
                                && request.constants().get(0) instanceof Map<?, ?>
                                && instruction.a() <= 1;
                requireConstant(
                        !request.input() || takesInput, "a map for its input", function, index);
                for (int slot : request.variables()) {
                    requireOperand("variable", slot, function.slots().size() - 1, function, index);
                }
            }
            case CHOICE -> {
                boolean fits =
                        constant instanceof HostSwitch choice
                                && choice.targets().size() == choice.cases().size() + 1
                                && choice.request().variables().isEmpty();
                requireConstant(fits, "a choice of the host", function, index);
                for (int target : instruction.targets()) {
                    requireOperand(
                            "jump target", target, function.code().size() - 1, function, index);
                }
            }
            case TARGET ->
                    requireOperand(
                            "jump target",
                            instruction.a(),
                            function.code().size() - 1,
                            function,
                            index);
            case FUNCTION ->
                    requireOperand(
                            "function", instruction.a(), functions.size() - 1, function, index);
            case COUNT ->
                    requireOperand("count", instruction.a(), Limits.MAX_COUNT, function, index);
            case HINT ->
                    requireOperand("capacity", instruction.b(), Integer.MAX_VALUE, function, index);
            case ARGC ->
                    requireOperand(
                            "argument count", instruction.b(), Limits.MAX_COUNT, function, index);
            case RESULTS -> {
                requireConstant(constant instanceof Long, "a count", function, index);
                requireRange(
                        "count of results",
                        (Long) constant,
                        Limits.MAX_COUNT,
                        LoadException.Place.in(function.name(), index));
            }
            case FAILURE ->
                    requireConstant(constant instanceof Failure, "a failure", function, index);
            case RESULT -> requireOperand("result count", instruction.b(), 1, function, index);
        }
    }

    private static void requireText(Object constant, String what, Function function, int index) {
        requireConstant(constant instanceof String, what, function, index);
        if (((String) constant).length() > Limits.MAX_STRING) {
            throw refused(
                    "a text of more than " + Limits.MAX_STRING + " characters",
                    LoadException.Place.in(function.name(), index));
        }
    }

    private static void requireConstant(
            boolean condition, String what, Function function, int index) {
        if (!condition) {
            throw refused(
                    function.code().get(index).op().mnemonic() + " without " + what,
                    LoadException.Place.in(function.name(), index));
        }
    }

    private static void requireOperand(
            String what, int value, int maximum, Function function, int index) {
        if (value < 0 || value > maximum) {
            requireRange(what, value, maximum, LoadException.Place.in(function.name(), index));
        }
    }

    private static void requireRange(
            String what, long value, long maximum, LoadException.Place place) {
        if (value < 0 || value > maximum) {
            throw refused(
                    maximum < 0
                            ? what + " " + value + " does not exist: there is none"
                            : what + " " + value + " is not in the range 0 to " + maximum,
                    place);
        }
    }

    private static LoadException refused(String problem, LoadException.Place place) {
        return new LoadException(ErrorKind.LoadError, problem, place);
    }
}
