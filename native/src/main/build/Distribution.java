import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A step of the build: packs the assembled program with its image and caches into one archive, and
 * tries it out: unpacked elsewhere, with an empty environment. Arguments: the project's root, the
 * assembled folder, the archive.
 */
final class Distribution {
    /** What belongs to this machine and this build only. */
    private static final List<String> LEFT_OUT = List.of("java-home", "image/recipe");

    private static final List<String> FROM_ROOT =
            List.of("LICENSE", "NOTICE", "README.md", "examples");

    private Distribution() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(args[0]).toRealPath();
        Path home = Path.of(args[1]);
        Path archive = Path.of(args[2]);
        String name = archive.getFileName().toString().replaceFirst("\\.tar\\.gz$", "");
        for (String cache : List.of("cache/run.aot", "cache/check.aot")) {
            if (!Files.isReadable(home.resolve(cache))) {
                fail("there is no " + cache + " in " + home + ", so nothing was packed.");
            }
        }
        Path work = Files.createTempDirectory("casm-dist");
        try {
            Path packed = work.resolve("packed").resolve(name);
            copy(home, packed);
            for (String left : LEFT_OUT) {
                Files.deleteIfExists(packed.resolve(left));
            }
            for (String kept : FROM_ROOT) {
                copy(root.resolve(kept), packed.resolve(kept));
            }
            Files.deleteIfExists(archive);
            run(
                    work,
                    System.getenv(),
                    "tar",
                    "-C",
                    packed.getParent().toString(),
                    "-czf",
                    archive.toAbsolutePath().toString(),
                    name);
            delete(packed);
            tryOut(archive, work.resolve("a b"), name);
        } finally {
            delete(work);
        }
        System.out.printf(
                "%s: %d MB, unpacked and run%n", archive.getFileName(), Files.size(archive) >> 20);
    }

    /** The folder's name has a blank on purpose. */
    private static void tryOut(Path archive, Path folder, String name)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        run(folder, System.getenv(), "tar", "-xzf", archive.toAbsolutePath().toString());
        String casm = folder.resolve(name).resolve("bin").resolve("casm").toString();
        Path hello = folder.resolve(name).resolve("examples").resolve("hello.casm");
        expect("Hello from a capsule!\n", run(folder, null, casm, "run", hello.toString()));
        // With these flags Java refuses to start where the caches do not fit.
        expect(
                "Hello from a capsule!\n",
                run(folder, null, casm, "run", "--vm.XX:AOTMode=on", hello.toString()));
        expect(
                "hello.casm: ok, 1 function, 3 instructions, capabilities: io.print\n",
                run(
                        hello.getParent(),
                        null,
                        casm,
                        "check",
                        "--vm.XX:AOTMode=on",
                        hello.getFileName().toString()));
        // A compiled run fails where there is no compiler.
        expect(
                "Hello from a capsule!\n",
                run(folder, null, casm, "run", "--tier", "compiled", hello.toString()));
    }

    private static void expect(String expected, String actual) {
        if (!actual.equals(expected)) {
            fail("the packed casm printed \"" + actual + "\" instead of \"" + expected + "\"");
        }
    }

    /** Runs a command and gives what it prints; without an environment if that is null. */
    private static String run(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        if (environment == null) {
            builder.environment().clear();
        }
        Process process = builder.start();
        process.getOutputStream().close();
        String output;
        try (InputStream in = process.getInputStream()) {
            output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (process.waitFor() != 0) {
            fail(List.of(command) + " ended with " + process.exitValue() + ": " + output);
        }
        return output;
    }

    private static void fail(String reason) {
        System.err.println("[ERROR] Distribution: " + reason);
        System.exit(1);
    }

    /** With times, which the caches look at, and links as links. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is)
                            throws IOException {
                        if (folder.endsWith("target")) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(target(folder));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes is)
                            throws IOException {
                        Files.copy(
                                file,
                                target(file),
                                StandardCopyOption.COPY_ATTRIBUTES,
                                LinkOption.NOFOLLOW_LINKS);
                        return FileVisitResult.CONTINUE;
                    }

                    private Path target(Path file) {
                        return to.resolve(from.relativize(file).toString());
                    }
                });
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> files = new ArrayList<>();
            try (Stream<Path> walk = Files.walk(folder)) {
                walk.sorted(Comparator.reverseOrder()).forEach(files::add);
            }
            for (Path file : files) {
                file.toFile().setWritable(true);
                Files.delete(file);
            }
        }
    }
}
