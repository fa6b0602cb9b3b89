package org.trufflecasm.tck.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.io.IOAccess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trufflecasm.embed.RootedFileSystem;

/** {@code fs.*}: it works, and nothing outside of its root is reached. */
class FilesTest {
    private static final String SECRET = "the secret outside";

    @TempDir Path folder;
    private Path root;
    private Path outside;

    /** The two ways in which an embedder can give a context files. */
    enum Host {
        ROOTED {
            @Override
            UnaryOperator<Context.Builder> of(Path root) throws IOException {
                IOAccess access =
                        IOAccess.newBuilder().fileSystem(new RootedFileSystem(root)).build();
                return builder -> builder.allowIO(access).option("casm.Grant", "fs.*");
            }
        },
        PLAIN {
            @Override
            UnaryOperator<Context.Builder> of(Path root) {
                return builder ->
                        builder.allowIO(IOAccess.ALL)
                                .option("casm.FileRoot", root.toString())
                                .option("casm.Grant", "fs.*");
            }
        };

        abstract UnaryOperator<Context.Builder> of(Path root) throws IOException;
    }

    @BeforeEach
    void prepare() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), SECRET);
        Files.createDirectory(root.resolve("sub"));
        Files.writeString(root.resolve("sub/a.txt"), "inside");
    }

    @ParameterizedTest
    @EnumSource
    void readsWritesListsAndDeletes(Host host) throws IOException {
        Capsule.Result result =
                Capsule.asking("fs.*")
                        .print("fs.read", "sub/a.txt")
                        .call("fs.write", "sub/b.txt", "long text")
                        .call("fs.write", "./sub//b.txt", "é")
                        .print("fs.read", "sub/b.txt")
                        .print("fs.list", "sub")
                        .print("fs.list", ".")
                        .print("fs.exists", "sub/b.txt")
                        .call("fs.delete", "sub/b.txt")
                        .print("fs.exists", "sub/b.txt")
                        .print("fs.exists", "sub")
                        .print("fs.exists", "no/such")
                        .run(host.of(root));
        assertEquals(
                "inside\né\n[a.txt, b.txt]\n[sub]\ntrue\nfalse\ntrue\nfalse\n",
                result.stdout(),
                result.message());
        assertEquals(null, result.kind(), result.message());
    }

    @ParameterizedTest
    @EnumSource
    void linksLeadNowhere(Host host) throws IOException {
        Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret"));
        Files.createSymbolicLink(root.resolve("way"), outside);
        Files.createSymbolicLink(root.resolve("inner"), root.resolve("sub"));
        for (String path :
                new String[] {"file", "way/secret", "inner/a.txt", "way/../way/secret"}) {
            Capsule.Result read = Capsule.asking("fs.*").print("fs.read", path).run(host.of(root));
            assertEquals("CapabilityError", read.kind(), path + " " + read.stdout());
            Capsule.Result written =
                    Capsule.asking("fs.*").call("fs.write", path, "x").run(host.of(root));
            assertEquals("CapabilityError", written.kind(), path);
        }
        Capsule.Result listed = Capsule.asking("fs.*").print("fs.list", "way").run(host.of(root));
        assertEquals("CapabilityError", listed.kind());
        Capsule.Result found =
                Capsule.asking("fs.*").print("fs.exists", "way/secret").run(host.of(root));
        assertEquals("false\n", found.stdout());
        Capsule.Result made =
                Capsule.asking("fs.*").call("fs.write", "way/new", "x").run(host.of(root));
        assertEquals("CapabilityError", made.kind());
        assertFalse(Files.exists(outside.resolve("new")));
        assertEquals(SECRET, Files.readString(outside.resolve("secret")));
        // Removing a link removes the link.
        Capsule.Result removed =
                Capsule.asking("fs.*").call("fs.delete", "file").run(host.of(root));
        assertEquals(null, removed.kind(), removed.message());
        assertTrue(Files.exists(outside.resolve("secret")));
    }

    /** Somebody swaps a folder and a link while the capsule reads and writes through it. */
    @Test
    void aLinkThatAppearsInBetweenIsNotFollowed() throws Exception {
        Path way = Files.createDirectory(root.resolve("way"));
        Files.writeString(way.resolve("secret"), "harmless");
        Path link = Files.createSymbolicLink(folder.resolve("link"), outside);
        Path aside = folder.resolve("aside");
        AtomicBoolean stop = new AtomicBoolean();
        Thread swapper =
                new Thread(
                        () -> {
                            while (!stop.get()) {
                                try {
                                    Files.move(way, aside);
                                    Files.move(link, way, StandardCopyOption.ATOMIC_MOVE);
                                    Files.move(way, link, StandardCopyOption.ATOMIC_MOVE);
                                    Files.move(aside, way);
                                } catch (IOException impossible) {
                                    throw new IllegalStateException(impossible);
                                }
                            }
                        });
        swapper.start();
        int read = 0;
        try (Context context =
                Host.ROOTED
                        .of(root)
                        .apply(Context.newBuilder("casm").allowExperimentalOptions(true))
                        .build()) {
            var reading = context.parse("casm", value("fs.read", "way/secret"));
            var writing = context.parse("casm", value("fs.write", "way/made", "x"));
            long end = System.nanoTime() + 3_000_000_000L;
            while (System.nanoTime() < end) {
                try {
                    assertEquals("harmless", reading.execute().asString());
                    read++;
                } catch (PolyglotException refused) {
                    assertTrue(refused.getMessage().startsWith("fs.read: "), refused.getMessage());
                }
                try {
                    writing.execute();
                } catch (PolyglotException refused) {
                    assertTrue(refused.getMessage().startsWith("fs.write: "), refused.getMessage());
                }
            }
        } finally {
            stop.set(true);
            swapper.join();
        }
        assertTrue(read > 0, "it was never read");
        assertFalse(Files.exists(outside.resolve("made")), "it was written outside");
    }

    private static String value(String name, Object... arguments) {
        return Capsule.asking("fs.*").call(name, arguments).op("{'op': 'ret'}").text();
    }

    @Test
    void pipesAndFoldersAreNoFiles() throws IOException {
        Capsule.Result result =
                Capsule.asking("fs.*").print("fs.read", "sub").run(Host.ROOTED.of(root));
        assertEquals("fs.read: not a file: sub", result.message());
        result = Capsule.asking("fs.*").call("fs.delete", "sub").run(Host.ROOTED.of(root));
        assertEquals("fs.delete: the folder is not empty: sub", result.message());
        result = Capsule.asking("fs.*").call("fs.delete", ".").run(Host.ROOTED.of(root));
        assertEquals("CapabilityError", result.kind());
    }

    @Test
    void withoutAnEmbeddersConsentThereAreNoFiles() {
        Capsule.Result result =
                Capsule.asking("fs.*")
                        .print("fs.read", "x")
                        .run(builder -> builder.option("casm.Grant", "fs.*"));
        assertEquals("fs.read: this host allows no access to files", result.message());
    }

    @ParameterizedTest
    @EnumSource(Host.class)
    void whatComesFromFilesCountsAsMemoryOfTheRun(Host host) throws IOException {
        Files.writeString(root.resolve("long"), "x".repeat(200_000));
        Files.createDirectory(root.resolve("many"));
        for (int i = 0; i < 300; i++) {
            Files.writeString(root.resolve("many/" + i), "");
        }
        for (int limit : new int[] {10_000, 400_000}) {
            for (String[] call : new String[][] {{"fs.read", "long"}, {"fs.list", "many"}}) {
                UnaryOperator<Context.Builder> files = host.of(root);
                Capsule.Result result =
                        Capsule.asking("fs.*")
                                .call(call[0], call[1])
                                .run(
                                        builder ->
                                                files.apply(builder)
                                                        .option("casm.MaxMemory", "" + limit));
                assertEquals(limit == 10_000 ? "MemoryQuota" : null, result.kind(), call[0]);
            }
        }
    }
}
