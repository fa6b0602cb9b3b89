package org.trufflecasm.format.crush;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.trufflecasm.core.CapabilityNames;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Limits;
import org.trufflecasm.core.Program;
import org.trufflecasm.core.Quotation;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.crush.CrushVerifier.VerifiedFunction;
import org.trufflecasm.format.crush.CrushVerifier.VerifiedProgram;

/**
 * Turns a verified capsule into a core program. Function i of the capsule becomes function i of the
 * program, and instruction i of a body instruction i of its code. Behind them stand the variants:
 * functions without declared parameters that some call passes arguments to, once for each count of
 * arguments.
 */
final class CrushLowering {
    /** Different counts of arguments with which one function may be called. */
    static final int MAX_VARIANTS = 64;

    private final VerifiedProgram source;
    private final CapabilitySignatures signatures;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<Variant, Integer> variants = new HashMap<>();
    private final List<Variant> variantOrder = new ArrayList<>();
    private final int[] variantCounts;
    private final Set<String> capabilities = new LinkedHashSet<>();
    private final Map<Integer, Site> valueCalls = new TreeMap<>();
    private final Set<Variant> closures = new LinkedHashSet<>();
    private long instructions;

    private record Variant(int function, int arguments) {}

    /** An instruction, for errors. */
    private record Site(CrushFunction function, int instruction) {}

    /**
     * What lowering makes.
     *
     * @param program the core program
     * @param capabilities canonical names of the capabilities that its code calls, in order of
     *     first use
     */
    record Lowered(Program program, List<String> capabilities) {}

    private CrushLowering(VerifiedProgram source, CapabilitySignatures signatures) {
        this.source = source;
        this.signatures = signatures;
        this.variantCounts = new int[source.functions().size()];
    }

    /**
     * Lowers a capsule.
     *
     * @param source the capsule
     * @param name what the program is called in messages
     * @param signatures which capabilities give values
     * @throws LoadException if it needs a feature that this version does not offer, or is beyond a
     *     limit
     */
    static Lowered lower(VerifiedProgram source, String name, CapabilitySignatures signatures) {
        return new CrushLowering(source, signatures).lower(name);
    }

    private Lowered lower(String name) {
        List<VerifiedFunction> verified = source.functions();
        for (int i = 0; i < verified.size(); i++) {
            indexes.put(verified.get(i).source().name(), i);
            instructions += verified.get(i).size();
        }
        List<Function> functions = new ArrayList<>();
        for (VerifiedFunction function : verified) {
            functions.add(new FunctionLowering(this, function).lower());
        }
        addCalleesOfValues();
        for (Variant variant : variantOrder) {
            Function base = functions.get(variant.function);
            functions.add(
                    new Function(
                            base.name(),
                            base.parameters(),
                            base.slots(),
                            0,
                            variant.arguments,
                            base.code(),
                            base.sourceMap()));
        }
        return new Lowered(
                new Program(name, functions, source.entry(), source.manifest()),
                List.copyOf(capabilities));
    }

    /** Index of the function with that name; -1 if there is none. */
    int indexOf(String function) {
        return indexes.getOrDefault(function, -1);
    }

    /** How many parameters a function of the capsule declares. */
    int parameterCount(int function) {
        return source.functions().get(function).source().params().size();
    }

    /**
     * Index of the function to which a call with that many arguments goes; {@code caller} is where
     * it stands.
     */
    int callee(int function, int arguments, CrushFunction caller, int instruction) {
        if (arguments == 0 || parameterCount(function) > 0) {
            return function;
        }
        Variant variant = new Variant(function, arguments);
        Integer known = variants.get(variant);
        if (known != null) {
            return known;
        }
        VerifiedFunction verified = source.functions().get(function);
        if (++variantCounts[function] > MAX_VARIANTS) {
            throw new LoadException(
                    ErrorKind.LoadError,
                    Quotation.name(verified.source().name())
                            + " is called with more than "
                            + MAX_VARIANTS
                            + " different counts of arguments",
                    place(caller, instruction));
        }
        instructions += verified.size();
        if (instructions > Limits.MAX_PROGRAM_INSTRUCTIONS) {
            throw new LoadException(
                    ErrorKind.LoadError,
                    "functions called with several counts of arguments make more than "
                            + Limits.MAX_PROGRAM_INSTRUCTIONS
                            + " instructions",
                    place(caller, instruction));
        }
        int index = source.functions().size() + variantOrder.size();
        variants.put(variant, index);
        variantOrder.add(variant);
        return index;
    }

    /**
     * Notes that functions are called as values with that many arguments, captured ones not
     * counted: then every function that takes any number of arguments may be the callee.
     */
    void useValueCall(int arguments, CrushFunction caller, int instruction) {
        valueCalls.putIfAbsent(arguments, new Site(caller, instruction));
    }

    /** Notes that a function is made a value with that many captured values. */
    void useClosure(int function, int captures) {
        if (parameterCount(function) == 0) {
            closures.add(new Variant(function, captures));
        }
    }

    private void addCalleesOfValues() {
        for (int function = 0; function < source.functions().size(); function++) {
            useClosure(function, 0);
        }
        for (Map.Entry<Integer, Site> call : valueCalls.entrySet()) {
            for (Variant closure : closures) {
                callee(
                        closure.function,
                        closure.arguments + call.getKey(),
                        call.getValue().function,
                        call.getValue().instruction);
            }
        }
    }

    /**
     * Whether the capsule may hope to call a capability: its manifest asks for it, or it need not
     * ask.
     */
    boolean requests(String capability) {
        Collection<String> permissions = source.manifest().permissions().keySet();
        return CapabilityNames.isIntrinsic(capability)
                || CapabilityNames.covers(permissions, capability);
    }

    /** Notes that the code calls a capability, under any name; returns whether it gives a value. */
    boolean useCapability(String name) {
        String capability = CapabilityNames.canonical(name);
        capabilities.add(capability);
        return signatures.returnsValue(capability);
    }

    /**
     * The place of an instruction, or of the function where {@code instruction} is -1, for errors.
     */
    LoadException.Place place(CrushFunction function, int instruction) {
        int offset =
                instruction < 0 ? function.offset() : function.body().get(instruction).offset();
        return source.source().origin().in(function.name(), instruction, offset);
    }
}
