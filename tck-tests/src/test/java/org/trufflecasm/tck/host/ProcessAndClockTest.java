package org.trufflecasm.tck.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.EnvironmentAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trufflecasm.embed.CommandHandler;

/** {@code sys.*} and {@code time.*}, deadlines, revocation, deterministic runs. */
@Timeout(120)
class ProcessAndClockTest {

    private static UnaryOperator<Context.Builder> granting(String... options) {
        return builder -> {
            builder.allowCreateProcess(true)
                    .processHandler(new CommandHandler())
                    .option(
                            "casm.Grant",
                            "sys.*,time.*,hosttest.*,crypto.*,bench.step,net.*,polyglot.*");
            for (int i = 0; i < options.length; i += 2) {
                builder.option(options[i], options[i + 1]);
            }
            return builder;
        };
    }

    @Test
    void commandsRunWithoutAShell() {
        Capsule.Result result =
                Capsule.asking("sys.exec")
                        .print("process.exec", "echo", "a  $HOME", ";ls")
                        .run(granting());
        assertEquals(
                "{\"stdout\":\"a  $HOME ;ls\\n\",\"stderr\":\"\",\"exit_code\":0}\n",
                result.stdout(),
                result.message());
        result =
                Capsule.asking("sys.exec")
                        .print("sys.exec", "sh", "-c", "echo e >&2; cat; exit 3")
                        .run(granting());
        assertEquals(
                "{\"stdout\":\"\",\"stderr\":\"e\\n\",\"exit_code\":3}\n",
                result.stdout(),
                result.message());
    }

    @Test
    void commandsNeedTheEmbeddersConsentAndAName() {
        Capsule capsule = Capsule.asking("sys.exec").print("sys.exec", "no-such-command-here");
        assertEquals(
                "sys.exec: the command cannot be started: no-such-command-here",
                capsule.run(granting()).message());
        assertEquals(
                "sys.exec: this host starts no commands",
                capsule.run(builder -> builder.option("casm.Grant", "sys.exec")).message());
    }

    @Test
    void aCommandThatPrintsTooMuchIsEnded() {
        Capsule.Result result = Capsule.asking("sys.exec").print("sys.exec", "yes").run(granting());
        assertEquals("sys.exec: the command printed more than 1048576 bytes", result.message());
    }

    @Test
    void aDeadlineEndsACommandAndAllItStarted() throws InterruptedException {
        String mark = "7" + System.nanoTime() % 1_000_000;
        Capsule.Result result =
                Capsule.asking("sys.exec")
                        .print("sys.exec", "sh", "-c", "sleep 1" + mark + " & sleep 2" + mark)
                        .run(granting("casm.CapabilityTimeout", "500"));
        assertEquals("CapabilityTimeout", result.kind(), result.message());
        assertEquals(
                "'sys.exec' exceeded its 500ms wall-clock quota and was killed", result.message());
        Thread.sleep(500);
        assertEquals(
                0,
                ProcessHandle.allProcesses()
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> process.info().commandLine().orElse("").contains(mark))
                        .count());
    }

    @Test
    void aDeadlineInterruptsABlockedProvider() {
        long start = System.nanoTime();
        Capsule.Result result =
                Capsule.asking("hosttest.*")
                        .print("hosttest.block")
                        .run(granting("casm.CapabilityTimeout", "300"));
        assertEquals(
                "'hosttest.block' exceeded its 300ms wall-clock quota and was killed",
                result.message());
        assertEquals("CapabilityTimeout", result.kind());
        assertTrue(System.nanoTime() - start < 60_000_000_000L);
        assertTrue(!Thread.currentThread().isInterrupted(), "the interruption went astray");
    }

    @Test
    void sleepingEndsInTimeOrInADeadline() {
        assertEquals(
                null, Capsule.asking("time.*").call("time.sleep", 20).run(granting()).message());
        assertEquals(
                "'time.sleep' exceeded its 300ms wall-clock quota and was killed",
                Capsule.asking("time.*")
                        .call("time.sleep", 1_000_000)
                        .run(granting("casm.CapabilityTimeout", "300"))
                        .message());
    }

    @Test
    void variablesAreThoseOfTheEmbedder() {
        UnaryOperator<Context.Builder> host =
                builder ->
                        granting()
                                .apply(builder)
                                .allowEnvironmentAccess(EnvironmentAccess.NONE)
                                .environment(Map.of("COLOUR", "green", "OTHER", "x"));
        assertEquals(
                "green\n",
                Capsule.asking("sys.env:COLOUR").print("env.get", "COLOUR").run(host).stdout());
        assertEquals(
                "capability scope not declared in manifest: sys.env:OTHER",
                Capsule.asking("sys.env:COLOUR").print("sys.env", "OTHER").run(host).message());
    }

    @Test
    void argumentsComeFromTheEmbedder() {
        assertEquals(
                "[a, b c]\n",
                Capsule.asking("sys.args")
                        .print("sys.args")
                        .run(
                                builder ->
                                        granting()
                                                .apply(builder)
                                                .arguments("casm", new String[] {"a", "b c"}))
                        .stdout());
    }

    @Test
    void exitEndsTheRunWithItsStatusAndItsOutput() {
        Capsule.Result result =
                Capsule.asking("sys.exit")
                        .op("{'op': 'enter_try', 'target': 5}")
                        .call("io.print", "before")
                        .call("sys.exit", 9)
                        .call("io.print", "after")
                        .run(granting());
        assertEquals(9, result.exitStatus());
        assertEquals("before\n", result.stdout());
    }

    @Test
    void aRegisteredNameHidesABuiltInOne() {
        assertEquals(
                "hidden x\n",
                Capsule.asking("crypto.*").print("crypto.sha256", "x").run(granting()).stdout());
    }

    @Test
    void deterministicRunsDoNotSeeTheWorld() {
        Capsule.Result result =
                Capsule.asking("time.*", "math.*")
                        .print("time.now")
                        .print("time.now")
                        .print("math.random")
                        .run(granting("casm.Deterministic", "true"));
        assertEquals("0\n1\n0.8833108082136426\n", result.stdout(), result.message());
        for (String name : new String[] {"crypto.random", "net.http", "sys.exec"}) {
            Capsule.Result refused =
                    Capsule.asking("*")
                            .print(name, name.equals("crypto.random") ? (Object) 1 : "x")
                            .run(granting("casm.Deterministic", "true"));
            assertEquals("capability denied by host: " + name, refused.message());
        }
    }

    /** A loop that has long been compiled loses the permission it relied on. */
    @Test
    void revocationReachesCompiledCode() {
        Capsule loop =
                Capsule.asking("bench.step", "hosttest.revoke")
                        .push(0)
                        .op("{'op': 'store', 'name': 'i'}")
                        // 2: i = i + 1
                        .op("{'op': 'load', 'name': 'i'}")
                        .op("{'op': 'push_int', 'value': 1}")
                        .op("{'op': 'add'}")
                        .op("{'op': 'store', 'name': 'i'}")
                        .op("{'op': 'load', 'name': 'i'}")
                        .op("{'op': 'cap_call', 'name': 'bench.step', 'argc': 1}")
                        .op("{'op': 'pop'}")
                        .op("{'op': 'load', 'name': 'i'}")
                        .op("{'op': 'push_int', 'value': 200000}")
                        .op("{'op': 'eq'}")
                        .op("{'op': 'jmp_if_not', 'target': 18}")
                        .op("{'op': 'load', 'name': 'i'}")
                        .op("{'op': 'cap_call', 'name': 'io.print', 'argc': 1}")
                        .push("bench.*")
                        .op("{'op': 'cap_call', 'name': 'hosttest.revoke', 'argc': 1}")
                        .op("{'op': 'nop'}")
                        // 18
                        .op("{'op': 'jmp', 'target': 2}");
        Capsule.Result result = loop.run(granting());
        assertEquals("200000\n", result.stdout(), result.message());
        assertEquals("capability denied by host: bench.step", result.message());
        assertEquals("CapabilityDenied", result.kind());
    }
}
