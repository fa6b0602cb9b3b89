package org.trufflecasm.tck.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.format.crush.CrushOpcode;
import org.trufflecasm.format.crush.cvm1.Cvm1Instruction;
import org.trufflecasm.format.crush.cvm1.Cvm1Program;

/** Makes capsules for the reference interpreter from programs of the CVM1 profile. */
final class FlatCapsuleReader {
    private FlatCapsuleReader() {}

    /**
     * A capsule.
     *
     * @param permissions what it asks for besides its manifest
     */
    static Capsule read(
            Cvm1Program program, List<String> permissions, CapabilitySignatures signatures) {
        List<Step> code = new ArrayList<>();
        for (Cvm1Instruction instruction : program.instructions()) {
            code.add(step(instruction, signatures));
        }
        List<Routine> routines = new ArrayList<>();
        program.functions().forEach((name, start) -> routines.add(routine(name, code, start)));
        Routine entry = routine(entryName(program), code, program.entry());
        Map<String, List<String>> asked = new LinkedHashMap<>(program.manifest().permissions());
        permissions.forEach(permission -> asked.put(permission, List.of()));
        Manifest manifest = new Manifest(asked, program.manifest().limits(), Map.of());
        return new Capsule(manifest, routines, entry, true);
    }

    private static String entryName(Cvm1Program program) {
        return program.entryName() == null ? "main" : program.entryName();
    }

    private static Routine routine(String name, List<Step> code, int start) {
        return new Routine(name, List.of(), List.of(), Set.of(), code, start);
    }

    private static Step step(Cvm1Instruction instruction, CapabilitySignatures signatures) {
        CrushOpcode opcode = instruction.opcode();
        Object value = instruction.constant();
        int number = instruction.number();
        Map<String, Object> operands = Map.of();
        boolean special = false;
        switch (opcode.cvm1Operand()) {
            case INTEGER ->
                    value = opcode == CrushOpcode.PUSH_BOOL ? (Object) ((Long) value != 0) : value;
            case SLOT -> value = number;
            case FUNCTION -> number = -1;
            case CAPABILITY -> special = signatures.returnsValue(instruction.text());
            case STRING -> operands = Map.of("lang", value, "value", value);
            default -> {}
        }
        return new Step(
                opcode,
                value,
                number,
                List.of(),
                operands,
                List.of(),
                special,
                instruction.position());
    }
}
