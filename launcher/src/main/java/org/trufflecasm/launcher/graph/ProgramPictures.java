package org.trufflecasm.launcher.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trufflecasm.core.ControlFlow;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.Op;
import org.trufflecasm.core.OperandKind;
import org.trufflecasm.core.Program;
import org.trufflecasm.core.ProgramPrinter;
import org.trufflecasm.flow.ControlFlowGraph;
import org.trufflecasm.flow.VerifiedProgram;
import org.trufflecasm.launcher.graph.Picture.Arrow;
import org.trufflecasm.launcher.graph.Picture.Box;
import org.trufflecasm.launcher.graph.Picture.Part;

/** Makes pictures of a verified program. */
public final class ProgramPictures {
    private static final int SHOWN_LINES = 16;
    private static final int SHOWN_COLUMNS = 60;

    private final VerifiedProgram verified;
    private final LineCounts counts;
    private final List<String> listing;
    private final ProgramPrinter.Listing lines;

    /**
     * @param counts how often lines were executed
     */
    public ProgramPictures(VerifiedProgram verified, LineCounts counts) {
        this.verified = verified;
        this.counts = counts;
        this.lines = ProgramPrinter.list(verified.program());
        this.listing = lines.text().lines().toList();
    }

    /**
     * How control flows, function by function.
     *
     * @param only the name of the function to show; null for all
     */
    public Picture controlFlow(String only) {
        List<Part> parts = new ArrayList<>();
        List<Function> functions = verified.program().functions();
        for (int i = 0; i < functions.size(); i++) {
            if (only == null || functions.get(i).name().equals(only)) {
                parts.add(controlFlow(i));
            }
        }
        return new Picture(parts);
    }

    private Part controlFlow(int index) {
        Function function = verified.program().functions().get(index);
        ControlFlowGraph graph = verified.flow(index).graph();
        List<Box> boxes = new ArrayList<>();
        List<Arrow> arrows = new ArrayList<>();
        for (int block = 0; block < graph.blockCount(); block++) {
            boxes.add(box(index, graph.start(block), graph.end(block)));
            int[] successors = graph.successors(block);
            for (int i = 0; i < successors.length; i++) {
                arrows.add(new Arrow(block, successors[i], label(graph, block, i), false));
            }
            if (graph.handler(block) >= 0) {
                arrows.add(new Arrow(block, graph.handler(block), "failure", true));
            }
        }
        return new Part(function.name(), boxes, arrows);
    }

    private static String label(ControlFlowGraph graph, int block, int successor) {
        if (graph.flow(block) != ControlFlow.BRANCH) {
            return "";
        }
        Op op = graph.function().code().get(graph.end(block) - 1).op();
        return (successor == 0) == (op == Op.JMP_IF) ? "true" : "false";
    }

    private Box box(int function, int start, int end) {
        List<String> text = new ArrayList<>();
        for (int i = start; i < end && text.size() < SHOWN_LINES; i++) {
            String line = listing.get(lines.firstLine(function) + i - 1).strip();
            text.add(
                    line.length() > SHOWN_COLUMNS
                            ? line.substring(0, SHOWN_COLUMNS) + "..."
                            : line);
        }
        if (end - start > SHOWN_LINES) {
            text.add("... " + (end - start - SHOWN_LINES) + " more");
        }
        long count = count(function, start, end);
        if (count >= 0) {
            text.add("executed " + count);
        }
        return new Box(text, count);
    }

    private long count(int function, int start, int end) {
        long count = -1;
        Function code = verified.program().functions().get(function);
        for (int i = start; i < end && i < code.code().size(); i++) {
            count =
                    Math.max(
                            count,
                            counts.of(code.sourceMap().at(i), lines.firstLine(function) + i));
        }
        return count;
    }

    /** Which functions call which functions and capabilities, as far as the code names them. */
    public Picture calls() {
        Program program = verified.program();
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < program.functions().size(); i++) {
            Function function = program.functions().get(i);
            long count = counts.ofFunction(function.name());
            List<String> text = new ArrayList<>(List.of(function.name()));
            if (count >= 0) {
                text.add("called " + count);
            }
            boxes.add(new Box(text, count));
        }
        Map<String, Integer> capabilities = new LinkedHashMap<>();
        Set<Arrow> arrows = new LinkedHashSet<>();
        for (int i = 0; i < program.functions().size(); i++) {
            for (Instruction instruction : program.functions().get(i).code()) {
                if (instruction.op().operands().contains(OperandKind.FUNCTION)) {
                    arrows.add(new Arrow(i, instruction.a(), "", false));
                } else if (instruction.op() == Op.CAP_CALL) {
                    int box =
                            capabilities.computeIfAbsent(
                                    instruction.name(),
                                    name -> {
                                        boxes.add(new Box(List.of("capability", name), -1));
                                        return boxes.size() - 1;
                                    });
                    arrows.add(new Arrow(i, box, "", false));
                }
            }
        }
        return new Picture(List.of(new Part(program.name(), boxes, List.copyOf(arrows))));
    }
}
