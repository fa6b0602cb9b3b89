package org.trufflecasm.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.capability.spi.CapabilityProvider;

final class CapabilityRegistryTest {
    private static final CapabilityRegistry BUILTIN = CapabilityRegistry.of(List.of());

    @Test
    void hasWhatIsBuiltIn() {
        assertEquals(
                KnownCapabilities.all().stream()
                        .map(KnownCapabilities.Signature::name)
                        .sorted()
                        .toList(),
                BUILTIN.names());
        assertInstanceOf(IoPrint.class, BUILTIN.find("io.print"));
        assertSame(BUILTIN.find("io.print"), BUILTIN.find("print"));
        assertSame(BUILTIN.find("io.read"), BUILTIN.find("io.input"));
        assertNull(BUILTIN.find("fs.copy"));
    }

    @Test
    void knowsWhatGivesAValueEvenWhereNobodyOffersIt() {
        for (String name : List.of("io.print", "print", "io.eprint", "fs.write", "time.sleep")) {
            assertFalse(BUILTIN.returnsValue(name), name);
        }
        for (String name :
                List.of("io.read", "bench.step", "fs.read", "str.len", "make_range", "my.own")) {
            assertTrue(BUILTIN.returnsValue(name), name);
        }
    }

    @Test
    void whatIsRegisteredDecidesForItself() {
        CapabilityRegistry registry =
                CapabilityRegistry.of(
                        List.of(
                                TestCapabilities.of("my.own", 1, false),
                                TestCapabilities.of("fs.write", 2, true)));
        assertFalse(registry.returnsValue("my.own"));
        assertTrue(registry.returnsValue("fs.write"));
    }

    @Test
    void aProviderHidesABuiltIn() {
        CapabilityRegistry registry =
                CapabilityRegistry.of(List.of(TestCapabilities.of("print", 2, true)));
        HostFunction function = registry.find("io.print");
        assertInstanceOf(ProviderFunction.class, function);
        assertEquals("io.print", function.name());
        assertEquals(2, function.arity());
        assertTrue(function.returnsValue());
    }

    private static String refusal(CapabilityProvider... providers) {
        return assertThrows(
                        CapabilityConfigurationException.class,
                        () -> CapabilityRegistry.of(Arrays.asList(providers)))
                .getMessage();
    }

    private static final class First implements CapabilityProvider {
        @Override
        public List<Capability> capabilities() {
            return TestCapabilities.of("net.http", 1, true).capabilities();
        }
    }

    private static final class Second implements CapabilityProvider {
        @Override
        public List<Capability> capabilities() {
            return TestCapabilities.of("net.get", 1, true).capabilities();
        }
    }

    @Test
    void refusesTwoOfOneName() {
        assertEquals(
                "the capability net.http is offered twice: by "
                        + First.class.getName()
                        + " and by "
                        + Second.class.getName(),
                refusal(new First(), new Second()));
    }

    @Test
    void refusesWhatCannotBeCalled() {
        for (String name : Arrays.asList(null, "", "a b", "ns.*", "*", "a.", "a:b")) {
            String message = refusal(TestCapabilities.of(name, 1, true));
            assertTrue(
                    message.endsWith(" offers a capability without a proper name: '" + name + "'"),
                    message);
        }
        assertTrue(
                refusal(TestCapabilities.of("a.b", -2, true))
                        .endsWith(" offers a.b with -2 arguments"));
        CapabilityProvider broken =
                () -> {
                    throw new IllegalStateException("no database");
                };
        assertTrue(refusal(broken).endsWith(" cannot tell its capabilities: no database"));
    }

    /** Named by the service file of a test. */
    public static final class Found implements CapabilityProvider {
        /** As a service needs it. */
        public Found() {}

        @Override
        public List<Capability> capabilities() {
            return TestCapabilities.of("found.it", 0, true).capabilities();
        }
    }

    private static CapabilityRegistry load(Path folder, String provider) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(CapabilityProvider.class.getName()), provider + "\n");
        URL[] path = {folder.toUri().toURL()};
        try (URLClassLoader loader =
                new URLClassLoader(path, CapabilityRegistryTest.class.getClassLoader())) {
            return CapabilityRegistry.standard(loader);
        }
    }

    @Test
    void findsProvidersAsServices(@TempDir Path folder) throws IOException {
        assertEquals(0, load(folder, Found.class.getName()).find("found.it").arity());
    }

    @Test
    void saysWhichProviderIsMissing(@TempDir Path folder) {
        String message =
                assertThrows(
                                CapabilityConfigurationException.class,
                                () -> load(folder, "com.example.Absent"))
                        .getMessage();
        assertTrue(message.startsWith("a provider of capabilities cannot be loaded: "), message);
        assertTrue(message.contains("com.example.Absent"), message);
    }

    @Test
    void builtInsAreAsTheTableOfKnownCapabilitiesSays() {
        for (HostFunction function : BuiltinCapabilities.ALL) {
            KnownCapabilities.Signature signature = KnownCapabilities.find(function.name());
            assertEquals(signature.arity(), function.arity(), function.name());
            assertEquals(signature.returnsValue(), function.returnsValue(), function.name());
        }
        assertEquals("sys.exec", KnownCapabilities.find("process.exec").name());
        assertEquals(HostFunction.ANY, KnownCapabilities.find("arr_slice").arity());
        assertNull(KnownCapabilities.find("my.own"));
    }
}
