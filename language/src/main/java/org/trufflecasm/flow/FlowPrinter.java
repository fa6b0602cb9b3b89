package org.trufflecasm.flow;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.trufflecasm.core.Captures;
import org.trufflecasm.core.Failure;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.HostRequest;
import org.trufflecasm.core.Instruction;
import org.trufflecasm.core.OperandKind;

/** Shows the control flow of a function to people. */
public final class FlowPrinter {
    private static final String INDENT = "  ";

    private FlowPrinter() {}

    /**
     * The blocks with their instructions, heights and edges, and the loops. A line for each block
     * reads
     *
     * <pre>b2 [4..9) height 1 -> 0 to b3 b5, loop 1 entry depth 1</pre>
     */
    public static String graph(FunctionFlow flow) {
        Function function = flow.function();
        ControlFlowGraph graph = flow.graph();
        StringBuilder out = new StringBuilder();
        out.append(function.name())
                .append(": ")
                .append(graph.blockCount())
                .append(graph.blockCount() == 1 ? " block, " : " blocks, ");
        if (flow.isDynamic()) {
            out.append("operands counted at run time: ").append(flow.dynamicReason()).append('\n');
        } else {
            out.append(flow.stack().maxHeight())
                    .append(flow.stack().maxHeight() == 1 ? " operand\n" : " operands\n");
        }
        for (int block = 0; block < graph.blockCount(); block++) {
            appendHead(flow, block, out);
            for (int index = graph.start(block); index < graph.end(block); index++) {
                out.append(INDENT).append(INDENT).append(index).append(": ");
                appendInstruction(function, function.code().get(index), out);
                out.append(
                        !flow.isDynamic() && flow.stack().underflowAt(block) == index
                                ? "  ; stack underflow\n"
                                : "\n");
            }
        }
        if (flow.isDynamic()) {
            return out.toString();
        }
        LoopNest loops = flow.loops();
        for (int loop = 1; loop < loops.loopCount(); loop++) {
            out.append("loop ").append(loop).append(": depth ").append(loops.depth(loop));
            out.append(loops.isIrreducible(loop) ? ", irreducible, entries" : ", entry");
            out.append(blocks(loops.entries(loop))).append('\n');
        }
        return out.toString();
    }

    private static void appendHead(FunctionFlow flow, int block, StringBuilder out) {
        ControlFlowGraph graph = flow.graph();
        out.append(INDENT).append('b').append(block);
        out.append(" [")
                .append(graph.start(block))
                .append("..")
                .append(graph.end(block))
                .append(")");
        if (!flow.isDynamic()) {
            out.append(" height ").append(flow.stack().entryHeight(block));
            if (flow.stack().underflowAt(block) < 0) {
                out.append(" -> ").append(flow.stack().exitHeight(block));
            }
        }
        int[] successors = graph.successors(block);
        if (successors.length > 0) {
            out.append(" to").append(blocks(successors));
        }
        if (graph.handler(block) >= 0) {
            out.append(", handler b").append(graph.handler(block));
        }
        if (flow.isDynamic()) {
            out.append('\n');
            return;
        }
        LoopNest loops = flow.loops();
        int loop = loops.loopOf(block);
        if (loop > 0) {
            out.append(", loop ").append(loop);
            if (loops.entryOf(block) == loop) {
                out.append(loops.isIrreducible(loop) ? " entry, irreducible" : " entry");
            }
            out.append(", depth ").append(loops.depth(loop));
        }
        out.append('\n');
    }

    private static String blocks(int[] blocks) {
        return Arrays.stream(blocks).mapToObj(block -> " b" + block).collect(Collectors.joining());
    }

    private static void appendInstruction(
            Function function, Instruction instruction, StringBuilder out) {
        out.append(instruction.op().mnemonic());
        for (OperandKind kind : instruction.op().operands()) {
            out.append(' ');
            switch (kind) {
                case INT, FLOAT, BOOL, NAME -> out.append(instruction.constant());
                case STRING -> appendQuoted(instruction.name(), out);
                case SLOT -> out.append(function.slots().get(instruction.a()));
                case CAPTURES ->
                        ((Captures) instruction.constant())
                                .slots()
                                .forEach(
                                        slot -> out.append(function.slots().get(slot)).append(' '));
                case CHOICE -> out.append("-> ").append(instruction.targets());
                case REQUEST -> out.append(((HostRequest) instruction.constant()).capability());
                case TARGET -> out.append("-> ").append(instruction.a());
                case FUNCTION -> out.append('#').append(instruction.a());
                case COUNT -> out.append(instruction.a());
                case HINT, ARGC, RESULT -> out.append(instruction.b());
                case RESULTS -> out.append("-> ").append(instruction.constant());
                case FAILURE -> appendQuoted(((Failure) instruction.constant()).message(), out);
            }
        }
    }

    private static void appendQuoted(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** The structured code, one construct on a line. */
    public static String structured(FunctionFlow flow) {
        StringBuilder out = new StringBuilder();
        out.append(flow.function().name()).append(" {\n");
        if (flow.isDynamic()) {
            line(1, "one loop around all blocks", out);
        } else {
            append(flow.structure(), 1, out);
        }
        return out.append("}\n").toString();
    }

    /** Recursion is bounded by {@link Structured#MAX_DEPTH}. */
    private static void append(Structured node, int depth, StringBuilder out) {
        switch (node) {
            case Structured.Sequence sequence ->
                    sequence.items().forEach(item -> append(item, depth, out));
            case Structured.Mark mark -> line(depth - 1, mark.label() + ":", out);
            case Structured.Jump jump -> line(depth, "jump " + jump.label(), out);
            case Structured.Edge edge -> line(depth, "b" + edge.from() + " -> b" + edge.to(), out);
            case Structured.Code code -> line(depth, "b" + code.block(), out);
            case Structured.Guard guard -> {
                line(depth, "try b" + guard.block() + " {", out);
                append(guard.handling(), depth + 1, out);
                line(depth, "}", out);
            }
            case Structured.SetState set ->
                    line(depth, "s" + set.variable() + " = " + set.value(), out);
            case Structured.Dispatch dispatch ->
                    line(depth, "dispatch s" + dispatch.variable() + " " + dispatch.targets(), out);
            case Structured.If branch -> {
                line(depth, "if b" + branch.block() + " {", out);
                append(branch.taken(), depth + 1, out);
                line(depth, "} else {", out);
                append(branch.notTaken(), depth + 1, out);
                line(depth, "}", out);
            }
            case Structured.Loop loop -> {
                line(depth, "loop {", out);
                append(loop.body(), depth + 1, out);
                line(depth, "}", out);
            }
            case Structured.WhileLoop loop -> {
                String not = loop.continueWhenTaken() ? "" : "not ";
                line(depth, "while " + not + "b" + loop.headerBlock() + " {", out);
                append(loop.body(), depth + 1, out);
                line(depth, "}", out);
            }
        }
    }

    private static void line(int depth, String text, StringBuilder out) {
        out.append(INDENT.repeat(depth)).append(text).append('\n');
    }
}
