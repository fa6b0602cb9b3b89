package org.trufflecasm.launcher.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trufflecasm.launcher.Casm;

/** The verbs that run nothing. */
final class ExaminingVerbsTest {
    @TempDir private Path folder;

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void checkDescribesGoodCapsules() {
        Casm.Result result = Casm.run("check", "@examples/hello.casm", "@examples/fib.casm");
        assertEquals(0, result.status(), result.err());
        assertEquals("", result.err());
        assertEquals(
                Casm.project("examples/hello.casm")
                        + ": ok, 1 function, 3 instructions, capabilities: io.print\n"
                        + Casm.project("examples/fib.casm")
                        + ": ok, 2 functions, 24 instructions, capabilities: io.print\n",
                result.out());
    }

    @Test
    void checkGoesOnAfterABadCapsule() throws IOException {
        String bad =
                write("bad.casm", "{\"functions\": {\"main\": {\"body\": [{\"op\": \"fly\"}]}}}");
        Casm.Result result = Casm.run("check", bad, "@examples/hello.casm");
        assertEquals(1, result.status());
        assertTrue(result.err().startsWith(bad + ": error[UnknownOpcode]: "), result.err());
        assertTrue(result.err().contains("main:0"), result.err());
        assertTrue(result.out().contains("hello.casm: ok, "), result.out());
    }

    @Test
    void checkSaysNoneWithoutCapabilities() throws IOException {
        String pure =
                write(
                        "pure.casm",
                        "{\"functions\": {\"main\": {\"body\": [{\"op\": \"push_int\", \"value\":"
                                + " 1}]}}}");
        assertEquals(
                pure + ": ok, 1 function, 1 instruction, capabilities: none\n",
                Casm.run("check", pure).out());
    }

    @Test
    void checkInJsonHasLineAndColumn() throws IOException {
        String bad = write("bad.casm", "{\n  \"functions\": [\n");
        Casm.Result result = Casm.run("check", "--message-format", "json", bad);
        assertEquals(1, result.status());
        assertTrue(result.err().contains("\"code\":\"E-RT01\""), result.err());
        assertTrue(result.err().contains("\"kind\":\"ParseError\""), result.err());
        assertTrue(result.err().matches("(?s).*\"line\":[1-9].*"), result.err());
        assertEquals(1, result.err().lines().count());
    }

    @Test
    void disListsEveryFunction() {
        Casm.Result result = Casm.run("dis", "@examples/fib.casm");
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().contains("fib"), result.out());
        assertTrue(result.out().contains("jmp_if_not"), result.out());
        assertTrue(result.out().endsWith("\n"));
    }

    @Test
    void disOfABadCapsuleFails() throws IOException {
        Casm.Result result = Casm.run("dis", write("bad.casm", "{\"functions\": 1"));
        assertEquals(1, result.status());
        assertEquals("", result.out());
        assertTrue(result.err().startsWith("error[ParseError]: "), result.err());
    }

    @Test
    void capsShowsTheTable() {
        Casm.Result result = Casm.run("caps", "@examples/denied.casm");
        assertEquals(0, result.status(), result.err());
        assertTrue(result.out().startsWith("CAPABILITY"), result.out());
        assertTrue(
                result.out().contains("This host would refuse calls of: fs.read."), result.out());
    }
}
