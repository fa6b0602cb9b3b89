package org.trufflecasm.format.crush;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.Limits;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.Quotation;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/**
 * Checks every instruction of a capsule, reachable or not (specification §1.6), and finds the
 * entry. Only its result can be lowered. Takes time linear in the size of the capsule.
 */
final class CrushVerifier {
    private static final CrushOperand CASE_TARGET =
            CrushOperand.required("target_pc", CrushOperand.Kind.TARGET);

    private final CrushProgram program;

    private CrushVerifier(CrushProgram program) {
        this.program = program;
    }

    /**
     * A capsule whose opcodes, operands, jump targets and entry are correct. Only the verifier can
     * make one.
     */
    static final class VerifiedProgram {
        private final CrushProgram source;
        private final List<VerifiedFunction> functions;
        private final int entry;

        private VerifiedProgram(CrushProgram source, List<VerifiedFunction> functions, int entry) {
            this.source = source;
            this.functions = List.copyOf(functions);
            this.entry = entry;
        }

        CrushProgram source() {
            return source;
        }

        Manifest manifest() {
            return source.manifest();
        }

        List<VerifiedFunction> functions() {
            return functions;
        }

        /** Index of the function that runs first. */
        int entry() {
            return entry;
        }
    }

    /**
     * A case of a semantic switch.
     *
     * @param concept what the host must answer
     * @param target where control goes then
     */
    record SwitchCase(String concept, int target) {}

    /** A function whose instructions are correct. Only the verifier can make one. */
    static final class VerifiedFunction {
        private final CrushFunction source;
        private final CrushOpcode[] opcodes;
        private final Object[] constants;
        private final int[] numbers;

        private VerifiedFunction(CrushFunction source) {
            int size = source.body().size();
            this.source = source;
            this.opcodes = new CrushOpcode[size];
            this.constants = new Object[size];
            this.numbers = new int[size];
        }

        CrushFunction source() {
            return source;
        }

        /** How many instructions the body has. */
        int size() {
            return opcodes.length;
        }

        CrushOpcode opcode(int instruction) {
            return opcodes[instruction];
        }

        /**
         * The first operand that is not a count or target, with the type of its kind; null if it is
         * left out.
         */
        Object constant(int instruction) {
            return constants[instruction];
        }

        /** The first operand that is a name; null if it is left out. */
        String name(int instruction) {
            return (String) constants[instruction];
        }

        /** The operand of that number, as it was read and found right; null if it is left out. */
        Object operand(int instruction, int index) {
            return source.body()
                    .get(instruction)
                    .operand(opcodes[instruction].operands().get(index));
        }

        /**
         * The first operand that is a count or target, a label being resolved; -1 if it is left
         * out.
         */
        int number(int instruction) {
            return numbers[instruction];
        }
    }

    /**
     * Checks a capsule.
     *
     * @throws LoadException if an opcode is unknown, an operand is missing or wrong, a target lies
     *     outside the body, or there is no entry
     */
    static VerifiedProgram verify(CrushProgram program) {
        return new CrushVerifier(program).verify();
    }

    private VerifiedProgram verify() {
        List<VerifiedFunction> verified = new ArrayList<>(program.functions().size());
        for (CrushFunction function : program.functions()) {
            verified.add(new BodyVerifier(function).verify());
        }
        return new VerifiedProgram(program, verified, findEntry());
    }

    private int findEntry() {
        List<CrushFunction> functions = program.functions();
        String wanted = program.entry() == null ? "main" : program.entry();
        for (int i = 0; i < functions.size(); i++) {
            if (functions.get(i).name().equals(wanted)) {
                return i;
            }
        }
        if (program.entry() == null
                && functions.size() == 1
                && functions.get(0).params().isEmpty()) {
            return 0;
        }
        throw new LoadException(
                ErrorKind.LoadError,
                "no entry: the capsule has no function " + Quotation.name(wanted),
                LoadException.Place.UNKNOWN);
    }

    /** Checks one body. */
    private final class BodyVerifier {
        private final CrushFunction function;
        private final VerifiedFunction verified;
        private final Map<String, Integer> labels = new HashMap<>();
        private int index;

        BodyVerifier(CrushFunction function) {
            this.function = function;
            this.verified = new VerifiedFunction(function);
        }

        VerifiedFunction verify() {
            List<CrushInstruction> body = function.body();
            collectLabels(body);
            for (index = 0; index < body.size(); index++) {
                verify(body.get(index));
            }
            return verified;
        }

        private void collectLabels(List<CrushInstruction> body) {
            for (index = 0; index < body.size(); index++) {
                CrushInstruction instruction = body.get(index);
                if (instruction.op().equals(CrushOpcode.LABEL.title())
                        && instruction.operand(CrushOpcode.LABEL.operands().get(0))
                                instanceof String name
                        && labels.putIfAbsent(name, index) != null) {
                    throw failure(ErrorKind.LoadError, "a second label " + Quotation.name(name));
                }
            }
        }

        private void verify(CrushInstruction instruction) {
            CrushOpcode opcode = CrushOpcode.byJsonName(instruction.op()).orElse(null);
            if (opcode == null) {
                throw failure(
                        ErrorKind.UnknownOpcode,
                        "unknown opcode " + Quotation.name(instruction.op()));
            }
            Object constant = null;
            int number = -1;
            for (CrushOperand operand : opcode.operands()) {
                Object value = instruction.operand(operand);
                if (value == null) {
                    checkAbsence(instruction, operand);
                } else if (operand.kind().isConstant()) {
                    Object checked = constant(operand, value);
                    constant = constant == null ? checked : constant;
                } else {
                    int checked = number(operand, value);
                    number = number < 0 ? checked : number;
                }
            }
            if (opcode == CrushOpcode.AI_SEMANTIC_SWITCH) {
                constant = switchCases(constant == null ? List.of() : constant);
            }
            verified.opcodes[index] = opcode;
            verified.constants[index] = constant;
            verified.numbers[index] = number;
        }

        private List<SwitchCase> switchCases(Object value) {
            if (!(value instanceof List<?> cases)) {
                throw failure(ErrorKind.LoadError, "operand 'cases' must be: list of objects");
            }
            List<SwitchCase> checked = new ArrayList<>();
            for (Object element : cases) {
                if (!(element instanceof Map<?, ?> fields)
                        || !(fields.get("concept") instanceof String concept)) {
                    throw failure(
                            ErrorKind.LoadError,
                            "each of the 'cases' must be an object with a string 'concept'");
                }
                if (!fields.containsKey(CASE_TARGET.name())) {
                    throw failure(
                            ErrorKind.MissingField,
                            "missing operand '" + CASE_TARGET.name() + "' of a case");
                }
                checked.add(new SwitchCase(concept, number(CASE_TARGET, fields.get("target_pc"))));
            }
            return checked;
        }

        private void checkAbsence(CrushInstruction instruction, CrushOperand operand) {
            if (operand.kind() == CrushOperand.Kind.NUMBER
                    && instruction.operands().containsKey(operand.name())) {
                throw lostInfinity(); // it is null, which is how infinity and NaN are written
            }
            if (operand.required()) {
                throw failure(
                        ErrorKind.MissingField,
                        "missing operand '" + operand.name() + "' of " + instruction.op());
            }
        }

        private Object constant(CrushOperand operand, Object value) {
            return switch (operand.kind()) {
                case INTEGER -> integer(operand, value);
                case NUMBER -> number64(operand, value);
                case STRING, NAME -> {
                    if (!(value instanceof String)) {
                        throw wrongType(operand);
                    }
                    yield value;
                }
                case BOOLEAN -> {
                    if (!(value instanceof Boolean)) {
                        throw wrongType(operand);
                    }
                    yield value;
                }
                case NAMES -> {
                    if (!(value instanceof List<?> names)
                            || !names.stream().allMatch(String.class::isInstance)) {
                        throw wrongType(operand);
                    }
                    yield value;
                }
                case ANY -> value;
                case TARGET, COUNT, SIZE -> throw new IllegalStateException(operand.name());
            };
        }

        private Long integer(CrushOperand operand, Object value) {
            if (value instanceof Long number) {
                return number;
            }
            if (value instanceof RawValue.WideInteger wide) {
                if (wide.nearest() == 0) {
                    return 0L;
                }
                throw failure(ErrorKind.LoadError, "integer out of range");
            }
            throw wrongType(operand);
        }

        private Double number64(CrushOperand operand, Object value) {
            double number =
                    switch (value) {
                        case Long integer -> integer.doubleValue();
                        case Double real -> real;
                        case RawValue.WideInteger wide -> wide.nearest();
                        default -> throw wrongType(operand);
                    };
            if (!Double.isFinite(number)) {
                throw lostInfinity();
            }
            return number;
        }

        private int number(CrushOperand operand, Object value) {
            if (operand.kind() == CrushOperand.Kind.TARGET && value instanceof String label) {
                Integer target = labels.get(label);
                if (target == null) {
                    throw failure(ErrorKind.LoadError, "unknown label " + Quotation.name(label));
                }
                return target;
            }
            long number = integer(operand, value);
            long maximum =
                    switch (operand.kind()) {
                        case TARGET -> function.body().size();
                        case COUNT -> Limits.MAX_COUNT;
                        default -> Long.MAX_VALUE;
                    };
            if (number < 0 || number > maximum) {
                throw failure(
                        ErrorKind.LoadError,
                        operand.kind() == CrushOperand.Kind.SIZE
                                ? "operand '" + operand.name() + "' must not be negative"
                                : "operand '"
                                        + operand.name()
                                        + "' is "
                                        + number
                                        + ", not in 0.."
                                        + maximum);
            }
            return (int) Math.min(number, Integer.MAX_VALUE);
        }

        private LoadException lostInfinity() {
            return failure(ErrorKind.LoadError, "infinity is lost in this format");
        }

        private LoadException wrongType(CrushOperand operand) {
            return failure(
                    ErrorKind.LoadError,
                    "operand '"
                            + operand.name()
                            + "' of "
                            + function.body().get(index).op()
                            + " must be: "
                            + operand.kind().text());
        }

        private LoadException failure(ErrorKind kind, String problem) {
            int offset = function.body().get(index).offset();
            return new LoadException(
                    kind, problem, program.origin().in(function.name(), index, offset));
        }
    }
}
