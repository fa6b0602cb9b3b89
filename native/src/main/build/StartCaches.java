import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Java's ahead-of-time caches: what it loaded and linked, and which methods were hot, while it ran
 * the command lines of a training file. There is one for verbs that run capsules and one for the
 * others, which never come near the runtime and the compiler.
 */
final class StartCaches {
    private static final List<String> KINDS = List.of("check", "run");

    private StartCaches() {}

    /**
     * Makes both.
     *
     * @param start the start script, which knows the flags
     * @param training a folder with one file of command lines for each kind
     * @param root what their file names are relative to
     */
    static void train(Path start, Path training, Path root)
            throws IOException, InterruptedException {
        Path home = start.getParent().getParent();
        Path caches = Files.createDirectories(home.resolve("cache"));
        for (String kind : KINDS) {
            Path recorded = caches.resolve(kind + ".conf");
            Path file = training.resolve(kind + ".txt");
            Path cache = caches.resolve(kind + ".aot");
            Path log = caches.resolve(kind + ".log");
            Files.deleteIfExists(cache);
            for (String step : List.of("record", "create")) {
                ProcessBuilder builder =
                        new ProcessBuilder(start.toString(), kind, file.toString())
                                .directory(root.toFile())
                                .redirectErrorStream(true)
                                .redirectOutput(log.toFile());
                builder.environment().put("CASM_CACHE", step);
                builder.environment()
                        .keySet()
                        .removeAll(
                                List.of(
                                        "CASM_JAVA_HOME",
                                        "CASM_MODULE_PATH",
                                        "CASM_NO_JIT",
                                        "JAVA_TOOL_OPTIONS",
                                        "JDK_JAVA_OPTIONS",
                                        "_JAVA_OPTIONS"));
                Process process = builder.start();
                process.getOutputStream().close();
                process.waitFor();
            }
            Files.deleteIfExists(recorded);
            if (Files.isReadable(cache)) {
                Files.deleteIfExists(log);
            } else {
                System.err.println(
                        "[WARNING] No cache for the start of casm, so it starts slower: see "
                                + log);
            }
        }
    }
}
