package org.trufflecasm.format.crab;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trufflecasm.core.CapabilityNames;
import org.trufflecasm.core.Failure;
import org.trufflecasm.core.Family;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.Program;
import org.trufflecasm.error.ErrorKind;

/**
 * Turns a verified module into a core program. Instruction <em>i</em> of a function is instruction
 * <em>i</em> of the core function; the position behind the last is the core's end.
 */
final class CrabLowering {
    private static final String PRINT = "io.print";

    private final CrabModule module;
    private final Instruction[] constants;
    private final Map<CrabOpcode, Instruction> plain = new EnumMap<>(CrabOpcode.class);
    private final Set<String> capabilities = new LinkedHashSet<>();

    private CrabLowering(CrabModule module) {
        this.module = module;
        this.constants = new Instruction[module.constants().size()];
        for (CrabOpcode opcode : CrabOpcode.values()) {
            if (opcode.op() != null) {
                plain.put(opcode, Instruction.of(opcode.op()));
            }
        }
    }

    /**
     * What lowering makes.
     *
     * @param program the core program
     * @param capabilities canonical names of the capabilities that its code calls, in order of
     *     first use
     */
    record Lowered(Program program, List<String> capabilities) {}

    /**
     * Lowers a module.
     *
     * @param module a verified module
     * @param name what the program is called in messages
     */
    static Lowered lower(CrabModule module, String name) {
        return new CrabLowering(module).lower(name);
    }

    private Lowered lower(String name) {
        Map<Integer, String> names = new LinkedHashMap<>();
        for (CrabSymbol symbol : module.symbols()) {
            if (symbol.kind() == CrabSymbol.Kind.FUNCTION) {
                names.putIfAbsent((int) symbol.argument(), symbol.name());
            }
        }
        List<Function> functions = new ArrayList<>(module.functions().size());
        for (int i = 0; i < module.functions().size(); i++) {
            functions.add(lower(module.functions().get(i), names.getOrDefault(i, "function " + i)));
        }
        return new Lowered(
                new Program(name, functions, module.entry(), manifest(capabilities), Family.CRAB),
                List.copyOf(capabilities));
    }

    /** A module asks for what its code calls. */
    static Manifest manifest(Set<String> called) {
        Map<String, List<String>> permissions = new LinkedHashMap<>();
        for (String name : called) {
            // A name that reads as a pattern is nobody's, and must not ask for what it matches.
            if (name.indexOf('*') < 0 && name.indexOf(':') < 0) {
                permissions.put(name, List.of());
            }
        }
        return new Manifest(permissions, Map.of(), Map.of());
    }

    private Function lower(CrabFunction function, String name) {
        Map<Integer, Integer> slots = new LinkedHashMap<>();
        boolean gives = function.results() == 1;
        List<Instruction> code = new ArrayList<>(function.code().size() + 1);
        for (CrabInstruction instruction : function.code()) {
            code.add(lower(instruction, gives, slots));
        }
        code.add(Instruction.of(gives ? Op.END : Op.END_NULL));
        return Function.ofOperands(
                name,
                function.arity(),
                slots.keySet().stream().map(String::valueOf).toList(),
                code);
    }

    private Instruction lower(
            CrabInstruction instruction, boolean gives, Map<Integer, Integer> slots) {
        CrabOpcode opcode = instruction.opcode();
        return switch (opcode) {
            case LOAD_CONST -> constant(instruction.index());
            case JUMP, JUMP_IF -> Instruction.of(opcode.op(), instruction.index());
            case LOAD_LOCAL, STORE_LOCAL ->
                    Instruction.of(
                            opcode == CrabOpcode.LOAD_LOCAL ? Op.LOAD : Op.STORE,
                            (int) slots.computeIfAbsent(instruction.index(), key -> slots.size()));
            case LOAD_GLOBAL -> new Instruction(Op.LOAD_GLOBAL, 0, 0, symbol(instruction).name());
            case STORE_GLOBAL -> new Instruction(Op.STORE_GLOBAL, 0, 0, symbol(instruction).name());
            case CALL -> call(instruction.index());
            case RET -> Instruction.of(gives ? Op.RET : Op.RET_NULL);
            case CALL_NATIVE -> callNative(symbol(instruction));
            case PRINT -> {
                capabilities.add(PRINT);
                yield plain.get(opcode);
            }
            default -> plain.get(opcode);
        };
    }

    private CrabSymbol symbol(CrabInstruction instruction) {
        return module.symbols().get(instruction.index());
    }

    private Instruction constant(int index) {
        if (constants[index] == null) {
            constants[index] = push(module.constants().get(index));
        }
        return constants[index];
    }

    /** The instruction that pushes a constant. */
    static Instruction push(CrabConstant constant) {
        return switch (constant) {
            case CrabConstant.Numeral number ->
                    Instruction.of(Op.PUSH_FLOAT, (Object) number.value());
            case CrabConstant.Text(String text) -> Instruction.of(Op.PUSH_STR, text);
            case CrabConstant.Truth(boolean value) -> Instruction.of(Op.PUSH_BOOL, (Object) value);
            case CrabConstant.Nil none -> Instruction.of(Op.PUSH_NULL);
        };
    }

    private Instruction call(int index) {
        CrabFunction callee = module.functions().get(index);
        return callee.results() == 1
                ? Instruction.of(Op.CALL, index, callee.arity())
                : new Instruction(Op.CALL_MANY, index, callee.arity(), 0L);
    }

    private Instruction callNative(CrabSymbol symbol) {
        String name = symbol.name();
        if (CrabNative.named(name) != null) {
            return CrabNative.fits(symbol)
                    ? new Instruction(Op.CALL_FAMILY, symbol.arity(), symbol.results(), name)
                    : Instruction.of(
                            Op.FAIL,
                            new Failure(
                                    ErrorKind.ArityMismatch.name(), CrabNative.wrongShape(name)));
        }
        capabilities.add(CapabilityNames.canonical(name));
        return new Instruction(Op.CALL_NATIVE, symbol.arity(), symbol.results(), name);
    }
}
