package org.trufflecasm.format.crush;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prints what the reader made of a capsule, before anything was checked or resolved. */
final class ModelPrinter {
    private ModelPrinter() {}

    /**
     * The capsule: its head, then each instruction with its opcode as spelled and its operands by
     * key.
     */
    static String print(CrushProgram program) {
        Lines lines = new Lines();
        lines.add("crush capsule");
        lines.add("version " + Lines.value(program.version()));
        lines.add("lang " + optional(program.lang()));
        lines.add("entry " + optional(program.entry()));
        lines.addManifest(program.manifest(), "manifest ");
        for (CrushFunction function : program.functions()) {
            lines.add("");
            lines.add(Lines.header(function) + "  ; offset " + function.offset());
            List<CrushInstruction> body = function.body();
            for (int i = 0; i < body.size(); i++) {
                lines.addInstruction(i, instruction(body.get(i)), remark(body.get(i)));
            }
        }
        return lines.toString();
    }

    private static String optional(String value) {
        return value == null ? "-" : Lines.value(value);
    }

    private static String instruction(CrushInstruction instruction) {
        StringBuilder text = new StringBuilder(Lines.word(instruction.op()));
        for (Map.Entry<String, Object> operand : new TreeMap<>(instruction.operands()).entrySet()) {
            text.append(' ')
                    .append(operand.getKey())
                    .append('=')
                    .append(Lines.value(operand.getValue()));
        }
        return text.toString();
    }

    private static String remark(CrushInstruction instruction) {
        String place = Lines.place(instruction.position());
        return (place.isEmpty() ? "" : place + ", ") + "offset " + instruction.offset();
    }
}
