package org.trufflecasm.tck.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A debugging session through the Debug Adapter Protocol, as an editor leads it. */
class DapTest {
    private static final String SOURCE = DebuggedRun.folder().resolve("average.py").toString();

    private DebuggedRun run;
    private int thread;

    private DapClient start(boolean withSource) throws Exception {
        return start("average", withSource);
    }

    private DapClient start(String capsule, boolean withSource) throws Exception {
        int port = DebuggedRun.freePort();
        Map<String, String> options = new HashMap<>();
        options.put("dap", "127.0.0.1:" + port);
        options.put("dap.Suspend", "false");
        options.put("dap.WaitAttached", "true");
        options.put("engine.WarnInterpreterOnly", "false");
        if (withSource) {
            options.put("casm.SourceRoot", DebuggedRun.folder().toString());
        }
        run = DebuggedRun.start(capsule, options);
        DapClient client = DapClient.connect(port);
        client.request("initialize", "{'adapterID': 'casm', 'pathFormat': 'path'}");
        client.request("attach", "{}");
        client.event("initialized");
        return client;
    }

    private static void breakAt(DapClient client, String breakpoints) throws IOException {
        breakAt(client, SOURCE, breakpoints);
    }

    private static void breakAt(DapClient client, String source, String breakpoints)
            throws IOException {
        client.request(
                "setBreakpoints",
                "{'source': {'path': '" + source + "'}, 'breakpoints': [" + breakpoints + "]}");
    }

    /** Waits until the guest stands, and gives {@code FUNCTION:LINE} of the innermost frame. */
    private String stopped(DapClient client, String reason) throws IOException {
        JsonNode event = client.event("stopped");
        // The server of this version says so at the end of a step.
        String said = event.get("reason").asText().replace("debugger_statement", "step");
        assertEquals(reason, said);
        thread = event.get("threadId").asInt();
        return place(frames(client).get(0));
    }

    private JsonNode frames(DapClient client) throws IOException {
        return client.request("stackTrace", "{'threadId': " + thread + "}").get("stackFrames");
    }

    private static String place(JsonNode frame) {
        return frame.get("name").asText() + ":" + frame.get("line").asText();
    }

    private void go(DapClient client, String how) throws IOException {
        client.request(how, "{'threadId': " + thread + "}");
    }

    private JsonNode local(DapClient client, String name) throws IOException {
        int frame = frames(client).get(0).get("id").asInt();
        int scope =
                client.request("scopes", "{'frameId': " + frame + "}")
                        .get("scopes")
                        .get(0)
                        .get("variablesReference")
                        .asInt();
        return member(client, scope, name);
    }

    private static JsonNode member(DapClient client, int reference, String name)
            throws IOException {
        JsonNode variables =
                client.request("variables", "{'variablesReference': " + reference + "}")
                        .get("variables");
        for (JsonNode variable : variables) {
            if (variable.get("name").asText().equals(name)) {
                return variable;
            }
        }
        throw new AssertionError(name + " is not among " + variables);
    }

    private String evaluate(DapClient client, String expression) throws IOException {
        int frame = frames(client).get(0).get("id").asInt();
        return client.request(
                        "evaluate",
                        "{'frameId': " + frame + ", 'expression': '" + expression + "'}")
                .get("result")
                .asText();
    }

    @Test
    void stepsThroughTheOriginalSource() throws Exception {
        try (DapClient client = start(true)) {
            breakAt(client, "{'line': 10}");
            client.request("configurationDone", "{}");
            assertEquals("main:10", stopped(client, "breakpoint"));
            JsonNode source = frames(client).get(0).get("source");
            assertEquals(SOURCE, source.get("path").asText());

            go(client, "stepIn");
            assertEquals("average:2", stopped(client, "step"));
            assertEquals("main:10", place(frames(client).get(1)));
            go(client, "next");
            assertEquals("average:3", stopped(client, "step"));
            go(client, "next");
            assertEquals("average:4", stopped(client, "step"));
            go(client, "next");
            assertEquals("average:5", stopped(client, "step"));

            assertEquals("0", local(client, "total").get("value").asText());
            JsonNode values = local(client, "values");
            assertEquals(
                    "15",
                    member(client, values.get("variablesReference").asInt(), "2")
                            .get("value")
                            .asText());
            assertEquals("true", evaluate(client, "total == 0 and values[1] > count"));
            assertEquals("27", evaluate(client, "values[0] + values[1] + values[-1]"));
            assertEquals("3", evaluate(client, "len(values)"));

            go(client, "stepOut");
            assertEquals("main:10", stopped(client, "step"));
            go(client, "next");
            assertEquals("main:11", stopped(client, "step"));
            assertEquals("9", local(client, "mean").get("value").asText());
            client.request("disconnect", "{}");
        }
        assertEquals("division by zero", run.outcome());
        assertEquals("9\n", run.printed());
    }

    @Test
    void stopsWhereAConditionHoldsAndChangesAVariable() throws Exception {
        try (DapClient client = start(true)) {
            breakAt(client, "{'line': 5, 'condition': 'i == 2'}");
            client.request("configurationDone", "{}");
            assertEquals("average:5", stopped(client, "breakpoint"));
            assertEquals("2", local(client, "i").get("value").asText());
            assertEquals("12", local(client, "total").get("value").asText());
            assertEquals("300", evaluate(client, "total = 300"));
            breakAt(client, "");
            client.request("disconnect", "{}");
        }
        assertEquals("division by zero", run.outcome());
        assertEquals("105\n", run.printed());
    }

    @Test
    void stopsAtAFailure() throws Exception {
        try (DapClient client = start(true)) {
            client.request("setExceptionBreakpoints", "{'filters': ['all', 'uncaught']}");
            client.request("configurationDone", "{}");
            assertEquals("average:7", stopped(client, "exception"));
            assertEquals("0", local(client, "count").get("value").asText());
            assertEquals("main:12", place(frames(client).get(1)));
            client.request("disconnect", "{}");
        }
        assertEquals("division by zero", run.outcome());
    }

    @Test
    void stopsInEachFileThatAFunctionComesFrom() throws Exception {
        String outer = DebuggedRun.folder().resolve("outer.py").toString();
        String helper = DebuggedRun.folder().resolve("helper.py").toString();
        try (DapClient client = start("inlined", true)) {
            breakAt(client, helper, "{'line': 3, 'condition': 'i == 2'}");
            client.request("configurationDone", "{}");
            assertEquals("sums:3", stopped(client, "breakpoint"));
            assertEquals(helper, file(client));
            assertEquals("4", local(client, "square").get("value").asText());
            go(client, "next");
            assertEquals("sums:6", stopped(client, "step"));
            assertEquals(outer, file(client));
            breakAt(client, helper, "{'line': 6}");
            breakAt(client, outer, "{'line': 7, 'condition': 'i == 3'}");
            go(client, "continue");
            assertEquals("sums:7", stopped(client, "breakpoint"));
            assertEquals(outer, file(client));
            go(client, "continue");
            assertEquals("sums:6", stopped(client, "breakpoint"));
            assertEquals(helper, file(client));
            client.request("disconnect", "{}");
        }
        assertEquals("division by zero", run.outcome());
        assertEquals("28\n", run.printed());
    }

    private String file(DapClient client) throws IOException {
        return frames(client).get(0).get("source").get("path").asText();
    }

    @Test
    void showsTheListingWhereThereIsNoSource() throws Exception {
        try (DapClient client = start(false)) {
            client.request("configurationDone", "{}");
            JsonNode loaded = client.event("loadedSource").get("source");
            while (!loaded.get("name").asText().contains("listing")) {
                loaded = client.event("loadedSource").get("source");
            }
            String text =
                    client.request(
                                    "source",
                                    "{'sourceReference': "
                                            + loaded.get("sourceReference").asInt()
                                            + ", 'source': {'sourceReference': "
                                            + loaded.get("sourceReference").asInt()
                                            + "}}")
                            .get("content")
                            .asText();
            assertTrue(text.contains("function #0 average(values, count)"), text);
        }
    }
}
