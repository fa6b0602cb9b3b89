package org.trufflecasm.tck.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.truffle.api.debug.DebugException;
import com.oracle.truffle.api.debug.DebugStackFrame;
import com.oracle.truffle.api.debug.DebugValue;
import com.oracle.truffle.api.debug.Debugger;
import com.oracle.truffle.api.debug.DebuggerSession;
import com.oracle.truffle.api.debug.SuspendedCallback;
import com.oracle.truffle.api.debug.SuspendedEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.ByteSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a debugger evaluates and changes in a frame, by the rules of the family of its code. */
@Timeout(120)
class EvaluationTest {
    private static final String MODULE =
            """
            .crab 1
            .func main 0 0 1
                LOAD_CONST =2.5
                STORE_LOCAL 0
                LOAD_CONST ="done"
                PRINT
                LOAD_LOCAL 0
                LOAD_CONST =1
                ADD
                PRINT
            .entry main
            """;

    private static final String CAPSULE =
            """
            {"version":"1.0","manifest":{"permissions":["io.print"]},"entry":"main","functions":{
              "main":{"params":[],"body":[
                {"op":"push_int","value":2},{"op":"store","name":"a"},
                {"op":"push_str","value":"done"},{"op":"cap_call","name":"io.print","argc":1},
                {"op":"load","name":"a"},{"op":"push_int","value":1},{"op":"add"},
                {"op":"cap_call","name":"io.print","argc":1},{"op":"halt"}]}}}
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Steps through a program until a variable has a value, and does something there. */
    private void run(String program, String variable, Consumer<SuspendedEvent> action)
            throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        SuspendedCallback step =
                event -> {
                    DebugStackFrame frame = event.getTopStackFrame();
                    DebugValue value = frame.getScope().getDeclaredValue(variable);
                    if (value == null || !value.isReadable()) {
                        event.prepareStepInto(1);
                        return;
                    }
                    action.accept(event);
                    done.set(true);
                    event.prepareContinue();
                };
        try (Engine engine = Engine.create("casm");
                Context context =
                        Context.newBuilder("casm")
                                .engine(engine)
                                .out(out)
                                .option("casm.Grant", "io.print")
                                .build();
                DebuggerSession session = Debugger.find(engine).startSession(step)) {
            session.suspendNextExecution();
            ByteSequence content = ByteSequence.create(program.getBytes(StandardCharsets.UTF_8));
            context.eval(
                    Source.newBuilder("casm", content, "test")
                            .mimeType("application/x-casm")
                            .build());
        }
        assertTrue(done.get(), "the variable never had a value");
    }

    private static String evaluate(DebugStackFrame frame, String expression) {
        try {
            return frame.eval(expression).toDisplayString();
        } catch (DebugException failed) {
            return failed.getMessage();
        }
    }

    private static void set(SuspendedEvent event, String variable, int value) {
        event.getTopStackFrame()
                .getScope()
                .getDeclaredValue(variable)
                .set(event.getSession().createPrimitiveValue(value, null));
    }

    @Test
    void operatorsAreThoseOfTheFamily() throws Exception {
        run(
                MODULE,
                "0",
                event -> {
                    DebugStackFrame frame = event.getTopStackFrame();
                    assertEquals("3.5", evaluate(frame, "7 / 2"));
                    assertEquals("-0", evaluate(frame, "-0"));
                    assertEquals("true", evaluate(frame, "not (not 0)"));
                    assertEquals("true", evaluate(frame, "len('xyz') / 2 == 1.5"));
                    assertEquals("true", evaluate(frame, "type_of(1) == 'number'"));
                });
        run(
                CAPSULE,
                "a",
                event -> {
                    DebugStackFrame frame = event.getTopStackFrame();
                    assertEquals("3", evaluate(frame, "7 / a"));
                    assertEquals("0", evaluate(frame, "-0"));
                    assertEquals("1x", evaluate(frame, "1 + 'x'"));
                    assertEquals("false", evaluate(frame, "not (not 0)"));
                    assertEquals("true", evaluate(frame, "type_of(a) == 'int'"));
                });
    }

    @Test
    void valuesThatToolsGiveAreOfTheFamily() throws Exception {
        run(MODULE, "0", event -> set(event, "0", 41));
        assertEquals("done\n42\n", out.toString(StandardCharsets.UTF_8));
        out.reset();
        run(CAPSULE, "a", event -> set(event, "a", 41));
        assertEquals("done\n42\n", out.toString(StandardCharsets.UTF_8));
    }
}
