package org.trufflecasm.language;

import com.oracle.truffle.api.Option;
import java.util.Arrays;
import java.util.List;
import org.graalvm.options.OptionCategory;
import org.graalvm.options.OptionDescriptors;
import org.graalvm.options.OptionKey;
import org.graalvm.options.OptionStability;
import org.graalvm.options.OptionType;
import org.graalvm.options.OptionValues;
import org.trufflecasm.capability.GrantPolicy;
import org.trufflecasm.capability.HostAccess;

/**
 * The options of the language, all named {@code casm.…}. A limit of 0 is no limit. A manifest can
 * lower a limit, never raise it.
 */
@Option.Group(CasmLanguage.ID)
public final class CasmOptions {
    private static final OptionType<Long> LIMIT =
            new OptionType<>("limit", CasmOptions::checkedLimit);
    private static final OptionType<String> NAMES =
            new OptionType<>("names", CasmOptions::checkedNames);
    private static final OptionType<String> RESTRICTIONS =
            new OptionType<>("restrictions", CasmOptions::checkedRestrictions);

    @Option(
            help = "Instructions a run may execute; 0 = any number.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<count>")
    static final OptionKey<Long> MaxSteps = new OptionKey<>(0L, LIMIT);

    @Option(
            help =
                    "Operand stack slots a run may use over all frames; 0 = only the size of one frame is bounded.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<count>")
    static final OptionKey<Long> MaxStack = new OptionKey<>(0L, LIMIT);

    @Option(
            help = "Bytes a run may print; 0 = any number.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<bytes>")
    static final OptionKey<Long> MaxOutput = new OptionKey<>(0L, LIMIT);

    @Option(
            help =
                    "Frames on the guest's stack, the entry included; 0 = as many as the thread's stack carries.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<count>")
    static final OptionKey<Long> MaxCallDepth = new OptionKey<>(0L, LIMIT);

    @Option(
            help =
                    "Bytes of values a run may keep at the same time, as the arena estimates them; 0 = as many as the heap holds.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<bytes>")
    static final OptionKey<Long> MaxMemory = new OptionKey<>(0L, LIMIT);

    @Option(
            help = "Milliseconds a run may take; 0 = any time.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<milliseconds>")
    static final OptionKey<Long> Timeout = new OptionKey<>(0L, LIMIT);

    @Option(
            help =
                    "Counts steps, calls and allocations of a run even where nothing limits them; it is slower then.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE)
    static final OptionKey<Boolean> Stats = new OptionKey<>(false);

    @Option(
            help =
                    "Capabilities the host allows besides the default ones, separated by commas: NAME, ns.* or *, perhaps with a scope: fs.read:data/.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<name,...>")
    static final OptionKey<String> Grant = new OptionKey<>("", NAMES);

    @Option(
            help =
                    "Capabilities the host refuses, separated by commas; a denial beats every grant.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<name,...>")
    static final OptionKey<String> Deny = new OptionKey<>("", NAMES);

    @Option(
            help =
                    "What a capsule asks for whose form cannot say so: text assembly, and CVM1 files whose manifest asks for nothing; separated by commas. It must be allowed nevertheless.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<name,...>")
    static final OptionKey<String> Permissions = new OptionKey<>("", NAMES);

    @Option(
            help =
                    "Scopes that limit what is granted, separated by commas: NAME:SCOPE. A capability that is named here is allowed only within such a scope.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<name:scope,...>")
    static final OptionKey<String> Restrict = new OptionKey<>("", RESTRICTIONS);

    @Option(
            help = "Folder where the paths of fs.* begin, in the context's file system.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<folder>")
    static final OptionKey<String> FileRoot = new OptionKey<>(".");

    @Option(
            help = "Bytes that an answer to net.* may have.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<bytes>")
    static final OptionKey<Long> MaxResponseBytes =
            new OptionKey<>(HostAccess.DEFAULT_RESPONSE_BYTES, LIMIT);

    @Option(
            help = "Milliseconds that one call of a capability may take; 0 = the default.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<ms>")
    static final OptionKey<Long> CapabilityTimeout =
            new OptionKey<>(HostAccess.DEFAULT_CALL_MILLIS, LIMIT);

    @Option(
            help =
                    "Nothing depends on when and where a run happens: time.now counts its calls; crypto.random, net.*, sys.exec and polyglot.* are denied.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE)
    static final OptionKey<Boolean> Deterministic = new OptionKey<>(false);

    @Option(
            help =
                    "File that gets a line of JSON for each decision about a capability call; it is replaced.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<file>")
    static final OptionKey<String> Audit = new OptionKey<>("");

    @Option(
            help =
                    "File of signatures of C functions that become capabilities, one a line: NAME = LIBRARY SYMBOL (f64,i32)->f64. The context must allow native access.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<file>")
    static final OptionKey<String> NativeSymbols = new OptionKey<>("");

    @Option(
            help = "Function to run instead of the capsule's entry.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<function>")
    static final OptionKey<String> Entry = new OptionKey<>("");

    @Option(
            help =
                    "Whether contexts of the same engine use the same code. Code that is not shared is faster and compiled for each context anew.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE)
    static final OptionKey<Boolean> ShareCode = new OptionKey<>(true);

    @Option(
            help =
                    "Folder with the source files that capsules name, for debuggers and other tools; without it, files beside the capsule are shown if the context may read them.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<folder>")
    static final OptionKey<String> SourceRoot = new OptionKey<>("");

    @Option(
            help =
                    "Builds the code of all functions when a capsule is loaded, so that tools see those that are never called.",
            category = OptionCategory.EXPERT,
            stability = OptionStability.STABLE)
    static final OptionKey<Boolean> BuildAll = new OptionKey<>(false);

    @Option(
            help = "Prints the bytecode of every function to the error stream when it is loaded.",
            category = OptionCategory.INTERNAL,
            stability = OptionStability.EXPERIMENTAL)
    static final OptionKey<Boolean> DumpBytecode = new OptionKey<>(false);

    private CasmOptions() {}

    private static Long checkedLimit(String text) {
        long limit;
        try {
            limit = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a limit is a whole number, 0 for none", e);
        }
        if (limit < 0) {
            throw new IllegalArgumentException("a limit cannot be negative; 0 is none");
        }
        return limit;
    }

    private static String checkedRestrictions(String list) {
        GrantPolicy.NONE.restrict(names(list));
        return list;
    }

    private static String checkedNames(String list) {
        GrantPolicy.of(names(list), List.of()); // refuses a name that is none
        return list;
    }

    /** The names in a list separated by commas. */
    static List<String> names(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Whether two contexts can have the same code, as far as options decide it. */
    static boolean shapesOfCodeAreEqual(OptionValues first, OptionValues second) {
        return first.get(ShareCode)
                && second.get(ShareCode)
                && first.get(SourceRoot).equals(second.get(SourceRoot))
                && first.get(Permissions).equals(second.get(Permissions))
                && first.get(BuildAll).equals(second.get(BuildAll))
                && first.get(Entry).equals(second.get(Entry))
                && first.get(DumpBytecode).equals(second.get(DumpBytecode));
    }

    static OptionDescriptors descriptors() {
        return new CasmOptionsOptionDescriptors();
    }

    /** The options of one context, read once. */
    record Values(
            long maxSteps,
            long maxStack,
            long maxOutput,
            long maxCallDepth,
            long maxMemory,
            long timeout,
            boolean stats,
            String grant,
            String deny,
            String permissions,
            String restrict,
            String fileRoot,
            long maxResponseBytes,
            long capabilityTimeout,
            boolean deterministic,
            String audit,
            String nativeSymbols,
            String entry,
            boolean shareCode,
            String sourceRoot,
            boolean buildAll,
            boolean dumpBytecode) {
        static Values of(OptionValues options) {
            return new Values(
                    options.get(MaxSteps),
                    options.get(MaxStack),
                    options.get(MaxOutput),
                    options.get(MaxCallDepth),
                    options.get(MaxMemory),
                    options.get(Timeout),
                    options.get(Stats),
                    options.get(Grant),
                    options.get(Deny),
                    options.get(Permissions),
                    options.get(Restrict),
                    options.get(FileRoot),
                    options.get(MaxResponseBytes),
                    options.get(CapabilityTimeout),
                    options.get(Deterministic),
                    options.get(Audit),
                    options.get(NativeSymbols),
                    options.get(Entry),
                    options.get(ShareCode),
                    options.get(SourceRoot),
                    options.get(BuildAll),
                    options.get(DumpBytecode));
        }
    }
}
