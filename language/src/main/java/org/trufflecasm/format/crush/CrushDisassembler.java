package org.trufflecasm.format.crush;

import java.util.BitSet;
import java.util.List;
import org.trufflecasm.format.crush.CrushVerifier.VerifiedFunction;
import org.trufflecasm.format.crush.CrushVerifier.VerifiedProgram;

/**
 * Lists a capsule for people: manifest, functions, one line per instruction with its index, a mark
 * before each instruction that is jumped to, the original position as a remark. Aliases appear
 * under the opcode's own name. The same capsule gives the same text.
 */
final class CrushDisassembler {
    private CrushDisassembler() {}

    /**
     * Lists a capsule.
     *
     * @param program the capsule
     * @param name what it is called
     */
    static String disassemble(VerifiedProgram program, String name) {
        CrushProgram source = program.source();
        Lines lines = new Lines();
        lines.add(
                "; "
                        + Lines.word(name)
                        + ", crush capsule, version "
                        + Lines.word(source.version()));
        if (source.lang() != null) {
            lines.add("; compiled from " + Lines.word(source.lang()));
        }
        lines.addManifest(source.manifest(), "; ");
        List<VerifiedFunction> functions = program.functions();
        for (int i = 0; i < functions.size(); i++) {
            lines.add("");
            String header = Lines.header(functions.get(i).source());
            lines.add(i == program.entry() ? header + "  ; entry" : header);
            addBody(lines, functions.get(i));
        }
        return lines.toString();
    }

    private static void addBody(Lines lines, VerifiedFunction function) {
        BitSet targets = targets(function);
        for (int i = 0; i < function.size(); i++) {
            if (targets.get(i)) {
                lines.add("L" + i + ":");
            }
            lines.addInstruction(
                    i,
                    instruction(function, i),
                    Lines.place(function.source().body().get(i).position()));
        }
        if (targets.get(function.size())) {
            lines.add("L" + function.size() + ":");
        }
    }

    private static BitSet targets(VerifiedFunction function) {
        BitSet targets = new BitSet();
        for (int i = 0; i < function.size(); i++) {
            for (CrushOperand operand : function.opcode(i).operands()) {
                if (operand.kind() == CrushOperand.Kind.TARGET && function.number(i) >= 0) {
                    targets.set(function.number(i));
                }
            }
        }
        return targets;
    }

    private static String instruction(VerifiedFunction function, int index) {
        StringBuilder text = new StringBuilder(function.opcode(index).title());
        for (CrushOperand operand : function.opcode(index).operands()) {
            Object value = function.source().body().get(index).operand(operand);
            if (value != null) {
                text.append(' ')
                        .append(
                                switch (operand.kind()) {
                                    case TARGET -> "L" + function.number(index);
                                    case NAME -> Lines.word((String) value);
                                    case INTEGER, NUMBER -> function.constant(index).toString();
                                    default -> Lines.value(value);
                                });
            }
        }
        return text.toString();
    }
}
