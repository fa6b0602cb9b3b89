package org.trufflecasm.format.crush;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.trufflecasm.core.Limits;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.core.Quotation;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.ContentStart;

/**
 * Reads a capsule of JSON or MessagePack into a {@link CrushProgram} in one pass.
 *
 * <p>A wrong shape is kept as {@link Misshapen} where it is met and reported at the end. What is
 * not JSON or MessagePack at all, and broken limits, are reported at once.
 */
final class CrushReader {
    private final CapsuleOrigin origin;
    private final CapsuleCursor cursor;

    /** Instructions read so far. */
    private long instructions;

    private Value version;
    private Value entry;
    private Value lang;
    private ManifestRange manifest;
    private Deferred<List<RawFunction>> functions;
    private boolean packageListing;
    private boolean topLevelInstructions;

    private record Value(Object value, int offset) {}

    /** Where the manifest stands; {@code token} is the first one of its value. */
    private record ManifestRange(JsonToken token, int start, int end) {}

    /** A value, or what is wrong with it. */
    private record Deferred<T>(T value, Misshapen problem) {}

    /**
     * A function; if {@code problem} is not null, it is not even an object. {@code body} is null if
     * absent.
     */
    private record RawFunction(
            Value name,
            Deferred<List<String>> params,
            List<String> locals,
            Map<String, String> typeHints,
            Deferred<List<CrushInstruction>> body,
            Misshapen problem,
            int offset) {}

    private CrushReader(CapsuleCursor cursor) {
        this.cursor = cursor;
        this.origin = cursor.origin();
    }

    /**
     * Reads a capsule from JSON.
     *
     * @param content the whole file, with or without a {@code #!} line; must not change afterwards
     * @throws LoadException if it is not JSON, has the wrong shape or version, or is beyond a limit
     */
    static CrushProgram read(byte[] content) {
        return read(new JsonCursor(new CapsuleText(content, ContentStart.of(content))));
    }

    /**
     * Reads a capsule from MessagePack, in either layout.
     *
     * @param content the whole file, with or without a {@code #!} line; must not change while it is
     *     read
     * @throws LoadException if it is not MessagePack, has the wrong shape or version, or is beyond
     *     a limit
     */
    static CrushProgram readMessagePack(byte[] content) {
        return read(new MessagePackCursor(content, ContentStart.of(content), content.length));
    }

    private static CrushProgram read(CapsuleCursor cursor) {
        CrushReader reader = new CrushReader(cursor);
        int start = reader.readTop();
        return reader.finish(start);
    }

    /** Reads the whole file; returns where the capsule begins in it. */
    private int readTop() {
        JsonToken first = cursor.next();
        int start = cursor.offset();
        if (first == JsonToken.START_OBJECT) {
            readFields();
        } else if (first == JsonToken.START_ARRAY && cursor.isPositional()) {
            readElements();
        } else {
            throw failure(ErrorKind.ParseError, "a capsule is an object", start);
        }
        if (cursor.next() != null) {
            throw failure(
                    ErrorKind.ParseError,
                    "there is something behind the end of the capsule",
                    cursor.offset());
        }
        return start;
    }

    /** Reads version, functions, manifest and language, in this order, as far as they are there. */
    private void readElements() {
        int count = 0;
        for (; cursor.next() != JsonToken.END_ARRAY; count++) {
            switch (count) {
                case 0 -> version = readValue();
                case 1 -> functions = deferred(this::readFunctions);
                case 2 -> manifest = readManifestRange();
                case 3 -> lang = readValue();
                default ->
                        throw failure(
                                ErrorKind.LoadError,
                                "a capsule that is a list has 4 elements at most",
                                cursor.offset());
            }
        }
    }

    private void readFields() {
        for (String key = cursor.nextKey(); key != null; key = cursor.nextKey()) {
            switch (key) {
                case "version" -> version = readValue();
                case "entry" -> entry = readValue();
                case "lang" -> lang = readValue();
                case "manifest" -> manifest = readManifestRange();
                case "functions" -> functions = deferred(this::readFunctions);
                case "code_hex" -> {
                    packageListing = true;
                    cursor.skip();
                }
                case "instructions" -> {
                    topLevelInstructions = true;
                    cursor.skip();
                }
                default -> cursor.skip();
            }
        }
    }

    private Value readValue() {
        int offset = cursor.offset();
        return new Value(cursor.value(), offset);
    }

    private ManifestRange readManifestRange() {
        JsonToken token = cursor.token();
        int start = cursor.offset();
        cursor.skip();
        return new ManifestRange(token, start, cursor.end());
    }

    /**
     * Reads the current value; if its shape is wrong, keeps the problem and goes to the end of the
     * value.
     */
    private <T> Deferred<T> deferred(Supplier<T> reading) {
        boolean structure = cursor.token().isStructStart();
        int depth = cursor.depth();
        try {
            return new Deferred<>(reading.get(), null);
        } catch (Misshapen problem) {
            while (structure && cursor.depth() >= depth) {
                cursor.next();
            }
            return new Deferred<>(null, problem);
        }
    }

    private List<RawFunction> readFunctions() {
        JsonToken token = cursor.token();
        if (token == JsonToken.START_OBJECT) {
            Map<String, RawFunction> byName = new LinkedHashMap<>();
            for (String key = cursor.nextKey(); key != null; key = cursor.nextKey()) {
                String name = cursor.pooled(key);
                byName.put(name, readFunction(new Value(name, cursor.offset())));
                checkFunctionCount(byName.size());
            }
            return new ArrayList<>(byName.values());
        }
        if (token == JsonToken.START_ARRAY) {
            List<RawFunction> list = new ArrayList<>();
            while (cursor.next() != JsonToken.END_ARRAY) {
                list.add(readFunction(null));
                checkFunctionCount(list.size());
            }
            return list;
        }
        throw token == JsonToken.VALUE_NULL
                ? misshapen(ErrorKind.MissingField, "missing field 'functions'")
                : misshapen(ErrorKind.LoadError, "'functions' must be an object or a list");
    }

    private void checkFunctionCount(int count) {
        if (count > Limits.MAX_FUNCTIONS) {
            throw failure(
                    ErrorKind.LoadError,
                    "the capsule has more than " + Limits.MAX_FUNCTIONS + " functions",
                    cursor.offset());
        }
    }

    /** Reads a function; {@code key} is its name where the functions are an object, else null. */
    private RawFunction readFunction(Value key) {
        int offset = cursor.offset();
        if (cursor.token() == JsonToken.START_ARRAY && cursor.isPositional()) {
            return readFunctionElements(key);
        }
        if (cursor.token() != JsonToken.START_OBJECT) {
            Misshapen problem = misshapen(ErrorKind.LoadError, "a function must be an object");
            cursor.skip();
            return new RawFunction(key, null, null, null, null, problem, offset);
        }
        Value ownName = null;
        Deferred<List<String>> params = new Deferred<>(List.of(), null);
        List<String> locals = List.of();
        Map<String, String> typeHints = Map.of();
        Deferred<List<CrushInstruction>> body = new Deferred<>(null, null);
        Deferred<List<CrushInstruction>> instructions = body;
        for (String field = cursor.nextKey(); field != null; field = cursor.nextKey()) {
            switch (field) {
                case "name" -> ownName = readValue();
                case "params" -> params = deferred(this::readParams);
                case "locals" -> locals = strings(cursor.value());
                case "type_hints" -> typeHints = stringsByName(cursor.value());
                case "body" -> body = deferred(this::readBody);
                case "instructions" -> instructions = deferred(this::readBody);
                default -> cursor.skip();
            }
        }
        boolean noBody = body.value == null && body.problem == null;
        return new RawFunction(
                key == null ? ownName : key,
                params,
                locals,
                typeHints,
                noBody ? instructions : body,
                null,
                offset);
    }

    /**
     * Reads parameters, locals, type hints if there are four elements, and the body. The third one
     * tells by its kind what it is: hints are an object or null, a body is a list.
     */
    private RawFunction readFunctionElements(Value key) {
        int offset = cursor.offset();
        Deferred<List<String>> params = new Deferred<>(List.of(), null);
        Deferred<List<CrushInstruction>> body = new Deferred<>(null, null);
        List<String> locals = List.of();
        Map<String, String> typeHints = Map.of();
        int count = 0;
        for (; cursor.next() != JsonToken.END_ARRAY; count++) {
            boolean hints = count == 2 && cursor.token() != JsonToken.START_ARRAY;
            if (count == 0) {
                params = deferred(this::readParams);
            } else if (count == 1) {
                locals = strings(cursor.value());
            } else if (hints) {
                typeHints = stringsByName(cursor.value());
            } else if (body.value == null && body.problem == null) {
                body = deferred(this::readBody);
            } else {
                throw failure(
                        ErrorKind.LoadError,
                        "a function that is a list has 4 elements at most",
                        cursor.offset());
            }
        }
        return new RawFunction(key, params, locals, typeHints, body, null, offset);
    }

    /** The strings of a list; none if it is anything else, since nothing depends on it. */
    private static List<String> strings(Object value) {
        return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    private static Map<String, String> stringsByName(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Map.of();
        }
        Map<String, String> strings = new LinkedHashMap<>();
        map.forEach(
                (name, type) -> {
                    if (type instanceof String text) {
                        strings.put((String) name, text);
                    }
                });
        return strings;
    }

    private List<String> readParams() {
        if (cursor.token() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (cursor.token() != JsonToken.START_ARRAY) {
            throw misshapen(ErrorKind.LoadError, "'params' must be a list of names");
        }
        List<String> params = new ArrayList<>();
        while (cursor.next() != JsonToken.END_ARRAY) {
            if (cursor.token() != JsonToken.VALUE_STRING) {
                throw misshapen(ErrorKind.LoadError, "'params' must be a list of names");
            }
            params.add(cursor.string());
        }
        return params;
    }

    private List<CrushInstruction> readBody() {
        if (cursor.token() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (cursor.token() != JsonToken.START_ARRAY) {
            throw misshapen(ErrorKind.LoadError, "'body' must be a list of instructions");
        }
        InstructionReader reader = new InstructionReader(cursor);
        List<CrushInstruction> body = new ArrayList<>();
        while (cursor.next() != JsonToken.END_ARRAY) {
            body.add(reader.read(body.size()));
            if (body.size() > Limits.MAX_FUNCTION_INSTRUCTIONS) {
                throw failure(
                        ErrorKind.LoadError,
                        "a function has more than "
                                + Limits.MAX_FUNCTION_INSTRUCTIONS
                                + " instructions",
                        cursor.offset());
            }
            if (++instructions > Limits.MAX_PROGRAM_INSTRUCTIONS) {
                throw failure(
                        ErrorKind.LoadError,
                        "the capsule has more than "
                                + Limits.MAX_PROGRAM_INSTRUCTIONS
                                + " instructions",
                        cursor.offset());
            }
        }
        return body;
    }

    /** Decides about what was kept, in this order: kind of file, version, shape, manifest. */
    private CrushProgram finish(int start) {
        if (functions == null && packageListing) {
            throw failure(ErrorKind.LoadError, "package listing, run the .cvm file", start);
        }
        String checkedVersion =
                version == null
                        ? VersionGate.DEFAULT
                        : VersionGate.check(version.value, origin, version.offset);
        if (functions == null && topLevelInstructions) {
            throw failure(ErrorKind.ParseError, InstructionReader.BOOK_FORM, start);
        }
        if (functions == null) {
            throw failure(ErrorKind.MissingField, "missing field 'functions'", start);
        }
        return new CrushProgram(
                checkedVersion,
                lang != null && lang.value instanceof String language ? language : null,
                checkedEntry(),
                checkedManifest(),
                checkedFunctions(),
                origin);
    }

    private String checkedEntry() {
        if (entry == null || entry.value == RawValue.Shape.NULL) {
            return null;
        }
        if (entry.value instanceof String name) {
            return name;
        }
        throw failure(ErrorKind.LoadError, "'entry' must be the name of a function", entry.offset);
    }

    private Manifest checkedManifest() {
        if (manifest == null || manifest.token == JsonToken.VALUE_NULL) {
            return Manifest.EMPTY;
        }
        if (manifest.token != JsonToken.START_OBJECT
                && !(manifest.token == JsonToken.START_ARRAY && cursor.isPositional())) {
            throw failure(ErrorKind.LoadError, "'manifest' must be an object", manifest.start);
        }
        return cursor.manifest(manifest.start, manifest.end);
    }

    private List<CrushFunction> checkedFunctions() {
        List<CrushFunction> checked = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (RawFunction raw : value(functions, null)) {
            CrushFunction function = checkedFunction(raw);
            if (!names.add(function.name())) {
                throw failure(
                        ErrorKind.LoadError,
                        "a second function has the name " + Quotation.name(function.name()),
                        raw.offset);
            }
            checked.add(function);
        }
        return checked;
    }

    private CrushFunction checkedFunction(RawFunction raw) {
        String name = raw.name != null && raw.name.value instanceof String string ? string : null;
        if (raw.problem != null) {
            throw raw.problem.toError(origin, name);
        }
        if (raw.name == null || raw.name.value == RawValue.Shape.NULL) {
            throw failure(ErrorKind.MissingField, "a function in a list has no 'name'", raw.offset);
        }
        if (name == null) {
            throw failure(
                    ErrorKind.LoadError,
                    "the name of a function must be a string",
                    raw.name.offset);
        }
        List<String> params = value(raw.params, name);
        List<CrushInstruction> body = value(raw.body, name);
        if (body == null) {
            throw new LoadException(
                    ErrorKind.MissingField,
                    "missing field 'body'",
                    origin.in(name, -1, raw.offset));
        }
        return new CrushFunction(
                name, List.copyOf(params), raw.locals, raw.typeHints, body, raw.offset);
    }

    private <T> T value(Deferred<T> deferred, String function) {
        if (deferred.problem != null) {
            throw deferred.problem.toError(origin, function);
        }
        return deferred.value;
    }

    private Misshapen misshapen(ErrorKind kind, String problem) {
        return new Misshapen(kind, problem, -1, cursor.offset());
    }

    private LoadException failure(ErrorKind kind, String problem, int offset) {
        return new LoadException(kind, problem, origin.at(offset));
    }
}
