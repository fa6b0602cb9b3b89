package org.trufflecasm.format.crab;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.Quotation;

/** Writes a module as text, of which {@link CrabAssembler} makes an equal module. */
final class CrabTextWriter {
    private static final int COMMENT_COLUMN = 32;
    private static final int SHOWN = 60;

    private final CrabModule module;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Integer> functionNames;
    private final Map<String, Integer> globalNames;
    private final Map<String, Integer> nativeNames;
    private int nextSymbol;

    private CrabTextWriter(CrabModule module) {
        this.module = module;
        this.functionNames = unique(CrabSymbol.Kind.FUNCTION);
        this.globalNames = unique(CrabSymbol.Kind.GLOBAL);
        this.nativeNames = unique(CrabSymbol.Kind.NATIVE);
    }

    /**
     * The text of a module, verified or not.
     *
     * @param title what is said in a comment; null for nothing
     */
    static String write(CrabModule module, String title) {
        return new CrabTextWriter(module).module(title);
    }

    /** The names that only one symbol of a kind has and that read as a word; else -1. */
    private Map<String, Integer> unique(CrabSymbol.Kind kind) {
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < module.symbols().size(); i++) {
            CrabSymbol symbol = module.symbols().get(i);
            if (symbol.kind() == kind) {
                names.merge(symbol.name(), isWord(symbol.name()) ? i : -1, (a, b) -> -1);
            }
        }
        return names;
    }

    private static boolean isWord(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            boolean other = (c >= '0' && c <= '9') || c == '.';
            if (!letter && (i == 0 || !other)) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static String name(String name) {
        return isWord(name) ? name : Quotation.string(name);
    }

    private String module(String title) {
        if (title != null) {
            text.append("; ").append(Quotation.plain(title, SHOWN)).append('\n');
        }
        text.append(CrabAssembler.HEADER).append(" 1\n\n");
        for (int i = 0; i < module.constants().size(); i++) {
            int start = text.length();
            text.append(".const ").append(literal(module.constants().get(i)));
            comment(start, Integer.toString(i));
        }
        for (int i = 0; i < module.functions().size(); i++) {
            function(i);
        }
        text.append('\n');
        while (nextSymbol < module.symbols().size()) {
            symbol(module.symbols().get(nextSymbol++));
        }
        text.append(".entry ").append(module.entry()).append('\n');
        return text.toString();
    }

    private static String literal(CrabConstant constant) {
        return switch (constant) {
            case CrabConstant.Numeral number -> CrabNumbers.text(number);
            case CrabConstant.Text(String content) -> Quotation.string(content);
            case CrabConstant.Truth(boolean value) -> Boolean.toString(value);
            case CrabConstant.Nil none -> "nil";
        };
    }

    private void symbol(CrabSymbol symbol) {
        switch (symbol.kind()) {
            case GLOBAL -> text.append(".global ").append(name(symbol.name()));
            case NATIVE ->
                    text.append(".native ")
                            .append(name(symbol.name()))
                            .append(' ')
                            .append(symbol.arity())
                            .append(' ')
                            .append(symbol.results());
            case FUNCTION ->
                    text.append(".symbol ")
                            .append(name(symbol.name()))
                            .append(' ')
                            .append(symbol.argument());
        }
        text.append('\n');
    }

    /** A function gets its name where its symbol comes next; so the symbols keep their order. */
    private void function(int index) {
        CrabFunction function = module.functions().get(index);
        text.append('\n');
        while (nextSymbol < module.symbols().size()
                && module.symbols().get(nextSymbol).kind() != CrabSymbol.Kind.FUNCTION) {
            symbol(module.symbols().get(nextSymbol++));
        }
        int start = text.length();
        text.append(".func ");
        if (nextSymbol < module.symbols().size()
                && module.symbols().get(nextSymbol).argument() == index) {
            text.append(name(module.symbols().get(nextSymbol++).name())).append(' ');
        }
        text.append(function.arity())
                .append(' ')
                .append(function.results())
                .append(' ')
                .append(function.locals());
        comment(start, "function " + index + ": arguments, results, locals");
        code(function.code());
    }

    private void code(List<CrabInstruction> code) {
        BitSet targets = new BitSet(code.size() + 1);
        for (CrabInstruction instruction : code) {
            if (isLabel(instruction, code)) {
                targets.set(instruction.index());
            }
        }
        for (int i = 0; i <= code.size(); i++) {
            if (targets.get(i)) {
                text.append('L').append(i).append(":\n");
            }
            if (i < code.size()) {
                instruction(code.get(i), code);
            }
        }
    }

    private static boolean isLabel(CrabInstruction instruction, List<CrabInstruction> code) {
        return instruction.opcode().operand() == CrabOperand.TARGET
                && instruction.operand() <= code.size();
    }

    private void instruction(CrabInstruction instruction, List<CrabInstruction> code) {
        int start = text.length();
        text.append("    ");
        if (instruction.wide()) {
            text.append("WIDE ");
        }
        text.append(instruction.opcode());
        if (!instruction.opcode().hasOperand()) {
            text.append('\n');
            return;
        }
        text.append(' ');
        if (isLabel(instruction, code)) {
            text.append("@L").append(instruction.operand()).append('\n');
            return;
        }
        String named = operandName(instruction);
        text.append(named == null ? Long.toString(instruction.operand()) : named);
        boolean constant =
                instruction.opcode().operand() == CrabOperand.CONSTANT
                        && instruction.operand() < module.constants().size();
        if (constant) {
            CrabConstant value = module.constants().get(instruction.index());
            comment(
                    start,
                    value instanceof CrabConstant.Text(String content)
                            ? Quotation.string(content, SHOWN)
                            : literal(value));
        } else {
            text.append('\n');
        }
    }

    /** The name by which the operand can be written; null if only its number is certain. */
    private String operandName(CrabInstruction instruction) {
        CrabSymbol.Kind kind =
                switch (instruction.opcode().operand()) {
                    case FUNCTION -> CrabSymbol.Kind.FUNCTION;
                    case GLOBAL -> CrabSymbol.Kind.GLOBAL;
                    case NATIVE -> CrabSymbol.Kind.NATIVE;
                    case NONE, CONSTANT, TARGET, LOCAL -> null;
                };
        if (kind == null) {
            return null;
        }
        if (kind == CrabSymbol.Kind.FUNCTION) {
            if (instruction.operand() >= module.functions().size()) {
                return null;
            }
            String name = module.functionName(instruction.index());
            Integer symbol = functionNames.get(name);
            boolean certain =
                    symbol != null
                            && symbol >= 0
                            && module.symbols().get(symbol).argument() == instruction.operand();
            return certain ? name : null;
        }
        if (instruction.operand() >= module.symbols().size()) {
            return null;
        }
        CrabSymbol symbol = module.symbols().get(instruction.index());
        Map<String, Integer> names = kind == CrabSymbol.Kind.GLOBAL ? globalNames : nativeNames;
        Integer index = symbol.kind() == kind ? names.get(symbol.name()) : null;
        return index != null && index == instruction.index() ? symbol.name() : null;
    }

    private void comment(int lineStart, String comment) {
        text.repeat(' ', Math.max(1, lineStart + COMMENT_COLUMN - text.length()))
                .append("; ")
                .append(comment)
                .append('\n');
    }
}
