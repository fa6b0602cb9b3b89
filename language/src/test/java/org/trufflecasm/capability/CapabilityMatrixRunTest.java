package org.trufflecasm.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trufflecasm.capability.CapabilityMatrix.Argument;
import org.trufflecasm.capability.CapabilityMatrix.Ending;
import org.trufflecasm.capability.CapabilityMatrix.ManifestForm;
import org.trufflecasm.capability.CapabilityMatrix.PolicyForm;
import org.trufflecasm.capability.CapabilityMatrix.Subject;
import org.trufflecasm.embed.RootedFileSystem;
import org.trufflecasm.error.ErrorKind;

/** A part of the matrix as capsules that run, with the options of an embedder. */
class CapabilityMatrixRunTest {
    /** Built-in capabilities that take one argument and do no harm. */
    private static final List<String> SUBJECTS = List.of("fs.read", "sys.env", "bench.step");

    /** Of the combinations each of so many is run; a prime, so that it meets all values. */
    private static final int EACH = 11;

    @TempDir Path folder;
    private int turn;

    @ParameterizedTest
    @EnumSource(ManifestForm.class)
    void runsAsDecided(ManifestForm form) throws IOException {
        Files.createDirectory(folder.resolve("data"));
        Files.writeString(folder.resolve("data/a"), "text");
        Files.writeString(folder.resolve("database"), "text");
        turn = Math.floorMod(form.name().hashCode(), EACH);
        try (Engine engine =
                Engine.newBuilder("casm")
                        .allowExperimentalOptions(true)
                        .option("engine.WarnInterpreterOnly", "false")
                        .build()) {
            for (Subject subject : CapabilityMatrix.SUBJECTS) {
                if (SUBJECTS.contains(subject.name())) {
                    runAll(engine, subject, form);
                }
            }
        }
    }

    private void runAll(Engine engine, Subject subject, ManifestForm form) throws IOException {
        for (PolicyForm policy : PolicyForm.values()) {
            for (boolean registered : new boolean[] {true, false}) {
                Subject called = registered ? subject : subject.unregistered();
                for (int count = 0; count <= 2 && policy.suits(called); count++) {
                    for (Argument argument : Argument.values()) {
                        if (turn++ % EACH == 0) {
                            Ending expected =
                                    CapabilityMatrix.expected(
                                            called, form, policy, registered, count, argument);
                            Ending actual = run(engine, called, form, policy, count, argument);
                            if (!expected.equals(Ending.CALLED) || !isCalled(actual)) {
                                assertEquals(
                                        expected,
                                        actual,
                                        () -> called + " " + form + " " + policy + " " + argument);
                            }
                        }
                    }
                }
            }
        }
    }

    private Ending run(
            Engine engine,
            Subject subject,
            ManifestForm form,
            PolicyForm policy,
            int count,
            Argument argument)
            throws IOException {
        IOAccess files = IOAccess.newBuilder().fileSystem(new RootedFileSystem(folder)).build();
        try (Context context =
                Context.newBuilder("casm")
                        .engine(engine)
                        .allowExperimentalOptions(true)
                        .allowIO(files)
                        .out(OutputStream.nullOutputStream())
                        .option("casm.Grant", String.join(",", policy.grants(subject)))
                        .option("casm.Deny", String.join(",", policy.denials(subject)))
                        .option("casm.Restrict", String.join(",", policy.restrictions(subject)))
                        .build()) {
            return ending(context, capsule(subject, form, count, argument));
        }
    }

    private static Ending ending(Context context, String capsule) {
        try {
            context.eval("casm", capsule);
            return Ending.CALLED;
        } catch (PolyglotException failure) {
            Value guest = failure.getGuestObject();
            if (guest == null) {
                throw failure;
            }
            ErrorKind kind = ErrorKind.valueOf(guest.getMember("kind").asString());
            String message = guest.getMember("message").asString();
            return new Ending(kind, message);
        }
    }

    /** A capability that was called may have something against its argument; that is no refusal. */
    private static boolean isCalled(Ending ending) {
        return ending.equals(Ending.CALLED)
                || ending.kind() == ErrorKind.TypeError
                || ending.kind() == ErrorKind.CapabilityError;
    }

    private static String capsule(
            Subject subject, ManifestForm form, int count, Argument argument) {
        String push =
                switch (argument) {
                    case INSIDE ->
                            "{\"op\": \"push_str\", \"value\": \"" + subject.inside() + "\"}";
                    case OUTSIDE ->
                            "{\"op\": \"push_str\", \"value\": \"" + subject.outside() + "\"}";
                    case NO_TEXT -> "{\"op\": \"push_int\", \"value\": 3}";
                };
        return "{\"manifest\": %s, \"functions\": {\"main\": {\"body\": [%s{\"op\": \"cap_call\", \"name\": \"%s\", \"argc\": %d}]}}}"
                .formatted(form.json(subject), (push + ",").repeat(count), subject.name(), count);
    }
}
