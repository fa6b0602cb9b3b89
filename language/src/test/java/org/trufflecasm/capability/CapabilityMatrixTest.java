package org.trufflecasm.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trufflecasm.capability.CapabilityMatrix.Argument;
import org.trufflecasm.capability.CapabilityMatrix.Ending;
import org.trufflecasm.capability.CapabilityMatrix.ManifestForm;
import org.trufflecasm.capability.CapabilityMatrix.PolicyForm;
import org.trufflecasm.capability.CapabilityMatrix.Subject;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.CasmString;

/**
 * The decision about a call for every combination of manifest, host, provider, number of arguments
 * and first argument, against an oracle of a dozen lines.
 */
class CapabilityMatrixTest {
    private static final int[] ARGUMENT_COUNTS = {0, 1, 2};

    private int calls;
    private int combinations;

    static Stream<Arguments> subjectsAndManifests() {
        return CapabilityMatrix.SUBJECTS.stream()
                .flatMap(
                        subject ->
                                Stream.of(ManifestForm.values())
                                        .map(manifest -> Arguments.of(subject, manifest)));
    }

    @ParameterizedTest
    @MethodSource("subjectsAndManifests")
    void decidesAsTheSpecificationSays(Subject subject, ManifestForm form) {
        // One argument each, so that every capability can be called too few and too many.
        CapabilityRegistry registry =
                CapabilityRegistry.of(
                        List.of(
                                TestCapabilities.of(
                                        TestCapabilities.capability(
                                                subject.name(),
                                                1,
                                                false,
                                                (call, arguments) -> {
                                                    calls++;
                                                    return null;
                                                }))));
        for (boolean registered : new boolean[] {true, false}) {
            Subject called = registered ? subject : subject.unregistered();
            Manifest manifest = form.manifest(called);
            for (PolicyForm host : PolicyForm.values()) {
                if (host.suits(called)) {
                    GrantPolicy policy = host.policy(called);
                    for (int count : ARGUMENT_COUNTS) {
                        for (Argument argument : Argument.values()) {
                            Ending expected =
                                    CapabilityMatrix.expected(
                                            called, form, host, registered, count, argument);
                            Object[] arguments = arguments(called, count, argument);
                            String where = form + " " + host + " " + count + " " + argument;
                            check(expected, called, arguments, manifest, policy, registry, where);
                        }
                    }
                }
            }
        }
        assertTrue(combinations > 100, "a matrix of " + combinations);
    }

    private static Object[] arguments(Subject subject, int count, Argument argument) {
        Object[] arguments = new Object[count];
        for (int i = 0; i < count; i++) {
            arguments[i] =
                    switch (argument) {
                        case INSIDE -> CasmString.of(subject.inside());
                        case OUTSIDE -> CasmString.of(subject.outside());
                        case NO_TEXT -> (Object) 3L;
                    };
        }
        return arguments;
    }

    private void check(
            Ending expected,
            Subject subject,
            Object[] arguments,
            Manifest manifest,
            GrantPolicy policy,
            CapabilityRegistry registry,
            String where) {
        combinations++;
        String name = subject.name();
        CapabilityTable table = new CapabilityTable(manifest, policy, registry);
        CapabilityContext context =
                new CapabilityContext(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream());
        calls = 0;
        Ending actual = Ending.CALLED;
        try {
            table.resolve(name, arguments.length, null).call(context, arguments);
        } catch (GuestException failure) {
            actual = new Ending(failure.kind(), failure.getMessage());
        }
        assertEquals(expected, actual, where);
        // Nothing of a refused call happens.
        assertEquals(expected.equals(Ending.CALLED) ? 1 : 0, calls, where);
        Decision decision =
                CapabilityResolver.resolve(name, arguments.length, manifest, policy, registry);
        Decision.Refused refusal =
                switch (decision) {
                    case Decision.Refused refused -> refused;
                    case Decision.Allowed(HostFunction function) -> function.refusal(arguments);
                };
        if (refusal != null || !Objects.equals(name(expected), "TypeError")) {
            assertEquals(
                    expected,
                    refusal == null ? Ending.CALLED : new Ending(refusal.kind(), refusal.message()),
                    where);
        }
    }

    private static String name(Ending ending) {
        return ending.kind() == null ? null : ending.kind().name();
    }

    /** The oracle itself: each question decides somewhere. */
    @Test
    void theMatrixReachesEveryAnswer() {
        Subject files = CapabilityMatrix.SUBJECTS.get(4);
        assertEquals("fs.read", files.name());
        assertEquals(
                "capability not declared in manifest: fs.read",
                message(files, ManifestForm.OBJECT_FALSE, PolicyForm.GRANT, Argument.INSIDE));
        assertEquals(
                "capability denied by host: fs.read",
                message(files, ManifestForm.EXACT, PolicyForm.DEFAULT, Argument.INSIDE));
        assertEquals(
                "capability scope not declared in manifest: fs.read:database",
                message(files, ManifestForm.SCOPED, PolicyForm.GRANT, Argument.OUTSIDE));
        assertEquals(
                "capability scope denied by host: fs.read:database",
                message(files, ManifestForm.EXACT, PolicyForm.GRANT_SCOPE, Argument.OUTSIDE));
        assertEquals(null, message(files, ManifestForm.SCOPED, PolicyForm.GRANT, Argument.INSIDE));
    }

    private static String message(
            Subject subject, ManifestForm manifest, PolicyForm policy, Argument argument) {
        return CapabilityMatrix.expected(subject, manifest, policy, true, 1, argument).message();
    }
}
