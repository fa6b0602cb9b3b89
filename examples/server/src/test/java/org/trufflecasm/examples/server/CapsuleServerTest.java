package org.trufflecasm.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class CapsuleServerTest {
    private static final int CLIENTS = 8;
    private static final int REQUESTS = 200;

    private static CapsuleServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() throws IOException {
        server = new CapsuleServer(0);
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/run"))
                .timeout(Duration.ofSeconds(60));
    }

    private static HttpResponse<String> post(BodyPublisher body) throws Exception {
        return client.send(request().POST(body).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String capsule) throws Exception {
        return post(BodyPublishers.ofString(capsule));
    }

    /** A capsule that prints a number, or does {@code more} before it. */
    private static String printing(int number, String more) {
        return """
        {"version": "1.0", "manifest": {"permissions": ["io.print", "fs.read", "sys.env"]},
         "functions": {"main": {"body": [%s
           {"op": "push_int", "value": %d},
           {"op": "cap_call", "name": "io.print", "argc": 1}]}}}
        """
                .formatted(more, number);
    }

    @Test
    void aCapsuleRunsAndItsOutputComesBack() throws Exception {
        HttpResponse<String> answer = post(printing(42, ""));
        assertEquals("42\n", answer.body());
        assertEquals(200, answer.statusCode());
    }

    @Test
    void aCapsuleWithoutOutputGivesAnEmptyAnswer() throws Exception {
        HttpResponse<String> answer = post("PUSH 1\nRET\n");
        assertEquals("", answer.body());
        assertEquals(200, answer.statusCode());
    }

    @Test
    void aFailureComesWithWhatWasPrintedBefore() throws Exception {
        HttpResponse<String> answer =
                post(
                        printing(42, "")
                                .replace(
                                        "\"argc\": 1}",
                                        "\"argc\": 1}, {\"op\": \"push_int\", \"value\": 1},"
                                                + " {\"op\": \"push_int\", \"value\": 0},"
                                                + " {\"op\": \"div\"}"));
        assertEquals(
                """
                42
                error[DivisionByZero]: division by zero
                  at main (instruction 4)
                """,
                answer.body());
        assertEquals(422, answer.statusCode());
    }

    @Test
    void whatIsNoCapsuleIsRefused() throws Exception {
        HttpResponse<String> answer = post("{");
        assertTrue(answer.body().startsWith("error[ParseError]: "), answer.body());
        assertEquals(400, answer.statusCode());
        assertEquals(400, post("").statusCode());
    }

    @Test
    void nothingOfTheHostIsReached() throws Exception {
        for (String call :
                List.of(
                        "{\"op\": \"push_str\", \"value\": \"pom.xml\"},"
                                + "{\"op\": \"cap_call\", \"name\": \"fs.read\", \"argc\": 1},",
                        "{\"op\": \"push_str\", \"value\": \"PATH\"},"
                                + "{\"op\": \"cap_call\", \"name\": \"sys.env\", \"argc\": 1},")) {
            HttpResponse<String> answer = post(printing(1, call));
            assertTrue(answer.body().startsWith("error[CapabilityDenied]: "), answer.body());
            assertEquals(422, answer.statusCode());
        }
    }

    @Test
    void otherRequestsAreRefused() throws Exception {
        HttpRequest get = request().GET().build();
        assertEquals(405, client.send(get, BodyHandlers.ofString()).statusCode());
        assertEquals(413, post(BodyPublishers.ofByteArray(new byte[2 << 20])).statusCode());
    }

    /** Every attack of the conformance cases is ended, and the server goes on. */
    @TestFactory
    Stream<DynamicTest> attacksAreSurvived() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(attacks())) {
            files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
        assertFalse(files.isEmpty());
        return files.stream()
                .map(
                        file ->
                                dynamicTest(
                                        file.getFileName().toString(),
                                        () -> {
                                            HttpResponse<String> answer = post(capsuleOf(file));
                                            assertTrue(
                                                    answer.statusCode() == 422
                                                            || answer.statusCode() == 200,
                                                    answer.body());
                                            assertFalse(
                                                    answer.body().contains("error[InternalError]"),
                                                    answer.body());
                                            assertEquals("7\n", post(printing(7, "")).body());
                                        }));
    }

    /** Up from where the tests run. */
    private static Path attacks() {
        Path below = Path.of("conformance", "crush", "attacks");
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(below))) {
            folder = folder.getParent();
        }
        return folder.resolve(below);
    }

    /** A conformance case has its capsule in the member of that name. */
    private static String capsuleOf(Path file) throws IOException {
        String text = Files.readString(file);
        int start = text.indexOf('{', text.indexOf("\"capsule\""));
        int depth = 0;
        boolean quoted = false;
        for (int i = start; ; i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '"' -> quoted = !quoted;
                case '{' -> depth += quoted ? 0 : 1;
                case '}' -> depth -= quoted ? 0 : 1;
                default -> {}
            }
            if (depth == 0) {
                return text.substring(start, i + 1);
            }
        }
    }

    /** Many clients at once, one of ten with a capsule that never ends by itself. */
    @Test
    void manyClientsGetTheirOwnAnswers() throws Exception {
        String flood =
                printing(1, "{\"op\": \"label\", \"name\": \"a\"},")
                        .replace(
                                "\"argc\": 1}",
                                "\"argc\": 1}, {\"op\": \"jump\", \"target\": \"a\"}");
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < REQUESTS; i++) {
                String capsule = i % 10 == 9 ? flood : printing(i, "");
                answers.add(clients.submit(() -> post(capsule)));
            }
            for (int i = 0; i < REQUESTS; i++) {
                HttpResponse<String> answer = answers.get(i).get(120, TimeUnit.SECONDS);
                if (i % 10 == 9) {
                    assertEquals(422, answer.statusCode());
                    assertTrue(answer.body().contains("error[OutputQuota]"), answer.body());
                } else {
                    assertEquals(200, answer.statusCode(), answer.body());
                    assertEquals(i + "\n", answer.body());
                }
            }
        }
    }
}
