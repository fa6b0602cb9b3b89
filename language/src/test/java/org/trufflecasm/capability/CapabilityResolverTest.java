package org.trufflecasm.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.error.ErrorKind;

final class CapabilityResolverTest {
    private static final CapabilityRegistry BUILTIN = CapabilityRegistry.of(List.of());
    private static final GrantPolicy ALL = GrantPolicy.NONE.grant(List.of("*"));

    private static Manifest asks(String... permissions) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (String permission : permissions) {
            map.put(permission, List.of());
        }
        return new Manifest(map, Map.of(), Map.of());
    }

    private static Decision resolve(
            String name, int arguments, Manifest manifest, GrantPolicy policy) {
        return CapabilityResolver.resolve(name, arguments, manifest, policy, BUILTIN);
    }

    private static void assertRefused(ErrorKind kind, String message, Decision decision) {
        assertEquals(new Decision.Refused(kind, message), decision);
    }

    private static HostFunction allowed(Decision decision) {
        return assertInstanceOf(Decision.Allowed.class, decision).function();
    }

    /** Each question is asked only if all before it were answered yes: so the first no decides. */
    @ParameterizedTest
    @CsvSource({
        "false, false, false, capability not declared in manifest: NAME",
        "false, true, false, capability not declared in manifest: NAME",
        "false, false, true, capability not declared in manifest: NAME",
        "false, true, true, capability not declared in manifest: NAME",
        "true, false, false, capability denied by host: NAME",
        "true, false, true, capability denied by host: NAME",
        "true, true, false, unknown capability: NAME",
        "true, true, true, 'NAME takes 1 arg(s), got 3'"
    })
    void asksInTheOrderOfTheSpecification(
            boolean asked, boolean granted, boolean registered, String expected) {
        String name = registered ? "bench.step" : "bench.leap";
        Decision decision =
                resolve(name, 3, asked ? asks(name) : asks(), granted ? ALL : GrantPolicy.NONE);
        Decision.Refused refused = assertInstanceOf(Decision.Refused.class, decision);
        assertEquals(expected.replace("NAME", name), refused.message());
        assertEquals(
                !asked || !granted
                        ? ErrorKind.CapabilityDenied
                        : registered ? ErrorKind.ArityMismatch : ErrorKind.UnknownCapability,
                refused.kind());
    }

    @Test
    void allowsWhatPassesAll() {
        assertEquals(
                "bench.step", allowed(resolve("bench.step", 1, asks("bench.step"), ALL)).name());
        assertEquals(
                "bench.step",
                allowed(CapabilityResolver.access("bench.step", asks("bench.*"), ALL, BUILTIN))
                        .name());
    }

    @Test
    void anyNumberOfArgumentsWhereTheCapabilityTakesAny() {
        for (int count : new int[] {0, 1, 2, 65_535}) {
            allowed(resolve("io.print", count, asks("io.print"), GrantPolicy.STANDARD));
        }
        assertRefused(
                ErrorKind.ArityMismatch,
                "io.read takes 0 arg(s), got 1",
                resolve("io.read", 1, asks("*"), GrantPolicy.STANDARD));
    }

    @Test
    void messagesKeepTheSpellingOfTheCapsule() {
        assertRefused(
                ErrorKind.CapabilityDenied,
                "capability not declared in manifest: print",
                resolve("print", 1, asks("io.read"), GrantPolicy.STANDARD));
        assertEquals(
                "io.print",
                allowed(resolve("print", 1, asks("io.print"), GrantPolicy.STANDARD)).name());
        assertEquals(
                "io.print",
                allowed(resolve("io.print", 1, asks("print"), GrantPolicy.STANDARD)).name());
        assertEquals(
                "io.read",
                allowed(resolve("io.input", 0, asks("io.*"), GrantPolicy.STANDARD)).name());
    }

    @Test
    void arrayFunctionsNeedNoPermissionButObeyTheHost() {
        assertInstanceOf(
                Decision.Allowed.class,
                resolve("make_range", 1, Manifest.EMPTY, GrantPolicy.STANDARD));
        assertRefused(
                ErrorKind.CapabilityDenied,
                "capability denied by host: make_range",
                resolve(
                        "make_range",
                        1,
                        Manifest.EMPTY,
                        GrantPolicy.STANDARD.deny(List.of("make_range"))));
    }

    @Test
    void wildcardsOfAManifest() {
        assertTrue(CapabilityResolver.isRequested("fs.read", asks("fs.*")));
        assertTrue(CapabilityResolver.isRequested("fs.read", asks("*")));
        assertTrue(CapabilityResolver.isRequested("sys.env", asks("env.*")));
        assertFalse(
                CapabilityResolver.isRequested(
                        "fs.read", asks("f*", "fs", "fs.", "net.*", "fs.rea")));
    }

    @Test
    void aScopeOfWhichNobodyKnowsTheMeaningAllowsNothing() {
        CapabilityRegistry registry =
                CapabilityRegistry.of(
                        List.of(
                                TestCapabilities.of("fs.copy", 2, true),
                                TestCapabilities.of("a.b", 1, true)));
        Manifest scoped = new Manifest(Map.of("fs.copy", List.of("./data")), Map.of(), Map.of());
        assertRefused(
                ErrorKind.CapabilityDenied,
                "it is not known what the scopes of this capability mean, so they cannot allow:"
                        + " fs.copy",
                CapabilityResolver.resolve("fs.copy", 2, scoped, ALL, registry));
        Manifest both =
                new Manifest(
                        Map.of("fs.copy", List.of("./data"), "fs.*", List.of()),
                        Map.of(),
                        Map.of());
        allowed(CapabilityResolver.resolve("fs.copy", 2, both, ALL, registry));
        Manifest elsewhere = new Manifest(Map.of("a.b", List.of("x")), Map.of(), Map.of());
        allowed(CapabilityResolver.resolve("a.b", 1, elsewhere, ALL, registry));
    }
}
