package org.trufflecasm.core;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints a program of the core: one line per instruction. Takes time linear in the size of what it
 * prints.
 */
public final class ProgramPrinter {
    /** UTF-16 units shown of one name or string, so that a line stays a line. */
    private static final int SHOWN = 120;

    private ProgramPrinter() {}

    /**
     * All instructions of a program as text: a header line per function, then one line per
     * instruction.
     */
    public static final class Listing {
        private final String text;
        private final int[] firstLines;

        private Listing(String text, int[] firstLines) {
            this.text = text;
            this.firstLines = firstLines;
        }

        /** The lines, each ended by {@code \n}. */
        public String text() {
            return text;
        }

        /**
         * The 1-based line of a function's instruction 0; instruction {@code i} is {@code i} lines
         * further down, and the function's header is the line before.
         *
         * @param function index in the program
         */
        public int firstLine(int function) {
            return firstLines[function];
        }
    }

    /** The whole program: entry and manifest, then the listing. */
    public static String print(Program program) {
        StringBuilder text = new StringBuilder();
        text.append("program ").append(word(program.name()));
        text.append(", entry ").append(word(program.entryFunction().name())).append('\n');
        Manifest manifest = program.manifest();
        manifest.information()
                .forEach(
                        (key, value) ->
                                text.append(word(key))
                                        .append(' ')
                                        .append(string(value))
                                        .append('\n'));
        for (Map.Entry<String, List<String>> permission : manifest.permissions().entrySet()) {
            text.append("permission ").append(word(permission.getKey()));
            permission.getValue().forEach(scope -> text.append(' ').append(string(scope)));
            text.append('\n');
        }
        manifest.limits()
                .forEach(
                        (key, value) ->
                                text.append("limit ")
                                        .append(word(key))
                                        .append(' ')
                                        .append(value)
                                        .append('\n'));
        return text.append('\n').append(list(program).text()).toString();
    }

    /** The instructions of all functions, in the order of their indexes. */
    public static Listing list(Program program) {
        // Function by function, since the text of a large program must not be there three times.
        StringBuilder one = new StringBuilder();
        String[] parts = new String[program.functions().size()];
        int[] firstLines = new int[parts.length];
        int line = 1;
        for (int index = 0; index < parts.length; index++) {
            Function function = program.functions().get(index);
            one.setLength(0);
            appendHeader(one, index, function);
            appendCode(one, function, program);
            parts[index] = one.toString();
            firstLines[index] = line + 1;
            line += 1 + function.code().size();
        }
        return new Listing(String.join("", parts), firstLines);
    }

    /**
     * One function: its header and its instructions; calls show the indexes of the functions they
     * call.
     */
    public static String print(Function function) {
        StringBuilder text = new StringBuilder();
        appendHeader(text, -1, function);
        appendCode(text, function, null);
        return text.toString();
    }

    private static void appendHeader(StringBuilder text, int index, Function function) {
        text.append("function ");
        if (index >= 0) {
            text.append('#').append(index).append(' ');
        }
        text.append(word(function.name()));
        text.append(
                function.parameters().stream()
                        .map(ProgramPrinter::word)
                        .collect(Collectors.joining(", ", "(", ")")));
        if (function.boundParameters() > 0) {
            text.append(", ").append(function.boundParameters()).append(" bound");
        }
        if (function.initialOperands() > 0) {
            text.append(", ").append(function.initialOperands()).append(" initial operands");
        }
        text.append('\n');
    }

    private static void appendCode(StringBuilder text, Function function, Program program) {
        List<Instruction> code = function.code();
        for (int i = 0; i < code.size(); i++) {
            int start = text.length();
            String number = Integer.toString(i);
            text.repeat(' ', Math.max(1, 6 - number.length())).append(number).append("  ");
            appendInstruction(text, code.get(i), function, program);
            SourcePosition position = function.sourceMap().at(i);
            if (position != null) {
                text.repeat(' ', Math.max(1, start + 40 - text.length()))
                        .append("; ")
                        .append(place(position));
            }
            text.append('\n');
        }
    }

    private static void appendInstruction(
            StringBuilder text, Instruction instruction, Function function, Program program) {
        text.append(instruction.op().mnemonic());
        for (OperandKind kind : instruction.op().operands()) {
            String operand =
                    switch (kind) {
                        case INT, FLOAT, BOOL -> String.valueOf(instruction.constant());
                        case STRING -> string(instruction.name());
                        case NAME -> word(instruction.name());
                        case SLOT -> word(function.slots().get(instruction.a()));
                        case CAPTURES -> captured(instruction, function);
                        case CHOICE -> chosen((HostSwitch) instruction.constant());
                        case REQUEST -> requested((HostRequest) instruction.constant(), function);
                        case TARGET -> "-> " + instruction.a();
                        case FUNCTION -> called(instruction.a(), program);
                        case COUNT -> Integer.toString(instruction.a());
                        case ARGC -> Integer.toString(instruction.b());
                        case HINT -> instruction.b() == 0 ? "" : "hint " + instruction.b();
                        case RESULT -> instruction.b() == 0 ? "" : "-> value";
                        case RESULTS -> "-> " + instruction.constant();
                        case FAILURE -> failing((Failure) instruction.constant());
                    };
            if (!operand.isEmpty()) {
                text.append(' ').append(operand);
            }
        }
    }

    private static String failing(Failure failure) {
        return word(failure.kind()) + " " + string(failure.message());
    }

    private static String captured(Instruction instruction, Function function) {
        return ((Captures) instruction.constant())
                .slots().stream()
                        .map(slot -> word(function.slots().get(slot)))
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String chosen(HostSwitch choice) {
        StringBuilder text = new StringBuilder(word(choice.request().capability()));
        for (int i = 0; i < choice.cases().size(); i++) {
            text.append(' ').append(string(choice.cases().get(i)));
            text.append(" -> ").append(choice.targets().get(i));
        }
        return text.append(" else -> ").append(choice.targets().getLast()).toString();
    }

    private static String requested(HostRequest request, Function function) {
        StringBuilder text = new StringBuilder(word(request.capability()));
        request.constants()
                .forEach(constant -> text.append(' ').append(string(constant.toString())));
        request.variables()
                .forEach(slot -> text.append(' ').append(word(function.slots().get(slot))));
        return text.toString();
    }

    private static String called(int index, Program program) {
        return program == null
                ? "#" + index
                : "#" + index + " " + word(program.functions().get(index).name());
    }

    private static String place(SourcePosition position) {
        if (position.file() == null) {
            return position.text();
        }
        return new SourcePosition(word(position.file()), position.line(), position.column()).text();
    }

    private static String word(String name) {
        return Quotation.word(name, SHOWN);
    }

    private static String string(String text) {
        return Quotation.string(text, SHOWN);
    }
}
