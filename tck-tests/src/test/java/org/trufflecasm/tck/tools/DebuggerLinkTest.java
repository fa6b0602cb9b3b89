package org.trufflecasm.tck.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.trufflecasm.launcher.CasmCommandLine;
import org.trufflecasm.launcher.Console;
import org.trufflecasm.tck.ProjectFiles;

/** {@code casm run --dap} with clients that leave whenever they like, or not at all. */
class DebuggerLinkTest {
    private static final int PATIENCE_SECONDS = 60;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private CompletableFuture<Integer> status;

    private DapClient start() throws Exception {
        int port = DebuggedRun.freePort();
        status =
                CompletableFuture.supplyAsync(
                        () ->
                                CasmCommandLine.execute(
                                        new Console(InputStream.nullInputStream(), out, err),
                                        "run",
                                        "--dap=127.0.0.1:" + port,
                                        "--dap.Suspend=false",
                                        "--dap.WaitAttached",
                                        ProjectFiles.root() + "/examples/hello.casm"));
        DapClient client = DapClient.connect(port);
        client.request("initialize", "{'adapterID': 'casm', 'pathFormat': 'path'}");
        client.request("attach", "{}");
        client.event("initialized");
        return client;
    }

    private static void runToTheEnd(DapClient client) throws Exception {
        client.request("configurationDone", "{}");
        client.event("terminated");
    }

    private int ended() throws Exception {
        int result = status.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        String said = err.toString(StandardCharsets.UTF_8);
        assertFalse(said.contains("\tat "), said);
        assertFalse(said.contains("InternalError"), said);
        return result;
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void oneThatLeavesAtTheEnd() throws Exception {
        try (DapClient client = start()) {
            runToTheEnd(client);
            client.request("disconnect", "{}");
        }
        assertEquals(0, ended());
        assertEquals("Hello from a capsule!\n", printed());
    }

    @Test
    void oneThatHangsUpAtTheEnd() throws Exception {
        try (DapClient client = start()) {
            runToTheEnd(client);
        }
        assertEquals(0, ended());
        assertEquals("Hello from a capsule!\n", printed());
    }

    @Test
    void oneThatStays() throws Exception {
        try (DapClient client = start()) {
            runToTheEnd(client);
            assertEquals(0, ended());
        }
        assertEquals("Hello from a capsule!\n", printed());
    }

    /** The server throws into the run then; what is left is one sentence. */
    @Test
    void oneThatHangsUpAtTheBeginning() throws Exception {
        try (DapClient client = start()) {
            client.request("configurationDone", "{}");
        }
        int result = ended();
        String said = err.toString(StandardCharsets.UTF_8);
        assertTrue(
                result == 0
                        ? printed().equals("Hello from a capsule!\n")
                        : said.contains("the debugger has gone without a farewell"),
                said);
    }

    @Test
    void oneThatNeverComes() throws Exception {
        int status =
                CasmCommandLine.execute(
                        new Console(InputStream.nullInputStream(), out, err),
                        "run",
                        "--dap=127.0.0.1:" + DebuggedRun.freePort(),
                        "--dap.Suspend=false",
                        ProjectFiles.root() + "/examples/hello.casm");
        assertEquals(0, status, err.toString(StandardCharsets.UTF_8));
        assertEquals("Hello from a capsule!\n", printed());
    }
}
