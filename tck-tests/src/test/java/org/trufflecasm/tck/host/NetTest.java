package org.trufflecasm.tck.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.io.IOAccess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code net.*} with a server of our own. */
@Timeout(120)
class NetTest {
    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(
                Executors.newCachedThreadPool(
                        task -> {
                            Thread thread = new Thread(task);
                            thread.setDaemon(true);
                            return thread;
                        }));
        base =
                "http://"
                        + server.getAddress().getAddress().getHostAddress()
                        + ":"
                        + server.getAddress().getPort();
        server.createContext("/", exchange -> answer(exchange, 200, "page é"));
        server.createContext(
                "/echo",
                exchange ->
                        answer(
                                exchange,
                                200,
                                exchange.getRequestMethod()
                                        + " "
                                        + new String(
                                                exchange.getRequestBody().readAllBytes(),
                                                StandardCharsets.UTF_8)));
        server.createContext("/missing", exchange -> answer(exchange, 404, "no"));
        server.createContext("/large", exchange -> answer(exchange, 200, "x".repeat(2000)));
        server.createContext("/moved", exchange -> redirect(exchange, "/open/page"));
        server.createContext("/tricked", exchange -> redirect(exchange, base + "/secret"));
        server.createContext("/round", exchange -> redirect(exchange, "/round"));
        server.createContext(
                "/slow",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().add("Location", target);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static UnaryOperator<Context.Builder> granting(String grant, String... options) {
        return builder -> {
            builder.allowIO(IOAccess.newBuilder().allowHostSocketAccess(true).build())
                    .option("casm.Grant", grant);
            for (int i = 0; i < options.length; i += 2) {
                builder.option(options[i], options[i + 1]);
            }
            return builder;
        };
    }

    private static Capsule.Result get(String address, UnaryOperator<Context.Builder> host) {
        return Capsule.asking("net.*").print("net.get", address).run(host);
    }

    @Test
    void getsAndPosts() {
        assertEquals("page é\n", get(base + "/", granting("net.*")).stdout());
        assertEquals(
                "POST text\n",
                Capsule.asking("net.*")
                        .print("net.http_post", base + "/echo", "text")
                        .run(granting("net.*"))
                        .stdout());
        assertEquals("page é\n", get(base + "/moved", granting("net.*")).stdout());
    }

    @Test
    void failuresHaveNames() {
        assertEquals(
                "net.http: the answer has the status 404",
                get(base + "/missing", granting("net.*")).message());
        assertEquals(
                "net.http: the answer is longer than 1000 bytes",
                get(base + "/large", granting("net.*", "casm.MaxResponseBytes", "1000")).message());
        assertEquals(
                "net.http: more than 10 redirections",
                get(base + "/round", granting("net.*")).message());
        assertEquals(
                "net.http: only http and https addresses can be asked",
                get("file:///etc/passwd", granting("net.*")).message());
        assertEquals(
                "net.http: an address must not hold a user or a password",
                get("http://a@127.0.0.1/", granting("net.*")).message());
        assertEquals(
                "net.http: this host allows no access to the network",
                get(base, builder -> builder.option("casm.Grant", "net.*")).message());
    }

    @Test
    void scopesHoldForRedirectionsToo() {
        String open = "net.http:" + base + "/open,net.http:" + base + "/moved,net.http:" + base;
        String narrow = "net.http:" + base + "/open,net.http:" + base + "/moved";
        assertEquals("page é\n", get(base + "/moved", granting(open)).stdout());
        assertEquals("page é\n", get(base + "/moved", granting(narrow)).stdout());
        Capsule.Result tricked = get(base + "/tricked", granting("net.http:" + base + "/tricked"));
        assertEquals("CapabilityDenied", tricked.kind());
        assertEquals(
                "capability scope denied by host: net.get:" + base + "/secret", tricked.message());
    }

    @Test
    void aDeadlineEndsASlowAnswer() {
        long start = System.nanoTime();
        Capsule.Result slow =
                get(base + "/slow", granting("net.*", "casm.CapabilityTimeout", "500"));
        assertEquals("CapabilityTimeout", slow.kind(), slow.message());
        assertTrue(System.nanoTime() - start < 30_000_000_000L);
    }
}
