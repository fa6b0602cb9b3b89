package org.trufflecasm.capability;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.core.CapabilityNames;

/**
 * <b>The</b> table of the capabilities that the specification describes (§5), registered here or
 * not. A capsule is lowered the same way whether or not its host has a capability: that {@code
 * fs.write} gives no value must be known even where nobody offers it. Lists of capabilities and the
 * documentation derive from it.
 */
public final class KnownCapabilities {

    /**
     * One argument of a capability.
     *
     * @param name what it is
     * @param type the guest type it must have; {@code any} for all, {@code text} for any value of
     *     which only the text counts
     * @param optional whether it may be left out
     * @param repeated whether any number of such arguments may follow, none included
     */
    public record Parameter(String name, String type, boolean optional, boolean repeated) {

        /** {@code name: type}, {@code [name: type]} or {@code name: type...}. */
        static Parameter parse(String text) {
            boolean optional = text.startsWith("[");
            boolean repeated = text.endsWith("...");
            String bare =
                    optional
                            ? text.substring(1, text.length() - 1)
                            : repeated ? text.substring(0, text.length() - 3) : text;
            int colon = bare.indexOf(':');
            return new Parameter(
                    bare.substring(0, colon), bare.substring(colon + 2), optional, repeated);
        }

        @Override
        public String toString() {
            String shown = name + ": " + type + (repeated ? "..." : "");
            return optional ? "[" + shown + "]" : shown;
        }
    }

    /**
     * How a capability is called.
     *
     * @param name canonical name
     * @param parameters its arguments; optional ones come last, at most one is repeated
     * @param result the type of what a call gives; {@code null} (the word) for nothing
     * @param summary what it does, in a few words
     */
    public record Signature(
            String name, List<Parameter> parameters, String result, String summary) {

        /** The smallest number of arguments. */
        public int minimum() {
            return (int)
                    parameters.stream()
                            .filter(parameter -> !parameter.optional && !parameter.repeated)
                            .count();
        }

        /** The largest number of arguments; {@link HostFunction#ANY} if there is none. */
        public int maximum() {
            return parameters.stream().anyMatch(Parameter::repeated)
                    ? HostFunction.ANY
                    : parameters.size();
        }

        /** The one number of arguments it takes; {@link HostFunction#ANY} if there are several. */
        public int arity() {
            return minimum() == maximum() ? minimum() : HostFunction.ANY;
        }

        /** Whether a call gives a value. */
        public boolean returnsValue() {
            return !result.equals(NOTHING);
        }

        /** What its scopes are about. */
        public ScopeKind scope() {
            return ScopeKind.of(name);
        }
    }

    /** The result of a capability that gives none. */
    private static final String NOTHING = "null";

    /** Name, arguments, result, summary. */
    private static final String[][] ROWS = {
        {"io.print", "values: text...", NOTHING, "prints the texts and a line feed"},
        {"io.eprint", "values: text...", NOTHING, "the same, to standard error"},
        {"io.read", "", "str", "reads a line; empty at the end of the input"},
        {"str.concat", "values: text...", "str", "joins the texts"},
        {"str.len", "s: text", "int", "length in bytes of UTF-8"},
        {"str.contains", "s: text, part: text", "bool", "whether the part occurs"},
        {"str.split", "s: text, delimiter: text", "array", "the parts between delimiters"},
        {"str.replace", "s: text, old: text, new: text", "str", "replaces all occurrences"},
        {"str.join", "array: array, delimiter: text", "str", "joins the elements' texts"},
        {"str.starts_with", "s: text, start: text", "bool", "whether it starts so"},
        {"str.ends_with", "s: text, end: text", "bool", "whether it ends so"},
        {"str.to_upper", "s: text", "str", "upper case"},
        {"str.to_lower", "s: text", "str", "lower case"},
        {"str.trim", "s: text", "str", "without blanks at both ends"},
        {"str.trim_start", "s: text", "str", "without blanks at the start"},
        {"str.trim_end", "s: text", "str", "without blanks at the end"},
        {"str.repeat", "s: text, count: int", "str", "the text again and again"},
        {"str.substring", "s: text, from: int, to: int", "str", "a part, by code points"},
        {"str.char_at", "s: text, index: int", "str", "a code point; empty out of range"},
        {"str.index_of", "s: text, part: text", "int", "where the part begins, or -1"},
        {"str.pad_left", "s: text, width: int, fill: text", "str", "filled up at the start"},
        {"str.pad_right", "s: text, width: int, fill: text", "str", "filled up at the end"},
        {"str.format", "template: text, values: text...", "str", "replaces {}, {0}, {1}, …"},
        {"append", "array: array, value: any", "array", "appends in place"},
        {"push", "array: array, value: any", "array", "appends in place"},
        {"arr_set", "container: any, index: any, value: any", "any", "sets an element or entry"},
        {"arr_get", "container: any, index: any", "any", "an element or entry, or null"},
        {"arr_slice", "array: array, start: int, [end: int]", "array", "a copy of a part"},
        {"make_range", "[from: int], [to: int]", "array", "from … to-1; 0 … 99 without both"},
        {"math.sqrt", "x: number", "float", "square root"},
        {"math.abs", "x: number", "float", "absolute value"},
        {"math.floor", "x: number", "float", "rounds down"},
        {"math.ceil", "x: number", "float", "rounds up"},
        {"math.round", "x: number", "float", "rounds half away from zero"},
        {"math.sin", "x: number", "float", "sine of an angle in radians"},
        {"math.cos", "x: number", "float", "cosine of an angle in radians"},
        {"math.tan", "x: number", "float", "tangent of an angle in radians"},
        {"math.pow", "base: number, exponent: number", "float", "power"},
        {"math.min", "x: number, y: number", "float", "the smaller one"},
        {"math.max", "x: number, y: number", "float", "the larger one"},
        {"math.pi", "", "float", "the number pi"},
        {"math.random", "", "float", "from 0 up to, but without, 1"},
        {"math.random_int", "low: int, high: int", "int", "from low up to, but without, high"},
        {"math.seed", "n: int", "int", "starts the random numbers anew; gives n"},
        {"conv.to_int", "value: any", "int", "as int, or null"},
        {"conv.to_float", "value: any", "float", "as float, or null"},
        {"conv.to_str", "value: any", "str", "as text"},
        {"conv.to_bool", "value: any", "bool", "as bool, or null"},
        {"conv.parse_int", "s: str, radix: int", "int", "digits of a radix, or null"},
        {"conv.parse_float", "s: str", "float", "a decimal number, or null"},
        {"conv.type_of", "value: any", "str", "name of the type"},
        {"collections.len", "collection: any", "int", "number of elements"},
        {"collections.reverse", "array: array", "array", "a copy, last element first"},
        {"collections.includes", "array: array, value: any", "bool", "whether it holds an equal"},
        {"collections.flatten", "array: array", "array", "elements of its elements"},
        {"collections.chunk", "array: array, size: int", "array", "arrays of so many elements"},
        {"collections.zip", "a: array, b: array", "array", "pairs, up to the shorter length"},
        {"collections.unique", "array: array", "array", "the first of equal elements"},
        {"json.parse", "text: str", "any", "reads JSON"},
        {"json.stringify", "value: any", "str", "writes JSON in one line"},
        {"json.stringify_pretty", "value: any", "str", "writes JSON with indentation"},
        {"path.join", "parts: text...", "str", "joins with single slashes"},
        {"path.basename", "path: text", "str", "the last name"},
        {"path.dirname", "path: text", "str", "what is before the last name"},
        {"path.extname", "path: text", "str", "the last name's ending with its dot"},
        {"path.stem", "path: text", "str", "the last name without its ending"},
        {"path.normalize", "path: text", "str", "resolves . and .. by text"},
        {"path.is_absolute", "path: text", "bool", "whether it begins with a slash"},
        {"regex.test", "pattern: str, text: str", "bool", "whether it matches somewhere"},
        {"regex.match", "pattern: str, text: str", "array", "first match and groups, or null"},
        {"regex.find_all", "pattern: str, text: str", "array", "all matches"},
        {"regex.replace", "pattern: str, text: str, new: str", "str", "replaces all; $1 = group"},
        {"regex.split", "pattern: str, text: str", "array", "the parts between matches"},
        {"fs.read", "path: str", "str", "the text of a file"},
        {"fs.write", "path: str, text: text", NOTHING, "writes a file, or replaces it"},
        {"fs.exists", "path: str", "bool", "whether there is a file or folder"},
        {"fs.list", "path: str", "array", "names in a folder, sorted"},
        {"fs.delete", "path: str", NOTHING, "removes a file or an empty folder"},
        {"sys.env", "name: str", "str", "an environment variable, or null"},
        {"sys.args", "", "array", "the arguments behind the capsule's name"},
        {"sys.exit", "status: int", NOTHING, "ends the process"},
        {"sys.exec", "command: str, arguments: any...", "str", "runs it: JSON of its output"},
        {"net.http", "url: str", "str", "asks for a page"},
        {"net.http_post", "url: str, body: text", "str", "sends a text, gives the answer"},
        {"time.now", "", "int", "seconds since 1970"},
        {"time.sleep", "milliseconds: int", NOTHING, "waits"},
        {"crypto.sha256", "text: text", "str", "hash of its UTF-8, hexadecimal"},
        {"crypto.random", "count: int", "str", "random bytes, at most 4096, as Base64"},
        {"bench.step", "x: int", "int", "(x + 7) & 65535, for measuring"},
    };

    private static final Map<String, Signature> TABLE = new LinkedHashMap<>();

    static {
        for (String[] row : ROWS) {
            List<Parameter> parameters =
                    row[1].isEmpty()
                            ? List.of()
                            : Arrays.stream(row[1].split(", ", -1)).map(Parameter::parse).toList();
            TABLE.put(row[0], new Signature(row[0], parameters, row[2], row[3]));
        }
    }

    private KnownCapabilities() {}

    /**
     * The signature of a capability under any of its spellings; null if the specification has none
     * of that name.
     */
    public static Signature find(String name) {
        return TABLE.get(CapabilityNames.canonical(name));
    }

    /**
     * Whether a call of a capability gives a value where nobody has registered it before capsules
     * are loaded: as the specification says, else it does.
     */
    public static boolean givesValue(String name) {
        Signature signature = find(name);
        return signature == null || signature.returnsValue();
    }

    /** All signatures, in the order of the specification. */
    public static Collection<Signature> all() {
        return Collections.unmodifiableCollection(TABLE.values());
    }
}
