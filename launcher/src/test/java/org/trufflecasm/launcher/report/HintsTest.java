package org.trufflecasm.launcher.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trufflecasm.error.ErrorKind;

final class HintsTest {
    private static final Hints HINTS =
            new Hints(
                    List.of("time.*"),
                    List.of("net.*"),
                    List.of("crypto.*"),
                    List.of("io.print", "io.read"));

    private static String hint(String kind, String message) {
        return HINTS.addTo(
                        new Diagnostic(Diagnostic.Code.RUN, kind, message, null, Trace.NONE, null))
                .hint();
    }

    @Test
    void denialsSayHowToAllow() {
        assertEquals(
                "add --grant fs.read to what is granted already",
                hint("CapabilityDenied", "capability denied by host: fs.read"));
        assertEquals(
                "it is denied with --deny, which beats every grant",
                hint("CapabilityDenied", "capability denied by host: net.http"));
        assertEquals(
                "the policy file denies it, which beats every grant, also those of the command"
                        + " line",
                hint("CapabilityDenied", "capability denied by host: crypto.sha256"));
        assertEquals(
                "it is granted, but a deterministic run must do without it",
                hint("CapabilityDenied", "capability denied by host: time.now"));
        assertTrue(
                hint("CapabilityDenied", "capability not declared in manifest: fs.read")
                        .contains("manifest must list \"fs.read\""));
    }

    @Test
    void unknownCapabilitiesNameTheNearest() {
        assertTrue(
                hint("UnknownCapability", "unknown capability: io.prnt")
                        .endsWith("the nearest is io.print"));
        assertEquals(
                "this host has no such capability",
                hint("UnknownCapability", "unknown capability: db.query"));
    }

    @Test
    void quotasNameTheirOption() {
        assertTrue(hint("StepQuota", "instruction quota exceeded (5)").contains("--max-steps"));
        assertTrue(hint("OutputQuota", "output quota exceeded (5)").contains("--max-output"));
        assertTrue(hint("StackQuota", "stack quota exceeded (5)").contains("--max-stack"));
        assertTrue(
                hint("CallDepthQuota", "call depth quota exceeded (5)")
                        .contains("--max-call-depth"));
        assertTrue(hint("MemoryQuota", "memory quota exceeded (5)").contains("--max-memory"));
        assertTrue(hint("MemoryQuota", "memory quota exceeded").contains("--vm.Xmx"));
        assertTrue(
                hint("CallDepthQuota", "call depth quota exceeded").contains("calls without end"));
    }

    @Test
    void plainFailuresNeedNone() {
        assertNull(hint("DivisionByZero", "division by zero"));
    }

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void everyKindIsKnown(ErrorKind kind) {
        Diagnostic plain =
                new Diagnostic(Diagnostic.Code.RUN, kind.name(), "text", null, Trace.NONE, null);
        assertNotNull(HINTS.addTo(plain));
    }
}
