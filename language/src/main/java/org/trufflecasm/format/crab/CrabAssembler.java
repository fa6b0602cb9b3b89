package org.trufflecasm.format.crab;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.Quotation;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.ContentStart;

/**
 * Makes a module of CVM text, see docs/formats/crab.md. In time and memory in proportion to the
 * text. What the verifier checks is not checked here.
 */
final class CrabAssembler {
    /** The directive that begins a text. */
    static final String HEADER = ".crab";

    private static final int MAX_U16 = 0xFFFF;
    private static final long MAX_U32 = 0xFFFF_FFFFL;
    private static final int SHOWN = 60;

    private final List<CrabConstant> constants = new ArrayList<>();
    private final Map<CrabConstant, Integer> constantIndexes = new HashMap<>();
    private final List<CrabFunction> functions = new ArrayList<>();
    private final List<CrabSymbol> symbols = new ArrayList<>();
    private final Map<String, Integer> functionNames = new HashMap<>();
    private final Map<String, Integer> globals = new HashMap<>();
    private final Map<String, Integer> natives = new HashMap<>();
    private final List<FunctionText> texts = new ArrayList<>();
    private FunctionText current;
    private boolean begun;
    private String entryName;
    private CrabLine entryLine;

    /** A function whose names are not yet resolved. */
    private static final class FunctionText {
        final int arity;
        final int results;
        final int locals;
        final List<CrabInstruction> code = new ArrayList<>();
        final List<Reference> references = new ArrayList<>();
        final Map<String, Integer> labels = new HashMap<>();

        FunctionText(int arity, int results, int locals) {
            this.arity = arity;
            this.results = results;
            this.locals = locals;
        }
    }

    /** An operand that is a name, of the instruction at {@code index}. */
    private record Reference(int index, String name, CrabLine line) {}

    private CrabAssembler() {}

    /** Whether a file is CVM text: its first line that is no comment says so. */
    static boolean isText(byte[] content) {
        int at = ContentStart.of(content);
        while (at < content.length) {
            byte b = content[at];
            if (b == ';') {
                while (at < content.length && content[at] != '\n') {
                    at++;
                }
            } else if (b == ' ' || b == '\t' || b == '\r' || b == '\n') {
                at++;
            } else {
                break;
            }
        }
        for (int i = 0; i < HEADER.length(); i++) {
            if (at + i >= content.length || content[at + i] != HEADER.charAt(i)) {
                return false;
            }
        }
        int end = at + HEADER.length();
        return end == content.length || content[end] <= ' ' || content[end] == ';';
    }

    /**
     * Assembles a module.
     *
     * @param content the whole text, in UTF-8
     * @throws LoadException (ParseError) with the line
     */
    static CrabModule assemble(byte[] content) {
        CrabAssembler assembler = new CrabAssembler();
        int number = 1;
        for (int i = 0; i < ContentStart.of(content); i++) {
            number += content[i] == '\n' ? 1 : 0;
        }
        String text = decode(content, ContentStart.of(content));
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            assembler.line(new CrabLine(text.substring(start, end), number++));
            start = end + 1;
        }
        return assembler.finish();
    }

    private static String decode(byte[] content, int start) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content, start, content.length - start))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new LoadException(
                    ErrorKind.ParseError, "the text is not UTF-8", LoadException.Place.UNKNOWN);
        }
    }

    private void line(CrabLine line) {
        if (line.atEnd()) {
            return;
        }
        String word = line.word("a directive or an instruction");
        if (!begun) {
            begin(word, line);
        } else if (word.startsWith(".")) {
            directive(word, line);
        } else if (word.endsWith(":")) {
            label(word.substring(0, word.length() - 1), line);
        } else {
            instruction(word, line);
        }
        line.requireEnd();
    }

    private void begin(String word, CrabLine line) {
        if (!word.equals(HEADER)) {
            throw line.failure("the text does not begin with " + HEADER + " 1");
        }
        long version = line.count("the version", MAX_U16);
        if (version != CrabReader.VERSION) {
            throw LoadException.inLine(
                    ErrorKind.BadVersion,
                    "version " + version + " is not version " + CrabReader.VERSION,
                    line.number(),
                    1);
        }
        begun = true;
    }

    private void directive(String word, CrabLine line) {
        switch (word) {
            case ".const" -> add(literal(line));
            case ".func" -> function(line);
            case ".global" -> {
                String name = line.name("the name of a global");
                globals.putIfAbsent(name, symbols.size());
                symbols.add(new CrabSymbol(CrabSymbol.Kind.GLOBAL, name, 0));
            }
            case ".native" -> {
                String name = line.name("the name of a native");
                natives.putIfAbsent(name, symbols.size());
                int arity = (int) line.count("its count of arguments", MAX_U16);
                int results = (int) line.count("its count of results", 1);
                symbols.add(CrabSymbol.ofNative(name, arity, results));
            }
            case ".symbol" -> {
                String name = line.name("the name of a function");
                long index = line.count("the index of a function", MAX_U32);
                functionNames.putIfAbsent(name, (int) index);
                symbols.add(new CrabSymbol(CrabSymbol.Kind.FUNCTION, name, index));
            }
            case ".entry" -> {
                entryName = line.name("the name or index of a function");
                entryLine = line;
            }
            default ->
                    throw line.failure(
                            "unknown directive "
                                    + Quotation.plain(word, SHOWN)
                                    + "; there are .const, .func, .global, .native, .symbol and"
                                    + " .entry");
        }
    }

    private void function(CrabLine line) {
        String name = line.atString() ? line.string() : null;
        String first = line.word("the name of a function, or its count of arguments");
        if (name == null && !isDigit(first.charAt(0))) {
            name = first;
            first = line.word("its count of arguments");
        }
        if (name != null) {
            functionNames.putIfAbsent(name, texts.size());
            symbols.add(new CrabSymbol(CrabSymbol.Kind.FUNCTION, name, texts.size()));
        }
        int arity = (int) line.count(first, "its count of arguments", MAX_U16);
        int results = (int) line.count("its count of results", 1);
        int locals = (int) line.count("its count of locals", MAX_U16);
        current = new FunctionText(arity, results, locals);
        texts.add(current);
    }

    private CrabConstant literal(CrabLine line) {
        if (line.atString()) {
            return new CrabConstant.Text(line.string());
        }
        String word = line.word("a constant");
        CrabConstant literal =
                switch (word) {
                    case "true" -> new CrabConstant.Truth(true);
                    case "false" -> new CrabConstant.Truth(false);
                    case "nil" -> new CrabConstant.Nil();
                    default -> CrabNumbers.parse(word);
                };
        if (literal == null) {
            throw line.failure(
                    "expected a Number, a string in double quotes, true, false or nil, found "
                            + Quotation.plain(word, SHOWN));
        }
        return literal;
    }

    private void label(String label, CrabLine line) {
        if (current == null) {
            throw line.failure("a label outside of functions");
        }
        if (label.isEmpty() || current.labels.put(label, current.code.size()) != null) {
            throw line.failure(
                    label.isEmpty()
                            ? "a label without a name"
                            : "the label " + Quotation.plain(label, SHOWN) + " is there twice");
        }
    }

    private void instruction(String first, CrabLine line) {
        if (current == null) {
            throw line.failure("an instruction outside of functions; .func begins one");
        }
        boolean wide = first.equals("WIDE");
        String name = wide ? line.word("the instruction that WIDE is about") : first;
        CrabOpcode opcode = CrabOpcode.named(name);
        if (opcode == null) {
            throw line.failure("unknown instruction " + Quotation.plain(name, SHOWN));
        }
        if (!opcode.hasOperand()) {
            if (wide) {
                throw line.failure("WIDE before " + name + ", which has no operand");
            }
            current.code.add(CrabInstruction.of(opcode));
            return;
        }
        if (opcode == CrabOpcode.LOAD_CONST && line.skip('=')) {
            long index = indexOf(literal(line));
            current.code.add(new CrabInstruction(opcode, index, wide || index > MAX_U16));
            return;
        }
        boolean quoted = line.atString();
        String operand = quoted ? line.string() : line.word("the operand of " + name);
        if (!quoted && !operand.isEmpty() && isDigit(operand.charAt(0))) {
            long value = line.count(operand, "the operand", wide ? MAX_U32 : MAX_U16);
            current.code.add(new CrabInstruction(opcode, value, wide));
            return;
        }
        current.references.add(new Reference(current.code.size(), operand, line));
        current.code.add(new CrabInstruction(opcode, 0, wide));
    }

    private int indexOf(CrabConstant constant) {
        if (!constantIndexes.containsKey(constant)) {
            add(constant);
        }
        return constantIndexes.get(constant);
    }

    private void add(CrabConstant constant) {
        constantIndexes.putIfAbsent(constant, constants.size());
        constants.add(constant);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private CrabModule finish() {
        if (!begun) {
            throw new LoadException(
                    ErrorKind.ParseError,
                    "the text does not begin with " + HEADER + " 1",
                    LoadException.Place.UNKNOWN);
        }
        for (FunctionText text : texts) {
            text.references.forEach(reference -> resolve(text, reference));
            functions.add(
                    new CrabFunction(
                            text.arity, text.results, text.locals, List.copyOf(text.code)));
        }
        return new CrabModule(
                List.copyOf(constants), List.copyOf(functions), List.copyOf(symbols), entry());
    }

    private void resolve(FunctionText text, Reference reference) {
        CrabInstruction open = text.code.get(reference.index);
        String name = reference.name;
        Integer value =
                switch (open.opcode().operand()) {
                    case TARGET -> name.startsWith("@") ? text.labels.get(name.substring(1)) : null;
                    case FUNCTION -> functionNames.get(name);
                    case GLOBAL -> globals.get(name);
                    case NATIVE -> natives.get(name);
                    case NONE, CONSTANT, LOCAL -> null;
                };
        if (value == null) {
            throw reference.line.failure(
                    "there is no " + what(open.opcode()) + " " + Quotation.plain(name, SHOWN));
        }
        if (!open.wide() && value > MAX_U16) {
            throw reference.line.failure(
                    "the operand is " + value + "; it needs WIDE before " + open.opcode());
        }
        text.code.set(reference.index, new CrabInstruction(open.opcode(), value, open.wide()));
    }

    private static String what(CrabOpcode opcode) {
        return switch (opcode.operand()) {
            case TARGET -> "label (written @NAME)";
            case FUNCTION -> "function";
            case GLOBAL -> "global";
            case NATIVE -> "native";
            case CONSTANT -> "constant (written as its index, or as =VALUE)";
            case NONE, LOCAL -> "number";
        };
    }

    private int entry() {
        if (entryName == null) {
            entryLine = new CrabLine("", 1);
            entryName = "0";
        }
        Integer named = functionNames.get(entryName);
        long entry =
                named != null
                        ? Integer.toUnsignedLong(named)
                        : entryLine.count(entryName, "the name or index of a function", MAX_U32);
        if (entry >= functions.size()) {
            throw badEntry("the entry is function " + entry + " of " + functions.size());
        }
        if (functions.get((int) entry).arity() > 0) {
            throw badEntry("the entry takes arguments");
        }
        for (CrabSymbol symbol : symbols) {
            if (symbol.kind() == CrabSymbol.Kind.FUNCTION
                    && symbol.argument() >= functions.size()) {
                throw LoadException.inLine(
                        ErrorKind.BadSymbol,
                        "a symbol names function " + symbol.argument() + " of " + functions.size(),
                        entryLine.number(),
                        1);
            }
        }
        return (int) entry;
    }

    private LoadException badEntry(String problem) {
        return LoadException.inLine(ErrorKind.BadEntry, problem, entryLine.number(), 1);
    }
}
