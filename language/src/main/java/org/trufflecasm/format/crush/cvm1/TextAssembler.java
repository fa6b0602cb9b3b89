package org.trufflecasm.format.crush.cvm1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trufflecasm.core.Limits;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.Quotation;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.crush.AssemblyText;
import org.trufflecasm.format.crush.CrushOpcode;
import org.trufflecasm.format.crush.TextLine;

/**
 * Reads text assembly (specification §1.9), with our directives {@code .version}, {@code
 * .manifest}, {@code .entry}, {@code .extern} and {@code .loc} (docs/formats.md), which let a
 * listing say all that a binary says. Takes time and memory linear in the text.
 */
public final class TextAssembler {
    private final String file;
    private final List<Cvm1Instruction> instructions = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private final Map<String, Integer> functions = new LinkedHashMap<>();
    private final Set<String> constants = new LinkedHashSet<>();
    private final List<Reference> references = new ArrayList<>();

    /** Functions that are called though they do not exist; a call of one fails when it happens. */
    private final Set<String> missing = new HashSet<>();

    private int offset;
    private int version;
    private Manifest manifest;
    private boolean entryIsGiven;
    private String entryName;
    private TextLine entryLine;

    /** Where the instructions come from, by the newest {@code .loc}; null where there is none. */
    private SourcePosition location;

    private boolean located;

    /** An operand that is the name of a label or a function, to be looked up at the end. */
    private record Reference(int instruction, String name, int line, int column) {}

    private TextAssembler(String file) {
        this.file = file;
    }

    /**
     * Reads a capsule.
     *
     * @param content the whole file, in UTF-8; must not change while it is read
     * @param file what it is called in the positions of its instructions; null if it has no name
     * @throws LoadException {@code ParseError} with the line, if something is wrong with it
     */
    public static Cvm1Program assemble(byte[] content, String file) {
        TextAssembler assembler = new TextAssembler(file);
        AssemblyText.forEachLine(content, assembler::read);
        return assembler.finish();
    }

    private void read(TextLine line) {
        for (String label = line.label(); label != null; label = line.label()) {
            if (labels.putIfAbsent(label, instructions.size()) != null) {
                throw line.failure("a second label " + Quotation.name(label));
            }
        }
        if (line.atEnd()) {
            return;
        }
        String word = line.word("an instruction");
        if (word.startsWith(".")) {
            readDirective(word, line);
        } else {
            readInstruction(word, line);
        }
    }

    private void readDirective(String directive, TextLine line) {
        switch (directive) {
            case ".func" -> readFunction(line);
            case ".version" -> {
                int number = (int) integer(line, "a version", 0, 255);
                if (number != 1 && number != 2) {
                    throw line.failure(
                            ErrorKind.VersionMismatch, "unsupported CVM1 version: " + number);
                }
                checkFirst(version == 0, directive, line);
                version = number;
            }
            case ".manifest" -> {
                checkFirst(manifest == null, directive, line);
                manifest = AssemblyText.manifest(line);
            }
            case ".extern" -> missing.add(functionName(line));
            case ".entry" -> {
                checkFirst(!entryIsGiven, directive, line);
                entryIsGiven = true;
                entryName = line.atEnd() ? null : functionName(line);
                entryLine = line;
            }
            case ".loc" -> {
                located = true;
                location = AssemblyText.location(line);
            }
            default -> throw line.failure("unknown directive " + Quotation.name(directive));
        }
        line.end(directive);
    }

    private static void checkFirst(boolean first, String directive, TextLine line) {
        if (!first) {
            throw line.failure("a second " + directive);
        }
    }

    private void readFunction(TextLine line) {
        String name = functionName(line);
        if (functions.putIfAbsent(name, instructions.size()) != null) {
            throw line.failure("a second function " + Quotation.name(name));
        }
    }

    private void readInstruction(String mnemonic, TextLine line) {
        int column = line.column();
        CrushOpcode opcode =
                CrushOpcode.byMnemonic(mnemonic)
                        .orElseThrow(
                                () -> line.failure("unknown mnemonic " + Quotation.name(mnemonic)));
        if (instructions.size() == Limits.MAX_FUNCTION_INSTRUCTIONS) {
            throw line.failure(
                    ErrorKind.LoadError,
                    "the code has more than " + Limits.MAX_FUNCTION_INSTRUCTIONS + " instructions");
        }
        Object constant = null;
        int number = 0;
        switch (opcode.cvm1Operand()) {
            case NONE -> {}
            case INTEGER -> constant = integer(line, "an integer", Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> constant = TextNumbers.real(line);
            case STRING -> constant = string(line, "an operand");
            case FUNCTION -> {
                String name = functionName(line);
                constants.add(name);
                references.add(
                        new Reference(instructions.size(), name, line.line(), line.column()));
                constant = name;
            }
            case CAPABILITY -> {
                constant = string(line, "a capability");
                number = (int) integer(line, "a count of arguments", 0, 255);
            }
            case SLOT -> number = (int) integer(line, "a slot", 0, 65_535);
            case COUNT -> number = (int) integer(line, "a count", 0, 65_535);
            case ADDRESS -> {
                String name = line.word("a label");
                references.add(
                        new Reference(instructions.size(), name, line.line(), line.column()));
            }
        }
        line.end(opcode.mnemonic());
        SourcePosition position =
                located ? location : new SourcePosition(file, line.line(), column);
        instructions.add(new Cvm1Instruction(opcode, offset, constant, number, position));
        offset += instructions.getLast().size();
    }

    private static long integer(TextLine line, String what, long minimum, long maximum) {
        return TextNumbers.integer(line, what, minimum, maximum);
    }

    private String string(TextLine line, String what) {
        String string = line.string(what);
        constants.add(string);
        return string;
    }

    private static String functionName(TextLine line) {
        if (line.atString()) {
            return line.string("the name of a function");
        }
        String name = line.word("the name of a function");
        if (!TextLine.isFunctionName(name)) {
            throw line.failure(Quotation.name(name) + " cannot be the name of a function");
        }
        return name;
    }

    private Cvm1Program finish() {
        for (Reference reference : references) {
            resolve(reference);
        }
        return new Cvm1Program(
                version == 0 ? Cvm1Program.DEFAULT_VERSION : version,
                manifest == null ? Manifest.EMPTY : manifest,
                functions,
                entry(),
                entryName == null ? 0 : functions.get(entryName),
                List.copyOf(constants),
                instructions,
                !located);
    }

    private void resolve(Reference reference) {
        Cvm1Instruction instruction = instructions.get(reference.instruction);
        if (instruction.constant() != null) {
            if (!functions.containsKey(reference.name) && !missing.contains(reference.name)) {
                throw failure(reference, "there is no function " + Quotation.name(reference.name));
            }
            return;
        }
        Integer target = labels.get(reference.name);
        if (target == null) {
            throw failure(reference, "there is no label " + Quotation.name(reference.name));
        }
        instructions.set(
                reference.instruction,
                new Cvm1Instruction(
                        instruction.opcode(),
                        instruction.offset(),
                        null,
                        target,
                        instruction.position()));
    }

    private static LoadException failure(Reference reference, String problem) {
        return LoadException.inLine(
                ErrorKind.ParseError, problem, reference.line, reference.column);
    }

    /** Sets the name of the entry: as said, else main, else the first function. */
    private String entry() {
        if (!entryIsGiven) {
            entryName =
                    functions.isEmpty() || functions.containsKey("main")
                            ? (functions.isEmpty() ? null : "main")
                            : functions.keySet().iterator().next();
        } else if (entryName != null && !functions.containsKey(entryName)) {
            throw entryLine.failure("there is no function " + Quotation.name(entryName));
        }
        return entryName;
    }
}
