package org.trufflecasm.tck.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A debugging session through the inspector's WebSocket, as the tools of a browser lead it. */
class InspectorTest {
    private static final long PATIENCE_MILLIS = 60_000;

    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>();
    private WebSocket socket;
    private int sequence;

    @Test
    void stopsAtALineOfTheOriginalSource() throws Exception {
        int port = DebuggedRun.freePort();
        Map<String, String> options = new HashMap<>();
        options.put("inspect", "127.0.0.1:" + port);
        options.put("inspect.Path", "session");
        options.put("inspect.Suspend", "false");
        options.put("inspect.WaitAttached", "true");
        options.put("casm.SourceRoot", DebuggedRun.folder().toString());
        DebuggedRun run = DebuggedRun.start(options);
        try (HttpClient client = HttpClient.newHttpClient()) {
            connect(client, URI.create("ws://127.0.0.1:" + port + "/session"));
            request("Runtime.enable", "{}");
            request("Debugger.enable", "{}");
            request(
                    "Debugger.setBreakpointByUrl",
                    "{'url': 'average.py', 'lineNumber': 4, 'condition': 'i == 1'}");
            request("Runtime.runIfWaitingForDebugger", "{}");

            JsonNode frames = event("Debugger.paused").get("params").get("callFrames");
            assertEquals("average", frames.get(0).get("functionName").asText());
            assertEquals(4, frames.get(0).get("location").get("lineNumber").asInt());
            assertEquals("main", frames.get(1).get("functionName").asText());
            assertEquals(9, frames.get(1).get("location").get("lineNumber").asInt());
            String frame = frames.get(0).get("callFrameId").asText();
            JsonNode value =
                    request(
                            "Debugger.evaluateOnCallFrame",
                            "{'callFrameId': '"
                                    + frame
                                    + "', 'expression': 'values[i] * 10 + total'}");
            assertEquals(84, value.get("result").get("value").asInt());
            request("Debugger.resume", "{}");
            assertEquals("division by zero", run.outcome());
            assertEquals("9\n", run.printed());
            socket.abort();
        }
    }

    private void connect(HttpClient client, URI address) throws Exception {
        WebSocket.Listener listener =
                new WebSocket.Listener() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(
                            WebSocket from, CharSequence part, boolean last) {
                        text.append(part);
                        if (last) {
                            try {
                                received.add(DapClient.JSON.readTree(text.toString()));
                            } catch (IOException malformed) {
                                throw new UncheckedIOException(malformed);
                            }
                            text.setLength(0);
                        }
                        from.request(1);
                        return null;
                    }
                };
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (true) {
            try {
                socket =
                        client.newWebSocketBuilder()
                                .buildAsync(address, listener)
                                .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (ExecutionException notYet) {
                if (System.currentTimeMillis() > end) {
                    throw notYet;
                }
                Thread.sleep(20);
            }
        }
    }

    private JsonNode request(String method, String parameters) throws Exception {
        int number = ++sequence;
        ObjectNode message = DapClient.JSON.createObjectNode();
        message.put("id", number).put("method", method);
        message.set("params", DapClient.JSON.readTree(parameters.replace('\'', '"')));
        socket.sendText(message.toString(), true).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        while (true) {
            JsonNode next = next();
            if (next.path("id").asInt() == number) {
                if (next.has("error")) {
                    throw new AssertionError(method + ": " + next);
                }
                return next.get("result");
            }
            events.add(next);
        }
    }

    private JsonNode event(String method) throws Exception {
        for (JsonNode event : events) {
            if (event.path("method").asText().equals(method)) {
                return event;
            }
        }
        JsonNode next = next();
        while (!next.path("method").asText().equals(method)) {
            next = next();
        }
        return next;
    }

    private JsonNode next() throws Exception {
        JsonNode next = received.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new TimeoutException("the inspector says nothing");
        }
        return next;
    }
}
