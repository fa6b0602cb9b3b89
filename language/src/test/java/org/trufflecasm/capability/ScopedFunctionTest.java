package org.trufflecasm.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.CasmString;

/** A capability whose first argument must lie in scopes: what is called, and while it is. */
final class ScopedFunctionTest {
    private static final Manifest MANIFEST =
            new Manifest(Map.of("net.http", List.of("a.example")), Map.of(), Map.of());
    private static final String INSIDE = "http://a.example/x";
    private static final String OUTSIDE = "http://b.example/";

    private final CapabilityContext context =
            new CapabilityContext(
                    new ByteArrayInputStream(new byte[0]),
                    new ByteArrayOutputStream(),
                    new ByteArrayOutputStream());

    /** Gives its argument back, and looks where else the call may go. */
    private static final class Target extends HostFunction {
        private final boolean callsBack;
        private Decision.Refused elsewhere;

        Target(boolean callsBack) {
            super("net.http", 1, true);
            this.callsBack = callsBack;
        }

        @Override
        public boolean mayCallBack() {
            return callsBack;
        }

        @Override
        public Object call(CapabilityContext context, Object[] arguments) {
            elsewhere = context.refusalInScope(OUTSIDE);
            return arguments[0];
        }
    }

    private static HostFunction scoped(HostFunction target) {
        GrantPolicy policy = GrantPolicy.of(List.of("net.http"), List.of());
        return new ScopedFunction(target, Scopes.of("net.http", MANIFEST, policy));
    }

    /** Redirections are asked about while the call runs, and no longer. */
    @Test
    void scopesHoldDuringTheCall() {
        Target target = new Target(false);
        CasmString address = CasmString.of(INSIDE);
        assertEquals(address, scoped(target).call(context, new Object[] {address}));
        assertNotNull(target.elsewhere);
        assertEquals(ErrorKind.CapabilityDenied, target.elsewhere.kind());
        assertNull(context.refusalInScope(OUTSIDE));
    }

    @Test
    void whatLiesOutsideIsNotCalled() {
        Target target = new Target(false);
        GuestException failure =
                assertThrows(
                        GuestException.class,
                        () -> scoped(target).call(context, new Object[] {CasmString.of(OUTSIDE)}));
        assertEquals(
                "capability scope not declared in manifest: net.http:" + OUTSIDE,
                failure.getMessage());
        assertNull(target.elsewhere);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callBacksAreThoseOfTheTarget(boolean callsBack) {
        assertEquals(callsBack, scoped(new Target(callsBack)).mayCallBack());
    }
}
