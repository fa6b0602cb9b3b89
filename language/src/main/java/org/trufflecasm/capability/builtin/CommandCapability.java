package org.trufflecasm.capability.builtin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.oracle.truffle.api.TruffleLanguage.Env;
import com.oracle.truffle.api.io.TruffleProcessBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.trufflecasm.capability.BlockingFunction;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.KnownCapabilities;
import org.trufflecasm.capability.Shown;
import org.trufflecasm.runtime.CasmArray;

/**
 * {@code sys.exec}: runs a command, without a shell and with nothing to read, and gives what it
 * printed. The command is started through the context's environment, so that an embedder's sandbox
 * holds; it and all it has started are ended when the time for the call is over, or it prints too
 * much.
 */
final class CommandCapability extends BlockingFunction {
    /** Bytes that a command may print, on both streams together. */
    private static final int MOST_OUTPUT = 1 << 20;

    private static final JsonFactory JSON = new JsonFactory();

    CommandCapability() {
        super(KnownCapabilities.find("sys.exec"));
    }

    @Override
    protected Object work(CapabilityContext context, Object[] values) {
        List<String> command = command(context, values);
        if (context.access().env() == null || !context.access().env().isCreateProcessAllowed()) {
            throw Arguments.failure(name(), "this host starts no commands");
        }
        Process process;
        try {
            process = start(context.access().env(), command);
        } catch (IOException | IllegalArgumentException failure) {
            throw Arguments.failure(
                    name(), "the command cannot be started: " + Shown.of(command.getFirst()));
        } catch (SecurityException refused) {
            throw Arguments.failure(name(), "this host starts no such command");
        }
        try {
            return Arguments.made(context, run(process, context));
        } catch (InterruptedException late) {
            Thread.currentThread().interrupt();
            throw Arguments.failure(name(), "the command was ended");
        } finally {
            endAll(process);
        }
    }

    /** Starts it where the context's files begin; where there are none, where the host runs. */
    private static Process start(Env env, List<String> command) throws IOException {
        TruffleProcessBuilder builder = env.newProcessBuilder(command.toArray(new String[0]));
        if (!env.isFileIOAllowed()) {
            builder.directory(env.getInternalTruffleFile(System.getProperty("user.dir")));
        }
        return builder.start();
    }

    private static List<String> command(CapabilityContext context, Object[] values) {
        List<String> command = new ArrayList<>();
        command.add(new Arguments(context, values).string(0));
        for (int i = 1; i < values.length; i++) {
            if (values[i] instanceof CasmArray array) {
                for (int k = 0; k < array.size(); k++) {
                    command.add(context.text(array.get(k)).toString());
                }
            } else {
                command.add(context.text(values[i]).toString());
            }
        }
        return command;
    }

    /** What is printed on one stream, read by a thread of its own. */
    private static final class Output {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;

        Output(InputStream stream, AtomicInteger total, Runnable tooMuch) {
            reader =
                    new Thread(
                            () -> {
                                byte[] buffer = new byte[8192];
                                try {
                                    int count = stream.read(buffer);
                                    while (count >= 0) {
                                        if (total.addAndGet(count) > MOST_OUTPUT) {
                                            tooMuch.run();
                                            return;
                                        }
                                        bytes.write(buffer, 0, count);
                                        count = stream.read(buffer);
                                    }
                                } catch (IOException ended) {
                                    // The process is gone; what it printed before counts.
                                }
                            },
                            "casm-command-output");
            reader.setDaemon(true);
            reader.start();
        }

        /** All of it, once the stream has ended. */
        String text() throws InterruptedException {
            reader.join();
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private String run(Process process, CapabilityContext context) throws InterruptedException {
        AtomicInteger total = new AtomicInteger();
        AtomicBoolean tooMuch = new AtomicBoolean();
        Runnable stop =
                () -> {
                    tooMuch.set(true);
                    endAll(process);
                };
        Output output = new Output(process.getInputStream(), total, stop);
        Output errors = new Output(process.getErrorStream(), total, stop);
        closeInput(process);
        if (!process.waitFor(Math.max(1, context.millisLeft() + 1000), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException();
        }
        // A process that the command left behind may keep the streams open.
        String printed = output.text();
        String complained = errors.text();
        if (tooMuch.get()) {
            throw Arguments.failure(
                    name(), "the command printed more than " + MOST_OUTPUT + " bytes");
        }
        return json(printed, complained, process.exitValue());
    }

    private static void closeInput(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            // It reads nothing anyway.
        }
    }

    /** Whether this also ends what it has started depends on the embedder's handler. */
    private static void endAll(Process process) {
        process.destroyForcibly();
    }

    private static String json(String output, String errors, int status) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField("stdout", output);
            generator.writeStringField("stderr", errors);
            generator.writeNumberField("exit_code", status);
            generator.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }
}
