package org.trufflecasm.examples.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.trufflecasm.embed.CasmEngine;

/**
 * POST a capsule to {@code /run}, and get what it prints.
 *
 * <table>
 * <caption>Answers</caption>
 * <tr><td>200</td><td>what the capsule has printed</td></tr>
 * <tr><td>400</td><td>the capsule was refused: {@code error[KIND]: MESSAGE}</td></tr>
 * <tr><td>405</td><td>another method than POST</td></tr>
 * <tr><td>413</td><td>the capsule is larger than 1 MiB</td></tr>
 * <tr><td>422</td><td>it has failed or reached a limit: what it has printed, the error, its trace</td></tr>
 * <tr><td>503</td><td>too many capsules are running; try again</td></tr>
 * </table>
 */
public final class CapsuleServer implements AutoCloseable {
    private static final int MAX_BODY = 1 << 20;
    private static final int MAX_RUNS = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int MAX_CONNECTIONS = 64;
    private static final int PATIENCE_SECONDS = 10;

    private final CasmEngine engine = CasmEngine.create();
    private final CapsuleRunner runner = new CapsuleRunner(engine);
    private final Semaphore places = new Semaphore(MAX_RUNS, true);
    private final ExecutorService threads = Executors.newFixedThreadPool(MAX_CONNECTIONS);
    private final HttpServer server;

    /**
     * Starts a server on the loopback address.
     *
     * @param port where it listens; 0 for any free port
     * @throws IOException if it cannot listen there
     */
    public CapsuleServer(int port) throws IOException {
        // A client that sends its request slowly, or does not take the answer, is left.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/run", this::handle);
        server.start();
    }

    /**
     * Serves until the process ends.
     *
     * @param arguments the port; 8080 without it
     * @throws IOException if it cannot listen there
     */
    public static void main(String[] arguments) throws IOException {
        CapsuleServer server =
                new CapsuleServer(arguments.length == 0 ? 8080 : Integer.parseInt(arguments[0]));
        System.out.println("POST capsules to http://localhost:" + server.port() + "/run");
    }

    /** {@return where it listens} */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 405, "POST a capsule\n");
                return;
            }
            byte[] capsule;
            try (InputStream body = exchange.getRequestBody()) {
                capsule = body.readNBytes(MAX_BODY + 1);
            }
            if (capsule.length > MAX_BODY) {
                answer(exchange, 413, "a capsule may have " + MAX_BODY + " bytes\n");
                return;
            }
            run(exchange, capsule);
        }
    }

    private void run(HttpExchange exchange, byte[] capsule) throws IOException {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                answer(exchange, 503, "too many capsules are running\n");
                return;
            }
        } catch (InterruptedException stopping) {
            answer(exchange, 503, "the server stops\n");
            return;
        }
        CapsuleRunner.Outcome outcome;
        try {
            outcome = runner.run(capsule);
        } finally {
            places.release();
        }
        if (outcome.failure() == null) {
            answer(exchange, 200, outcome.output(), "");
        } else {
            answer(
                    exchange,
                    outcome.refused() ? 400 : 422,
                    outcome.output(),
                    outcome.failure() + "\n");
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        answer(exchange, status, new byte[0], text);
    }

    private static void answer(HttpExchange exchange, int status, byte[] first, String second)
            throws IOException {
        byte[] rest = second.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(
                status, first.length + rest.length == 0 ? -1 : first.length + rest.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(first);
            body.write(rest);
        }
    }

    /** Stops the server; what still runs is ended. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        engine.close();
    }
}
