package org.trufflecasm.format.crush.cvm1;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.format.crush.AssemblyText;
import org.trufflecasm.format.crush.Cvm1Operand;
import org.trufflecasm.format.crush.ManifestWriter;
import org.trufflecasm.format.crush.TextLine;

/**
 * Writes text assembly. Assembling it gives the same program again; only the constants that no
 * instruction uses are lost, and the numbers of lines, where the positions are those of the text
 * itself.
 */
public final class Cvm1TextWriter {
    private final Cvm1Program program;
    private final StringBuilder text = new StringBuilder();
    private SourcePosition location;

    /** Whether positions are written. */
    private boolean located;

    private Cvm1TextWriter(Cvm1Program program) {
        this.program = program;
    }

    /**
     * Writes a capsule.
     *
     * @param program the capsule
     * @param title what is said in the first line, a comment; null for no such line
     */
    public static String write(Cvm1Program program, String title) {
        return new Cvm1TextWriter(program).write(title);
    }

    private String write(String title) {
        if (title != null) {
            text.append(AssemblyText.comment(title)).append('\n');
        }
        if (program.version() != Cvm1Program.DEFAULT_VERSION) {
            text.append(".version ").append(program.version()).append('\n');
        }
        if (!program.manifest().equals(Manifest.EMPTY)) {
            text.append(".manifest ").append(ManifestWriter.json(program.manifest())).append('\n');
        }
        List<Map.Entry<String, Integer>> functions =
                new ArrayList<>(program.functions().entrySet());
        functions.sort(Map.Entry.comparingByValue(Comparator.naturalOrder()));
        addEntry(functions);
        program.instructions().stream()
                .filter(one -> one.opcode().cvm1Operand() == Cvm1Operand.FUNCTION)
                .map(Cvm1Instruction::text)
                .filter(name -> !program.functions().containsKey(name))
                .distinct()
                .forEach(name -> text.append(".extern ").append(name(name)).append('\n'));
        located =
                !program.ownLines()
                        && program.instructions().stream().anyMatch(one -> one.position() != null);
        BitSet targets = targets();
        int function = 0;
        int size = program.instructions().size();
        for (int i = 0; i <= size; i++) {
            for (;
                    function < functions.size() && functions.get(function).getValue() == i;
                    function++) {
                text.append(".func ").append(name(functions.get(function).getKey())).append('\n');
            }
            if (targets.get(i)) {
                text.append(label(i)).append(":\n");
            }
            if (i < size) {
                addInstruction(program.instructions().get(i));
            }
        }
        if (text.isEmpty()) {
            text.append(AssemblyText.comment("no instructions")).append('\n');
        }
        return text.toString();
    }

    /** Says which function runs first, where the rule of the assembler would find another. */
    private void addEntry(List<Map.Entry<String, Integer>> functions) {
        String byRule =
                functions.isEmpty()
                        ? null
                        : program.functions().containsKey("main")
                                ? "main"
                                : functions.getFirst().getKey();
        if (!Objects.equals(byRule, program.entryName())) {
            text.append(".entry");
            if (program.entryName() != null) {
                text.append(' ').append(name(program.entryName()));
            }
            text.append('\n');
        }
    }

    private BitSet targets() {
        BitSet targets = new BitSet();
        for (Cvm1Instruction instruction : program.instructions()) {
            if (instruction.opcode().cvm1Operand() == Cvm1Operand.ADDRESS) {
                targets.set(instruction.number());
            }
        }
        return targets;
    }

    /** Labels bear the offset, as the original's do. */
    private String label(int instruction) {
        return "L"
                + (instruction == program.instructions().size()
                        ? program.codeSize()
                        : program.instructions().get(instruction).offset());
    }

    private void addInstruction(Cvm1Instruction instruction) {
        if (located
                && (instruction.offset() == 0
                        || !Objects.equals(instruction.position(), location))) {
            location = instruction.position();
            text.append(AssemblyText.locationDirective(location)).append('\n');
        }
        text.append("    ").append(instruction.opcode().mnemonic());
        switch (instruction.opcode().cvm1Operand()) {
            case NONE -> {}
            case INTEGER -> text.append(' ').append(instruction.constant());
            case FLOAT -> text.append(' ').append(real((Double) instruction.constant()));
            case STRING -> text.append(' ').append(AssemblyText.quoted(instruction.text()));
            case FUNCTION -> text.append(' ').append(name(instruction.text()));
            case CAPABILITY ->
                    text.append(' ')
                            .append(AssemblyText.quoted(instruction.text()))
                            .append(' ')
                            .append(instruction.number());
            case SLOT, COUNT -> text.append(' ').append(instruction.number());
            case ADDRESS -> text.append(' ').append(label(instruction.number()));
        }
        text.append('\n');
    }

    private static String real(double value) {
        return Double.isNaN(value)
                ? "nan"
                : Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : Double.toString(value);
    }

    private static String name(String function) {
        return TextLine.isFunctionName(function) ? function : AssemblyText.quoted(function);
    }
}
