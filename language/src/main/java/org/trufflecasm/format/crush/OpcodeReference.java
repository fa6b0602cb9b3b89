package org.trufflecasm.format.crush;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.StackEffect;

/**
 * Writes the reference of all operations and instructions, {@code docs/opcodes.md}, from their
 * tables.
 */
public final class OpcodeReference {
    private OpcodeReference() {}

    /** The whole page as Markdown, its lines ended by {@code \n}. */
    public static String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("# Operations and instructions\n\n");
        text.append(
                "Written from the tables `core.Op` and `format.crush.CrushOpcode`; do not edit by"
                        + " hand.\n\n");
        appendOperations(text);
        appendInstructions(text);
        return text.toString();
    }

    private static void appendOperations(StringBuilder text) {
        text.append("## Operations of the core\n\n");
        text.append(
                        "What every format lowers to. *Stack*: operands taken → values left."
                                + " *Kind*: a pure operation has")
                .append(
                        " no effect and cannot fail, a quiet one cannot fail, the others may"
                                + " fail.\n\n");
        text.append("| Operation | Operands | Stack | Then | Kind | Meaning |\n");
        text.append("|---|---|---|---|---|---|\n");
        for (Op op : Op.values()) {
            row(
                    text,
                    "`" + op.mnemonic() + "`",
                    op.operands().stream()
                            .map(OpcodeReference::lower)
                            .collect(Collectors.joining(", ")),
                    stack(op),
                    lower(op.flow()),
                    op.isPure() ? "pure" : op.mayThrow() ? "may fail" : "quiet",
                    op.summary());
        }
    }

    private static void appendInstructions(StringBuilder text) {
        text.append("\n## Instructions of Crush capsules\n\n");
        text.append(
                "Operands in brackets may be left out. *CVM1*: mnemonic and byte in the binary"
                        + " profile.\n\n");
        text.append("| JSON | Also | Operands | CVM1 | Operation |\n");
        text.append("|---|---|---|---|---|\n");
        for (CrushOpcode opcode : CrushOpcode.values()) {
            List<String> names = opcode.jsonNames();
            row(
                    text,
                    names.isEmpty() ? "" : "`" + names.get(0) + "`",
                    names.stream()
                            .skip(1)
                            .map(name -> "`" + name + "`")
                            .collect(Collectors.joining(", ")),
                    opcode.operands().stream()
                            .map(OpcodeReference::operand)
                            .collect(Collectors.joining(", ")),
                    opcode.mnemonic() == null
                            ? ""
                            : "`" + opcode.mnemonic() + "` " + String.format("%02X", opcode.code()),
                    "`" + opcode.op().mnemonic() + "`");
        }
    }

    private static String operand(CrushOperand operand) {
        String keys =
                operand.keys().map(key -> "`" + key + "`").collect(Collectors.joining(" or "));
        String text = keys + ": " + operand.kind().text();
        return operand.required() ? text : "[" + text + "]";
    }

    private static String stack(Op op) {
        StackEffect effect = op.effect();
        return switch (op.flow()) {
            case RETURN, HALT -> "what is there";
            default ->
                    switch (effect.variable()) {
                        case NONE -> effect.basePops() + " → " + effect.basePushes();
                        case POPS_A, POPS_B -> "n → " + effect.basePushes();
                        case POPS_TWICE_A -> "2n → " + effect.basePushes();
                        case POPS_A_PUSHES_B -> "n → 0 or 1";
                        case POPS_B_PUSHES_CONSTANT -> "n → m";
                        case REACHES_A ->
                                "n + " + effect.basePops() + " → n + " + effect.basePushes();
                    };
        };
    }

    private static void row(StringBuilder text, String... cells) {
        text.append('|');
        for (String cell : cells) {
            text.append(' ').append(cell.replace("|", "\\|")).append(cell.isEmpty() ? "|" : " |");
        }
        text.append('\n');
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
