package org.trufflecasm.tck.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A client of the Debug Adapter Protocol on a socket of this machine, as an editor has one. Used by
 * one thread.
 */
final class DapClient implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Deque<JsonNode> events = new ArrayDeque<>();
    private int sequence;

    private DapClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Connects to a server that is about to start. */
    static DapClient connect(int port) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (true) {
            try {
                return new DapClient(new Socket(InetAddress.getLoopbackAddress(), port));
            } catch (ConnectException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                Thread.sleep(20);
            }
        }
    }

    /**
     * Sends a request and gives its answer's body; {@code arguments} is JSON with single quotes.
     */
    JsonNode request(String command, String arguments) throws IOException {
        JsonNode answer = send(command, JSON.readTree(arguments.replace('\'', '"')));
        if (!answer.get("success").asBoolean()) {
            throw new IOException(command + ": " + answer);
        }
        return answer.path("body");
    }

    /** Sends a request and gives its whole answer. */
    JsonNode send(String command, JsonNode arguments) throws IOException {
        int number = ++sequence;
        ObjectNode message = JSON.createObjectNode();
        message.put("seq", number).put("type", "request").put("command", command);
        message.set("arguments", arguments);
        byte[] body = JSON.writeValueAsBytes(message);
        String header = "Content-Length: " + body.length + "\r\n\r\n";
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        while (true) {
            JsonNode received = read();
            if (received.get("type").asText().equals("response")
                    && received.get("request_seq").asInt() == number) {
                return received;
            }
            if (received.get("type").asText().equals("event")) {
                events.add(received);
            }
        }
    }

    /** Waits for an event of a kind, and gives its body. Other ones before it are dropped. */
    JsonNode event(String kind) throws IOException {
        while (true) {
            JsonNode received = events.isEmpty() ? read() : events.poll();
            if (received.get("type").asText().equals("event")
                    && received.get("event").asText().equals(kind)) {
                return received.path("body");
            }
        }
    }

    private JsonNode read() throws IOException {
        int length = -1;
        while (true) {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the server has gone");
                }
                line.append((char) next);
            }
            String header = line.toString().strip();
            if (header.isEmpty()) {
                break;
            }
            if (header.startsWith("Content-Length:")) {
                length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
            }
        }
        return JSON.readTree(in.readNBytes(length));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
