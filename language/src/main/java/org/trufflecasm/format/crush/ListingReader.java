package org.trufflecasm.format.crush;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.trufflecasm.core.Limits;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.Quotation;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/**
 * Reads listings of capsules of the IR profile, as {@link ListingWriter} writes them
 * (docs/formats.md). Takes time and memory linear in the text.
 */
final class ListingReader {
    /** The directive that every listing begins with. */
    private static final String HEAD = ".capsule";

    private static final Pattern LITERAL = Pattern.compile("true|false|null");

    private final List<CrushFunction> functions = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private String version;
    private String lang;
    private String entry;
    private Manifest manifest;
    private long total;

    /** The function that is being read; null before the first one. */
    private String function;

    private int functionLine;
    private List<String> params;
    private List<String> locals;
    private Map<String, String> typeHints;
    private List<CrushInstruction> body;
    private Map<String, Integer> labels;
    private SourcePosition position;

    /** The value of an operand that names a label, until the function has been read. */
    private record LabelReference(String name, TextLine line, int column) {}

    private ListingReader() {}

    /** Whether the first line that is no comment begins as a listing does. */
    static boolean isListing(byte[] content, int start) {
        int at = start;
        while (at < content.length) {
            while (at < content.length && (content[at] == ' ' || content[at] == '\t')) {
                at++;
            }
            boolean comment =
                    at < content.length
                            && (content[at] == ';'
                                    || content[at] == '#'
                                    || (content[at] >= 0 && content[at] < ' '));
            if (!comment) {
                break;
            }
            while (at < content.length && content[at] != '\n') {
                at++;
            }
            at++;
        }
        byte[] head = HEAD.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < head.length; i++) {
            if (at + i >= content.length || content[at + i] != head[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a listing.
     *
     * @param content the whole file, in UTF-8
     * @throws LoadException with the line, if something is wrong with it
     */
    static CrushProgram read(byte[] content) {
        ListingReader reader = new ListingReader();
        AssemblyText.forEachLine(content, reader::read);
        reader.finishFunction();
        return new CrushProgram(
                reader.version,
                reader.lang,
                reader.entry,
                reader.manifest == null ? Manifest.EMPTY : reader.manifest,
                reader.functions,
                LineOrigin.INSTANCE);
    }

    private void read(TextLine line) {
        for (String label = line.label(); label != null; label = line.label()) {
            requireFunction(line);
            if (labels.putIfAbsent(label, body.size()) != null) {
                throw line.failure("a second label " + Quotation.name(label));
            }
        }
        if (line.atEnd()) {
            return;
        }
        if (!line.atString()) {
            String word = line.word("an instruction");
            if (word.startsWith(".")) {
                readDirective(word, line);
                line.end(word);
                return;
            }
            readInstruction(word, line);
        } else {
            readInstruction(line.string("an opcode"), line);
        }
    }

    private void requireFunction(TextLine line) {
        if (function == null) {
            throw line.failure("this belongs behind .func");
        }
    }

    private void readDirective(String directive, TextLine line) {
        switch (directive) {
            case HEAD -> {
                checkFirst(version, directive, line);
                version =
                        VersionGate.check(
                                json(line, String.class, "a version, a string"),
                                LineOrigin.INSTANCE,
                                line.line());
            }
            case ".lang" -> {
                checkFirst(lang, directive, line);
                lang = (String) json(line, String.class, "a string");
            }
            case ".entry" -> {
                checkFirst(entry, directive, line);
                entry = name(line);
            }
            case ".manifest" -> {
                checkFirst(manifest, directive, line);
                manifest = AssemblyText.manifest(line);
            }
            case ".func" -> beginFunction(line);
            case ".params" -> {
                requireFunction(line);
                checkFirst(params, directive, line);
                params = strings(line);
            }
            case ".locals" -> {
                requireFunction(line);
                checkFirst(locals, directive, line);
                locals = strings(line);
            }
            case ".hints" -> {
                requireFunction(line);
                checkFirst(typeHints, directive, line);
                typeHints = stringsByName(line);
            }
            case ".loc" -> {
                requireFunction(line);
                position = AssemblyText.location(line);
            }
            default -> throw line.failure("unknown directive " + Quotation.name(directive));
        }
    }

    private static void checkFirst(Object value, String directive, TextLine line) {
        if (value != null) {
            throw line.failure("a second " + directive);
        }
    }

    private void beginFunction(TextLine line) {
        finishFunction();
        function = name(line);
        functionLine = line.line();
        if (!names.add(function)) {
            throw line.failure("a second function " + Quotation.name(function));
        }
        if (names.size() > Limits.MAX_FUNCTIONS) {
            throw line.failure(
                    ErrorKind.LoadError,
                    "the capsule has more than " + Limits.MAX_FUNCTIONS + " functions");
        }
        params = null;
        locals = null;
        typeHints = null;
        body = new ArrayList<>();
        labels = new HashMap<>();
        position = null;
    }

    private void finishFunction() {
        if (function == null) {
            return;
        }
        body.replaceAll(this::resolved);
        functions.add(
                new CrushFunction(
                        function,
                        params == null ? List.of() : params,
                        locals == null ? List.of() : locals,
                        typeHints == null ? Map.of() : typeHints,
                        body,
                        functionLine));
    }

    private void readInstruction(String op, TextLine line) {
        requireFunction(line);
        if (body.size() == Limits.MAX_FUNCTION_INSTRUCTIONS
                || total++ == Limits.MAX_PROGRAM_INSTRUCTIONS) {
            throw line.failure(ErrorKind.LoadError, "there are too many instructions");
        }
        Map<String, Object> operands = new HashMap<>();
        while (!line.atEnd()) {
            String key = line.key();
            if (!CrushOpcode.isOperandKey(key)) {
                throw line.failure("no instruction has an operand " + Quotation.name(key));
            }
            String value = line.value();
            boolean label = TextLine.isLabel(value) && !LITERAL.matcher(value).matches();
            if (operands.put(
                            key,
                            label
                                    ? new LabelReference(value, line, line.column())
                                    : json(value, line))
                    != null) {
                throw line.failure("a second operand " + Quotation.name(key));
            }
        }
        body.add(new CrushInstruction(op, Map.copyOf(operands), position, line.line()));
    }

    private CrushInstruction resolved(CrushInstruction instruction) {
        if (instruction.operands().values().stream().noneMatch(LabelReference.class::isInstance)) {
            return instruction;
        }
        Map<String, Object> operands = new HashMap<>(instruction.operands());
        operands.replaceAll(
                (key, value) -> value instanceof LabelReference label ? target(label) : value);
        return new CrushInstruction(
                instruction.op(),
                Map.copyOf(operands),
                instruction.position(),
                instruction.offset());
    }

    private Long target(LabelReference label) {
        Integer target = labels.get(label.name);
        if (target == null) {
            throw LoadException.inLine(
                    ErrorKind.ParseError,
                    "there is no label " + Quotation.name(label.name) + " in this function",
                    label.line.line(),
                    label.column);
        }
        return target.longValue();
    }

    private static String name(TextLine line) {
        return line.atString()
                ? line.string("the name of a function")
                : line.word("the name of a function");
    }

    private static List<String> strings(TextLine line) {
        List<?> list = (List<?>) json(line, List.class, "a list of strings");
        if (!list.stream().allMatch(String.class::isInstance)) {
            throw line.failure("expected a list of strings");
        }
        return list.stream().map(String.class::cast).toList();
    }

    private static Map<String, String> stringsByName(TextLine line) {
        Map<?, ?> map = (Map<?, ?>) json(line, Map.class, "an object of strings");
        Map<String, String> strings = new LinkedHashMap<>();
        map.forEach(
                (key, value) -> {
                    if (!(value instanceof String text)) {
                        throw line.failure("expected an object of strings");
                    }
                    strings.put((String) key, text);
                });
        return strings;
    }

    private static Object json(TextLine line, Class<?> type, String what) {
        line.atEnd();
        Object value = json(line.value(), line);
        if (!type.isInstance(value)) {
            throw line.failure("expected " + what);
        }
        return value;
    }

    private static Object json(String text, TextLine line) {
        Object value;
        JsonToken behind;
        try {
            JsonCursor cursor =
                    new JsonCursor(new CapsuleText(text.getBytes(StandardCharsets.UTF_8), 0));
            value = cursor.next() == null ? null : cursor.value();
            behind = cursor.next();
        } catch (LoadException refused) {
            throw line.failure(refused.kind(), refused.problem());
        }
        if (value == null || behind != null) {
            throw line.failure("expected a value of JSON");
        }
        return value;
    }
}
