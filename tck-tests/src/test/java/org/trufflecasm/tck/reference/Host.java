package org.trufflecasm.tck.reference;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trufflecasm.core.CapabilitySignatures;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.error.ErrorKind;

/**
 * What a capsule reaches through {@code cap_call} (specification §5): the streams, what only
 * computes, an empty machine, and the way to them.
 */
final class Host {
    private static final Map<String, String> ALIASES =
            Map.of("print", "io.print", "io.input", "io.read", "env.get", "sys.env");
    private static final Set<String> UNDECLARED =
            Set.of("append", "push", "arr_set", "arr_get", "arr_slice", "make_range");
    private static final List<String> DEFAULT_POLICY =
            List.of(
                    "io.print",
                    "io.eprint",
                    "io.read",
                    "str.*",
                    "math.*",
                    "conv.*",
                    "json.*",
                    "collections.*");
    private static final Set<String> VOID =
            Set.of("io.print", "io.eprint", "fs.write", "fs.delete", "sys.exit", "time.sleep");

    private final Manifest manifest;
    private final ReferenceOptions options;
    private final long maxOutput;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PureCapabilities pure = new PureCapabilities();
    private final Scopes scopes;
    private int read;

    Host(Manifest manifest, ReferenceOptions options, long maxOutput) {
        this.manifest = manifest;
        this.options = options;
        this.maxOutput = maxOutput;
        this.scopes = new Scopes(manifest, options);
    }

    /** Which capabilities give a value; needed to load a capsule. */
    static CapabilitySignatures signatures() {
        return name -> !VOID.contains(canonical(name));
    }

    String stdout() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String stderr() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Whether the manifest asks for a capability, or need not ask. */
    boolean isRequested(String name) {
        String canonical = canonical(name);
        return UNDECLARED.contains(name)
                || manifest.permissions().keySet().stream()
                        .anyMatch(asked -> covers(asked, canonical));
    }

    /** Whether the host allows a capability, whatever the manifest asks for. */
    boolean isGranted(String name) {
        return isAllowed(canonical(name));
    }

    /** Prints a text without the end of a line; it needs the permission to print. */
    void printText(Object value) {
        check("io.print");
        write(out, Values.text(value));
    }

    private void check(String name) {
        if (!isRequested(name)) {
            throw new GuestFailure(
                    ErrorKind.CapabilityDenied, "capability not declared in manifest: " + name);
        }
        if (!isGranted(name)) {
            throw new GuestFailure(
                    ErrorKind.CapabilityDenied, "capability denied by host: " + name);
        }
    }

    /** Decides, in the order of the specification, and calls. */
    Object call(String name, List<Object> arguments) {
        String canonical = canonical(name);
        check(name);
        return switch (canonical) {
            case "io.print" -> print(out, arguments);
            case "io.eprint" -> print(err, arguments);
            case "io.read" -> {
                expect(name, 0, arguments);
                yield readLine();
            }
            case "bench.step" -> {
                expect(name, 1, arguments);
                yield step(arguments.getFirst());
            }
            default -> {
                if (!Machine.has(canonical)) {
                    yield pure.call(name, arguments);
                }
                expect(name, Machine.arguments(canonical), arguments);
                scopes.check(name, canonical, arguments);
                yield Machine.call(canonical, arguments);
            }
        };
    }

    private static String canonical(String name) {
        return ALIASES.getOrDefault(name, name);
    }

    private boolean isAllowed(String name) {
        if (options.deny().stream().anyMatch(denied -> covers(denied, name))) {
            return false;
        }
        return UNDECLARED.contains(name)
                || DEFAULT_POLICY.stream().anyMatch(allowed -> covers(allowed, name))
                || options.grant().stream()
                        .map(granted -> granted.replaceFirst(":.*", ""))
                        .anyMatch(granted -> covers(granted, name));
    }

    /** Whether a permission without a scope is one for a capability. */
    static boolean covers(String pattern, String name) {
        if (pattern.equals("*")) {
            return true;
        }
        if (pattern.endsWith(".*")) {
            return name.startsWith(pattern.substring(0, pattern.length() - 1));
        }
        return canonical(pattern).equals(name);
    }

    private static void expect(String name, int count, List<Object> arguments) {
        if (arguments.size() != count) {
            throw GuestFailure.arity(name, count, arguments.size());
        }
    }

    private Object print(ByteArrayOutputStream stream, List<Object> values) {
        StringBuilder line = new StringBuilder();
        values.forEach(value -> line.append(Values.text(value)));
        write(stream, line.append('\n').toString());
        return Nil.NIL;
    }

    private void write(ByteArrayOutputStream stream, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long printed = (long) out.size() + err.size() + bytes.length;
        if (maxOutput >= 0 && printed > maxOutput) {
            throw new GuestFailure(
                    ErrorKind.OutputQuota, "output quota exceeded (" + maxOutput + ")");
        }
        if (printed > 50L * GaveUp.MAX_SIZE) {
            throw new GaveUp(printed + " bytes of output");
        }
        stream.writeBytes(bytes);
    }

    /** One line without its end; nothing at the end of the input. */
    private String readLine() {
        String input = options.stdin();
        int end = input.indexOf('\n', read);
        String line = input.substring(read, end < 0 ? input.length() : end);
        read = end < 0 ? input.length() : end + 1;
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static Object step(Object value) {
        if (value instanceof Long x) {
            return (x + 7) & 65535;
        }
        // What it does with anything else is not specified.
        throw new GaveUp("bench.step of something that is not an int");
    }
}
