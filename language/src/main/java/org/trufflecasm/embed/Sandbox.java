package org.trufflecasm.embed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.io.FileSystem;
import org.graalvm.polyglot.io.IOAccess;
import org.trufflecasm.capability.GrantPolicy;
import org.trufflecasm.capability.KnownCapabilities;
import org.trufflecasm.core.ForeignLanguage;

/**
 * Opens a context's sandbox just as far as its grants need it: what no capability may reach stays
 * closed below them too. For programs that make contexts of their own; {@link CapsuleRun} does this
 * itself.
 */
public final class Sandbox {
    private static final String FILE_ROOT = "casm.FileRoot";

    private Sandbox() {}

    /**
     * Applies options of the language, and the access they need, to a context that is being made.
     *
     * @param builder makes the context
     * @param options options of the language with their values: {@code casm.Grant}, and so on
     * @throws IllegalArgumentException if an option is wrong; the message is for the user
     */
    public static void apply(Context.Builder builder, Map<String, String> options) {
        GrantPolicy policy =
                GrantPolicy.of(names(options, "casm.Grant"), names(options, "casm.Deny"));
        options.forEach(
                (name, value) -> {
                    // The file system begins at the root already.
                    if (!name.equals(FILE_ROOT)) {
                        builder.option(name, value);
                    }
                });
        IOAccess.Builder access = IOAccess.newBuilder(IOAccess.NONE);
        if (allowsSome(policy, "fs.")) {
            String root = options.getOrDefault(FILE_ROOT, ".");
            try {
                access.fileSystem(
                        FileSystem.allowInternalResourceAccess(
                                new RootedFileSystem(Path.of(root))));
            } catch (IOException missing) {
                throw new IllegalArgumentException(
                        "the root of files is no folder: " + root, missing);
            }
        }
        access.allowHostSocketAccess(allowsSome(policy, "net."));
        builder.allowIO(access.build());
        if (policy.allows("sys.exec")) {
            builder.allowCreateProcess(true).processHandler(new CommandHandler());
        }
        builder.allowNativeAccess(options.containsKey("casm.NativeSymbols"));
        builder.allowEnvironmentAccess(
                policy.allows("sys.env") ? EnvironmentAccess.INHERIT : EnvironmentAccess.NONE);
    }

    /**
     * The languages that capsules may use blocks of: those of the engine that a grant of {@code
     * polyglot.LANG} names.
     *
     * @param available the ids of the engine's languages
     * @param options options of the language with their values
     * @return the ids of these languages
     */
    public static Set<String> languages(Set<String> available, Map<String, String> options) {
        GrantPolicy policy =
                GrantPolicy.of(names(options, "casm.Grant"), names(options, "casm.Deny"));
        return available.stream()
                .filter(language -> !language.equals(CasmEngine.LANGUAGE))
                .filter(
                        language ->
                                ForeignLanguage.spellings(language).stream()
                                        .anyMatch(name -> policy.allows("polyglot." + name)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Lets capsules run blocks of other languages, which can reach nothing themselves.
     *
     * @param languages the ids of these languages
     * @return the access to set where the context is made
     */
    public static PolyglotAccess accessTo(Set<String> languages) {
        PolyglotAccess.Builder access = PolyglotAccess.newBuilder();
        languages.forEach(language -> access.allowEval(CasmEngine.LANGUAGE, language));
        return access.build();
    }

    private static boolean allowsSome(GrantPolicy policy, String namespace) {
        return KnownCapabilities.all().stream()
                .map(KnownCapabilities.Signature::name)
                .anyMatch(name -> name.startsWith(namespace) && policy.allows(name));
    }

    private static List<String> names(Map<String, String> options, String option) {
        return Arrays.stream(options.getOrDefault(option, "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
