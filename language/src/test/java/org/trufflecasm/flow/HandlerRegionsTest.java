package org.trufflecasm.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Op;

/**
 * Which handlers guard which instructions, how many operands are kept for a handler, and where that
 * cannot be done. The code of a sample is one word for each instruction: a number is pushed, a word
 * with a colon behind it is a label, what stands behind a colon is a label or a variable.
 */
class HandlerRegionsTest {
    private static Function function(String sample) {
        FlowCode code = new FlowCode();
        for (String word : sample.split(" ", -1)) {
            int colon = word.indexOf(':');
            String name = colon < 0 ? word : word.substring(0, colon);
            String operand = colon < 0 ? "" : word.substring(colon + 1);
            if (name.matches("\\d+")) {
                code.push(Long.parseLong(name));
            } else if (colon == word.length() - 1) {
                code.label(name);
            } else {
                switch (name) {
                    case "try" -> code.jump(Op.ENTER_TRY, operand);
                    case "exit" -> code.op(Op.EXIT_TRY);
                    case "if" -> code.jump(Op.JMP_IF, operand);
                    case "jmp" -> code.jump(Op.JMP, operand);
                    case "load" -> code.load(operand);
                    default -> code.op(Op.valueOf(name.toUpperCase(Locale.ROOT)));
                }
            }
        }
        return code.function();
    }

    /**
     * Why operands are counted at run time; else for each {@code enter_try} that is not in vain how
     * many operands are kept, and for each run of instructions that may fail where its handler is.
     */
    private static String handlers(FunctionFlow flow) {
        if (flow.isDynamic()) {
            return flow.dynamicReason();
        }
        ControlFlowGraph graph = flow.graph();
        List<String> found = new ArrayList<>();
        for (int block = 0; block < graph.blockCount(); block++) {
            if (graph.handler(block) >= 0) {
                found.add(
                        graph.start(block)
                                + "-"
                                + (graph.end(block) - 1)
                                + " to "
                                + graph.start(graph.handler(block)));
            }
            if (graph.handlerEntered(block) >= 0) {
                found.add("try " + (graph.end(block) - 1) + " keeps " + flow.savedOperands(block));
            }
        }
        return String.join(", ", found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    try:c 1 2 add pop exit 0 ret c: ret                     | try 0 keeps 0, 1-5 to 8
                    try:c 1 pop exit 0 ret c: ret                           | ''
                    try:c 1 throw c: ret                                    | try 0 keeps 0, 1-2 to 3
                    try:c 1 2 add ret c: ret                                | try 0 keeps 0, 1-4 to 5
                    again: try:c 1 2 add exit ret c: pop jmp:again          | try 0 keeps 0, 1-4 to 6
                    7 try:c 1 2 add pop exit ret c: add ret                 | try 1 keeps 1, 2-6 to 8
                    7 try:c 1 2 add pop exit pop 0 ret c: add ret           | try 1 keeps 1, 2-6 to 10
                    7 try:c 1 add exit ret c: ret                           | try 1 keeps 0, 2-4 to 6
                    7 8 try:c 1 2 add pop exit ret c: add add ret           | try 2 keeps 2, 3-7 to 9
                    7 try:c load:x if:a 1 jmp:b a: 2 b: 3 add pop exit ret c: add ret | try 1 keeps 1, 2-3 to 12, 7-10 to 12
                    7 try:c 8 try:d 1 2 add pop exit pop exit ret d: add pop exit ret c: add ret | try 1 keeps 1, try 3 keeps 2, 4-8 to 12, 12-14 to 16
                    7 try:c try:d 1 2 add pop exit 1 2 add pop exit ret d: pop exit ret c: add ret | try 1 keeps 1, try 2 keeps 1, 3-7 to 14, 8-12 to 17
                    try:c 8 try:d 1 2 add pop exit exit ret d: add exit ret c: ret | try 0 keeps 0, try 2 keeps 1, 3-7 to 10, 10-11 to 13
                    """)
    void handlersAreKnown(String sample, String expected) {
        assertEquals(expected, handlers(FunctionFlow.of(function(sample))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    7 try:c 1 add exit ret c: add ret                       | 1
                    7 try:c pop 1 2 add exit ret c: add ret                 | 1
                    7 try:c 1 load:x if:a exit ret a: add exit ret c: add ret | 1
                    7 8 try:c 1 2 add pop add exit ret c: add add ret       | 2
                    7 try:c 8 try:d 1 2 add pop exit pop exit ret d: add add exit ret c: add ret | 1
                    7 try:c 8 try:d 1 add pop exit exit ret d: add exit ret c: add ret | 3
                    7 try:c 1 try:d 1 2 add pop exit pop try:d 1 2 add pop exit exit ret d: pop 1 2 add pop exit 0 ret c: add ret | 1
                    7 try:c again: 1 2 add load:x if:again exit ret c: add ret | 1
                    """)
    void operandsAreDisturbed(String sample, int instruction) {
        assertEquals(
                "the code between enter_try at instruction "
                        + instruction
                        + " and exit_try changes operands that the handler consumes",
                handlers(FunctionFlow.of(function(sample))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    load:x if:s try:c s: 1 2 add exit ret c: ret            | 3
                    try:c again: 1 2 add pop exit load:x if:again ret c: ret | 1
                    """)
    void handlersDiffer(String sample, int instruction) {
        assertEquals(
                "the handlers in force differ at instruction " + instruction,
                handlers(FunctionFlow.of(function(sample))));
    }

    /** A long region takes no more than its length. */
    @Test
    void longRegion() {
        String sample = "7 try:c " + "1 2 add pop ".repeat(1000) + "exit ret c: add ret";
        assertFalse(FunctionFlow.of(function(sample)).isDynamic());
    }

    /** Handlers within handlers, each of which needs an operand, around some code. */
    private static Function nest(int depth, int size) {
        StringBuilder sample = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            sample.append("7 try:c").append(i).append(' ');
        }
        sample.append("1 2 add pop ".repeat(size));
        for (int i = depth - 1; i >= 0; i--) {
            sample.append("exit pop ");
        }
        sample.append("ret");
        for (int i = depth - 1; i >= 0; i--) {
            sample.append(" c").append(i).append(": add ret");
        }
        return function(sample.toString());
    }

    /** Regions within regions are looked at again and again, but not for too long. */
    @Test
    void nestedRegions() {
        assertFalse(FunctionFlow.of(nest(18, 1)).isDynamic());
        assertTrue(FunctionFlow.of(nest(40, 1)).isDynamic());
        assertFalse(FunctionFlow.of(nest(20, 4000)).isDynamic());
        assertTrue(FunctionFlow.of(nest(40, 4000)).isDynamic());
    }
}
