package org.trufflecasm.launcher.verb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trufflecasm.launcher.Casm;

/** {@code casm convert}, {@code casm asm}, and {@code casm dis} between them. */
final class WritingVerbsTest {
    @TempDir private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private static void assertWell(Casm.Result result) {
        assertEquals("", result.err());
        assertEquals(0, result.status());
        assertEquals("", result.out());
    }

    @Test
    void convertedCapsulesRunAlike() {
        assertWell(Casm.run("convert", "@examples/hello.casm", path("h.casmb")));
        assertWell(Casm.run("convert", path("h.casmb"), path("h.json")));
        assertWell(Casm.run("convert", path("h.json"), path("h.lst")));
        for (String name : new String[] {"h.casmb", "h.json", "h.lst"}) {
            Casm.Result result = Casm.run("run", path(name));
            assertEquals("Hello from a capsule!\n", result.out(), result.err());
        }
    }

    @Test
    void theOptionBeatsTheName() throws IOException {
        assertWell(Casm.run("convert", "--to", "cvm1", "@examples/fib.casm", path("f.json")));
        assertEquals("CVM1", new String(read("f.json"), 0, 4, StandardCharsets.US_ASCII));
        Casm.Result unknown = Casm.run("convert", "@examples/fib.casm", path("f.x"));
        assertEquals(2, unknown.status());
        assertTrue(unknown.err().contains("does not say its form"), unknown.err());
        Casm.Result form = Casm.run("convert", "--to", "x", "@examples/fib.casm", path("f"));
        assertEquals(2, form.status());
        assertTrue(
                form.err().contains("'x' is not one of: json, msgpack, cvm1, text, listing"),
                form.err());
    }

    @Test
    void executableFiles() throws IOException {
        assertWell(Casm.run("convert", "--executable", "@examples/hello.casm", path("h.casmb")));
        assertEquals('#', read("h.casmb")[0]);
        assertTrue(Files.isExecutable(folder.resolve("h.casmb")));
        assertEquals("Hello from a capsule!\n", Casm.run("run", path("h.casmb")).out());
        assertWell(Casm.run("convert", path("h.casmb"), path("plain.casmb")));
        assertFalse(Files.isExecutable(folder.resolve("plain.casmb")));
    }

    @Test
    void disassembledAndAssembled() throws IOException {
        assertWell(Casm.run("asm", "@examples/double.casm.txt", "-o", path("d.cvm1")));
        Files.writeString(folder.resolve("d.txt"), Casm.run("dis", path("d.cvm1")).out());
        assertWell(Casm.run("asm", path("d.txt"), "-o", path("again")));
        assertArrayEquals(read("d.cvm1"), read("again"));

        assertWell(Casm.run("convert", "@examples/error.casm", path("e.json")));
        Files.writeString(folder.resolve("e.lst"), Casm.run("dis", "@examples/error.casm").out());
        assertWell(Casm.run("asm", path("e.lst"), "-o", path("again.json")));
        assertArrayEquals(read("e.json"), read("again.json"));
    }

    @Test
    void whatCannotBeExpressed() throws IOException {
        Files.writeString(
                folder.resolve("s.casm"),
                "{\"functions\":{\"main\":{\"body\":[{\"op\":\"new_struct\",\"name\":\"P\"}]}}}");
        Casm.Result result = Casm.run("convert", path("s.casm"), path("s.cvm1"));
        assertEquals(1, result.status());
        assertEquals(
                "error[ConversionError]: it cannot be written as CVM1: main:0: new_struct has no"
                        + " CVM1 form\n",
                result.err());
        assertFalse(Files.exists(folder.resolve("s.cvm1")));
    }

    @Test
    void filesThatCannotBeReadOrWritten() {
        assertEquals(2, Casm.run("convert", path("no.casm"), path("x.casmb")).status());
        Casm.Result result =
                Casm.run("convert", "@examples/hello.casm", path("no/such/folder/x.casmb"));
        assertEquals(2, result.status());
        assertEquals(
                "error: cannot write " + path("no/such/folder/x.casmb") + ": no such folder\n",
                result.err());
    }

    @Test
    void aRefusedFileNamesTheLine() throws IOException {
        Files.writeString(folder.resolve("bad.txt"), "PUSH 1\nFROB\n");
        Casm.Result result = Casm.run("asm", path("bad.txt"), "-o", path("x.cvm1"));
        assertEquals(1, result.status());
        assertTrue(result.err().contains("line 2: unknown mnemonic 'FROB'"), result.err());
    }
}
