package org.trufflecasm.capability;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trufflecasm.core.CapabilityNames;

/**
 * <b>The</b> table of the capabilities that the specification describes (§5), registered here or
 * not. A capsule is lowered the same way whether or not its host has a capability: that {@code
 * fs.write} gives no value must be known even where nobody offers it.
 */
public final class KnownCapabilities {

    /**
     * How a capability is called.
     *
     * @param name canonical name
     * @param minimum the smallest number of arguments
     * @param maximum the largest number of arguments; {@link HostFunction#ANY} if there is none
     * @param returnsValue whether a call gives a value
     */
    public record Signature(String name, int minimum, int maximum, boolean returnsValue) {

        /** The one number of arguments it takes; {@link HostFunction#ANY} if there are several. */
        public int arity() {
            return minimum == maximum ? minimum : HostFunction.ANY;
        }
    }

    private static final int ANY = HostFunction.ANY;

    private static final Map<String, Signature> TABLE = new LinkedHashMap<>();

    static {
        nothing(0, ANY, "io.print", "io.eprint");
        value(0, 0, "io.read");

        value(0, ANY, "str.concat");
        value(
                1,
                1,
                "str.len",
                "str.to_upper",
                "str.to_lower",
                "str.trim",
                "str.trim_start",
                "str.trim_end");
        value(2, 2, "str.contains", "str.split", "str.join", "str.starts_with", "str.ends_with");
        value(2, 2, "str.repeat", "str.char_at", "str.index_of");
        value(3, 3, "str.replace", "str.substring", "str.pad_left", "str.pad_right");
        value(1, ANY, "str.format");

        value(2, 2, "append", "push", "arr_get");
        value(3, 3, "arr_set");
        value(2, 3, "arr_slice");
        value(0, 2, "make_range");

        value(1, 1, "math.sqrt", "math.abs", "math.floor", "math.ceil", "math.round");
        value(1, 1, "math.sin", "math.cos", "math.tan", "math.seed");
        value(2, 2, "math.pow", "math.min", "math.max", "math.random_int");
        value(0, 0, "math.pi", "math.random");

        value(1, 1, "conv.to_int", "conv.to_float", "conv.to_str", "conv.to_bool", "conv.type_of");
        value(1, 1, "conv.parse_float");
        value(2, 2, "conv.parse_int");
        value(1, 1, "json.parse", "json.stringify", "json.stringify_pretty");

        value(1, 1, "fs.read", "fs.exists", "fs.list");
        nothing(2, 2, "fs.write");
        nothing(1, 1, "fs.delete");
        value(1, 1, "sys.env");
        value(0, 0, "sys.args");
        nothing(1, 1, "sys.exit");
        value(1, ANY, "sys.exec");
        value(1, 1, "net.http");
        value(2, 2, "net.http_post");
        value(0, 0, "time.now");
        nothing(1, 1, "time.sleep");
        value(1, 1, "crypto.sha256", "crypto.random");

        value(1, 1, "bench.step");
    }

    private KnownCapabilities() {}

    private static void value(int minimum, int maximum, String... names) {
        add(minimum, maximum, true, names);
    }

    private static void nothing(int minimum, int maximum, String... names) {
        add(minimum, maximum, false, names);
    }

    private static void add(int minimum, int maximum, boolean returnsValue, String... names) {
        for (String name : names) {
            TABLE.put(name, new Signature(name, minimum, maximum, returnsValue));
        }
    }

    /**
     * The signature of a capability under any of its spellings; null if the specification has none
     * of that name.
     */
    public static Signature find(String name) {
        return TABLE.get(CapabilityNames.canonical(name));
    }

    /** All signatures, in the order of the specification. */
    public static Collection<Signature> all() {
        return Collections.unmodifiableCollection(TABLE.values());
    }
}
