package org.trufflecasm.launcher.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trufflecasm.launcher.Casm;

/** What {@code casm graph} draws, against files that were looked at. */
class GraphVerbTest {
    @TempDir private Path folder;

    private static String expected(String name) throws IOException {
        try (InputStream file = GraphVerbTest.class.getResourceAsStream("/graph/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String drawn(String... arguments) {
        Casm.Result result = Casm.run(arguments);
        assertEquals(0, result.status(), result.err());
        return result.out();
    }

    @Test
    void controlFlowHasABoxForEachBlockAndAnArrowForEachEdge() throws IOException {
        assertEquals(
                expected("irreducible-walk.dot"),
                drawn("graph", "--function", "walk", "@examples/irreducible.casm"));
    }

    @Test
    void callsLeadToFunctionsAndCapabilities() throws IOException {
        String capsule = Casm.project("examples/primes.casm").toString();
        assertEquals(
                expected("primes-calls.dot"),
                drawn("graph", "--calls", "@examples/primes.casm").replace(capsule, "primes.casm"));
    }

    @Test
    void countsOfAProfileStandInTheBoxes() throws IOException {
        String drawing =
                drawn(
                        "graph",
                        "--function",
                        "is_prime",
                        "--profile",
                        "@examples/primes.info",
                        "@examples/primes.casm");
        assertEquals(expected("primes-counts.dot"), drawing);
        assertTrue(drawing.contains("2696963"), drawing);
    }

    @Test
    void picturesHaveTheTextOfTheBoxes() throws IOException {
        Path picture = folder.resolve("walk.svg");
        drawn(
                "graph",
                "--function",
                "walk",
                "-o",
                picture.toString(),
                "@examples/irreducible.casm");
        String svg = Files.readString(picture);
        assertTrue(svg.startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""), svg);
        int boxes = expected("irreducible-walk.dot").split("\\[label=\"\\d", -1).length - 1;
        assertTrue(svg.split("<rect ", -1).length - 1 >= boxes, svg);
        assertTrue(svg.endsWith("</svg>\n"), svg);
    }

    @Test
    void whatIsNotThereIsNamed() {
        Casm.Result result = Casm.run("graph", "--function", "nobody", "@examples/primes.casm");
        assertTrue(result.status() != 0 && result.err().contains("nobody"), result.err());
        result = Casm.run("graph", "--profile", "absent.info", "@examples/primes.casm");
        assertEquals(2, result.status());
        assertTrue(result.err().contains("absent.info"), result.err());
    }
}
