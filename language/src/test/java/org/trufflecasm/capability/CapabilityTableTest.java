package org.trufflecasm.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.truffle.api.Assumption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;

final class CapabilityTableTest {
    private final CapabilityTable table =
            new CapabilityTable(
                    new Manifest(
                            Map.of("io.*", List.of(), "bench.step", List.of()), Map.of(), Map.of()),
                    GrantPolicy.of(List.of("bench.step"), List.of()),
                    CapabilityRegistry.of(List.of()));

    @Test
    void givesTheSameFunctionAgain() {
        HostFunction first = table.resolve("bench.step", 1, null);
        assertEquals("bench.step", first.name());
        assertSame(first, table.resolve("bench.step", 1, null));
    }

    @Test
    void theNumberOfArgumentsBelongsToTheSite() {
        table.resolve("bench.step", 1, null);
        GuestException failure =
                assertThrows(GuestException.class, () -> table.resolve("bench.step", 2, null));
        assertEquals(ErrorKind.ArityMismatch, failure.kind());
        assertEquals("bench.step takes 1 arg(s), got 2", failure.getMessage());
        assertTrue(failure.kind().isCatchable());
    }

    @Test
    void refusesEachTime() {
        for (int i = 0; i < 2; i++) {
            GuestException failure =
                    assertThrows(GuestException.class, () -> table.resolve("fs.read", 1, null));
            assertEquals(ErrorKind.CapabilityDenied, failure.kind());
            assertEquals("capability not declared in manifest: fs.read", failure.getMessage());
            assertFalse(failure.kind().isCatchable());
        }
    }

    /** Where decisions are noted, a refusal is a function too, which fails when it is called. */
    @Test
    void auditedSitesAlwaysGetAFunction() {
        CapabilityTable audited =
                new CapabilityTable(
                        Manifest.EMPTY,
                        GrantPolicy.of(List.of(), List.of()),
                        CapabilityRegistry.of(List.of()),
                        true);
        HostFunction refused = audited.resolve("fs.read", 1, null);
        assertEquals("fs.read", refused.name());
        assertSame(refused, audited.resolve("fs.read", 1, null));
    }

    @Test
    void revocationEndsWhatSitesRelyOn() {
        Assumption before = table.stable();
        table.resolve("bench.step", 1, null);
        table.revoke("bench.*");
        assertFalse(before.isValid());
        assertNotSame(before, table.stable());
        assertTrue(table.stable().isValid());
        GuestException failure =
                assertThrows(GuestException.class, () -> table.resolve("bench.step", 1, null));
        assertEquals("capability denied by host: bench.step", failure.getMessage());
        assertFalse(table.policy().allows("bench.step"));
        assertEquals("io.print", table.resolve("print", 1, null).name());
    }

    @Test
    void aMistakenRevocationChangesNothing() {
        Assumption before = table.stable();
        assertThrows(IllegalArgumentException.class, () -> table.revoke("bench*"));
        assertTrue(before.isValid());
        assertSame(before, table.stable());
    }
}
