package org.trufflecasm.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GrantPolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.print", "print", "io.eprint", "io.read", "io.input", "str.len", "math.pow",
                        "conv.to_int",
                "json.parse", "collections.zip", "append", "push", "arr_set", "arr_get",
                        "arr_slice", "make_range"
            })
    void standardAllowsWhatStaysInside(String name) {
        assertTrue(GrantPolicy.STANDARD.allows(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bench.step",
                "fs.read",
                "sys.exec",
                "net.http",
                "io",
                "io.write",
                "strx",
                "str",
                "string.len",
                "anything",
                "time.now",
                "env.get"
            })
    void standardRefusesEverythingElse(String name) {
        assertFalse(GrantPolicy.STANDARD.allows(name));
    }

    @Test
    void noneAllowsNothing() {
        assertFalse(GrantPolicy.NONE.allows("io.print"));
        assertTrue(GrantPolicy.NONE.grant(List.of("io.print")).allows("io.print"));
    }

    @Test
    void aNamespaceIsGrantedWhole() {
        GrantPolicy policy = GrantPolicy.of(List.of("fs.*"), List.of());
        assertTrue(policy.allows("fs.read"));
        assertTrue(policy.allows("fs.deep.inside"));
        assertFalse(policy.allows("fsx.read"));
        assertFalse(policy.allows("fs"));
    }

    @Test
    void denialBeatsEveryGrantWhateverCameFirst() {
        GrantPolicy policy =
                GrantPolicy.STANDARD.deny(List.of("fs.write")).grant(List.of("*", "fs.write"));
        assertTrue(policy.allows("fs.read"));
        assertFalse(policy.allows("fs.write"));
        assertFalse(GrantPolicy.STANDARD.deny(List.of("*")).allows("io.print"));
        assertFalse(GrantPolicy.STANDARD.deny(List.of("make_range")).allows("make_range"));
    }

    @Test
    void otherSpellingsAreTheSameCapability() {
        assertFalse(GrantPolicy.of(List.of(), List.of("print")).allows("io.print"));
        assertFalse(GrantPolicy.of(List.of(), List.of("io.*")).allows("print"));
        assertFalse(GrantPolicy.of(List.of("*"), List.of("net.get")).allows("net.http"));
        assertFalse(GrantPolicy.of(List.of("*"), List.of("process.*")).allows("sys.exec"));
        assertTrue(GrantPolicy.of(List.of("process.exec"), List.of()).allows("sys.exec"));
        assertTrue(GrantPolicy.of(List.of("sys.env"), List.of()).allows("env.get"));
    }

    @Test
    void aDenialInTheMiddleOfALongNameHolds() {
        assertFalse(GrantPolicy.of(List.of("*"), List.of("a.b.*")).allows("a.b.c.d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "fs*",
                "*.read",
                "fs.**",
                "fs.",
                ".read",
                "fs..read",
                "fs.read ",
                "a,b",
                "fs.*.x"
            })
    void refusesWhatIsNoPattern(String text) {
        assertThrows(
                IllegalArgumentException.class, () -> GrantPolicy.STANDARD.grant(List.of(text)));
        assertThrows(
                IllegalArgumentException.class, () -> GrantPolicy.STANDARD.deny(List.of(text)));
    }

    @Test
    void aScopedGrantAllowsTheCapabilityInPart() {
        GrantPolicy policy = GrantPolicy.NONE.grant(List.of("fs.read:data", "net.get:a.example"));
        assertTrue(policy.allows("fs.read"));
        assertTrue(policy.allows("net.http"));
        assertFalse(policy.allows("fs.write"));
        assertFalse(policy.scopes("fs.read").isUnlimited());
        assertTrue(policy.grant(List.of("fs.*")).scopes("fs.read").isUnlimited());
    }

    @Test
    void aScopedDenialRefusesOnlyItsScope() {
        GrantPolicy policy = GrantPolicy.of(List.of("fs.*"), List.of("fs.read:secret"));
        assertTrue(policy.allows("fs.read"));
        assertFalse(policy.scopes("fs.read").allows(ScopeKind.PATH, "secret/key"));
        assertTrue(policy.scopes("fs.read").allows(ScopeKind.PATH, "open"));
        assertFalse(policy.deny(List.of("fs.*")).allows("fs.read"));
    }

    @Test
    void aRestrictionNarrowsEveryGrant() {
        GrantPolicy policy =
                GrantPolicy.of(List.of("fs.*"), List.of()).restrict(List.of("fs.read:data"));
        assertTrue(policy.scopes("fs.read").allows(ScopeKind.PATH, "data/a"));
        assertFalse(policy.scopes("fs.read").allows(ScopeKind.PATH, "other"));
        assertTrue(policy.scopes("fs.write").isUnlimited());
        assertFalse(GrantPolicy.NONE.restrict(List.of("fs.read:data")).allows("fs.read"));
        assertThrows(
                IllegalArgumentException.class,
                () -> GrantPolicy.NONE.restrict(List.of("fs.read")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.print:x",
                "*:x",
                "fs.read:",
                "fs.read:/etc",
                "fs.read:../up",
                "fs.read:a/../b",
                "fs.read:C:/x",
                "net.http:ftp://a.example/",
                "net.http:user@a.example",
                "net.http:a.example/path",
                "net.http:https://a.example/?q"
            })
    void refusesAScopeThatMakesNoSense(String text) {
        assertThrows(
                IllegalArgumentException.class, () -> GrantPolicy.STANDARD.grant(List.of(text)));
    }

    @Test
    void whatIsNoPatternIsNamed() {
        for (String text : List.of("fs*", "fs*:data")) {
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> GrantPolicy.STANDARD.grant(List.of(text)));
            assertEquals(
                    "'"
                            + text
                            + "' is neither the name of a capability, NAMESPACE.* nor *"
                            + (text.contains(":") ? ", followed by a scope" : ""),
                    refused.getMessage());
        }
    }

    @Test
    void showsWhatItSays() {
        assertEquals(
                "grants [io.print], denials [net.*]",
                GrantPolicy.NONE.grant(List.of("print")).deny(List.of("net.*")).toString());
    }
}
