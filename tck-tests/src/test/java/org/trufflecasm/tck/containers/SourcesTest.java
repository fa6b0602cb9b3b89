package org.trufflecasm.tck.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.ByteSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trufflecasm.format.ContainerForm;
import org.trufflecasm.format.FormatRegistry;
import org.trufflecasm.tck.ProjectFiles;
import org.trufflecasm.tck.reference.ReferenceInterpreter;

/** Capsules of every form as sources of the embedding interface: files, bytes, characters. */
class SourcesTest {
    @TempDir private Path folder;

    private static byte[] hello(ContainerForm form) throws IOException {
        Path file = ProjectFiles.root().resolve("examples").resolve("hello.casm");
        return FormatRegistry.convert(
                Files.readAllBytes(file), "hello", form, ReferenceInterpreter.signatures());
    }

    private static String run(Source source) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (Context context = Context.newBuilder("casm").out(output).build()) {
            context.parse(source).execute();
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "MESSAGE_PACK", "CVM1", "TEXT", "LISTING"})
    void everyFormAsFileAndBytes(ContainerForm form) throws IOException {
        byte[] content = hello(form);
        String name = "hello.casm" + (form == ContainerForm.MESSAGE_PACK ? "b" : "");
        Path file = Files.write(folder.resolve(name), content);
        assertEquals(
                "Hello from a capsule!\n", run(Source.newBuilder("casm", file.toFile()).build()));
        assertEquals(
                "Hello from a capsule!\n",
                run(
                        Source.newBuilder("casm", ByteSequence.create(content), "anything")
                                .mimeType("application/x-casm")
                                .build()));
        if (form != ContainerForm.CVM1 && form != ContainerForm.MESSAGE_PACK) {
            String text = new String(content, StandardCharsets.UTF_8);
            assertEquals("Hello from a capsule!\n", run(Source.create("casm", text)));
        }
    }

    /** A module is recognised by its magic number, whatever its file is called. */
    @Test
    void modulesAsFiles() throws IOException {
        byte[] module =
                Files.readAllBytes(ProjectFiles.root().resolve("examples/crab/factorial.cvm"));
        Path file = Files.write(folder.resolve("any.thing"), module);
        assertTrue(run(Source.newBuilder("casm", file.toFile()).build()).startsWith("1\n2\n6\n"));
    }

    @Test
    void permissionsOfTextAssembly() {
        Source source = Source.create("casm", "PUSH 1\nCAP_CALL \"io.print\" 1\n");
        try (Context context = Context.create("casm")) {
            PolyglotException denied =
                    assertThrows(PolyglotException.class, () -> context.parse(source).execute());
            assertEquals("CapabilityDenied", denied.getGuestObject().getMember("kind").asString());
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (Context context =
                Context.newBuilder("casm")
                        .out(output)
                        .option("casm.Permissions", "io.print")
                        .build()) {
            context.parse(source).execute();
        }
        assertEquals("1\n", output.toString(StandardCharsets.UTF_8));
    }
}
