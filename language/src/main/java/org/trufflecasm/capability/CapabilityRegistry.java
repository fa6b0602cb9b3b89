package org.trufflecasm.capability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.capability.spi.CapabilityProvider;
import org.trufflecasm.core.CapabilityNames;
import org.trufflecasm.core.CapabilitySignatures;

/** The capabilities that somebody offers, by name. Immutable; safe to share between threads. */
public final class CapabilityRegistry implements CapabilitySignatures {
    private static final Pattern NAME =
            Pattern.compile("\\w+(\\.\\w+)*", Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, HostFunction> functions;

    private CapabilityRegistry(Map<String, HostFunction> functions) {
        this.functions = Map.copyOf(functions);
    }

    /**
     * The built-in capabilities and those of all providers that {@link ServiceLoader} finds.
     *
     * @throws CapabilityConfigurationException if a provider cannot be loaded, or two offer the
     *     same name
     */
    public static CapabilityRegistry standard() {
        // The loader of this class, not of the thread: guests run on threads of ours.
        return standard(CapabilityRegistry.class.getClassLoader());
    }

    static CapabilityRegistry standard(ClassLoader loader) {
        List<CapabilityProvider> providers = new ArrayList<>();
        try {
            ServiceLoader.load(CapabilityProvider.class, loader).forEach(providers::add);
        } catch (ServiceConfigurationError error) {
            throw new CapabilityConfigurationException(
                    "a provider of capabilities cannot be loaded: " + error.getMessage(), error);
        }
        return of(providers);
    }

    /**
     * The built-in capabilities and those of some providers. A provider's capability hides a
     * built-in one of the same name.
     *
     * @throws CapabilityConfigurationException if one has no proper name or arity, or two have the
     *     same name
     */
    public static CapabilityRegistry of(List<CapabilityProvider> providers) {
        Map<String, HostFunction> functions = new HashMap<>();
        for (HostFunction builtin : BuiltinCapabilities.ALL) {
            functions.put(builtin.name(), builtin);
        }
        Map<String, CapabilityProvider> origins = new HashMap<>();
        for (CapabilityProvider provider : providers) {
            for (Capability capability : listed(provider)) {
                HostFunction function = adapt(capability, provider);
                CapabilityProvider other = origins.putIfAbsent(function.name(), provider);
                if (other != null) {
                    throw new CapabilityConfigurationException(
                            "the capability "
                                    + function.name()
                                    + " is offered twice: by "
                                    + nameOf(other)
                                    + " and by "
                                    + nameOf(provider),
                            null);
                }
                functions.put(function.name(), function);
            }
        }
        return new CapabilityRegistry(functions);
    }

    private static List<Capability> listed(CapabilityProvider provider) {
        try {
            return List.copyOf(provider.capabilities());
        } catch (RuntimeException failure) {
            throw new CapabilityConfigurationException(
                    nameOf(provider)
                            + " cannot tell its capabilities: "
                            + CapabilityFailures.textOf(failure),
                    failure);
        }
    }

    private static HostFunction adapt(Capability capability, CapabilityProvider provider) {
        String name = capability.name();
        if (name == null || !NAME.matcher(name).matches()) {
            throw new CapabilityConfigurationException(
                    nameOf(provider) + " offers a capability without a proper name: '" + name + "'",
                    null);
        }
        if (capability.arity() < HostFunction.ANY) {
            throw new CapabilityConfigurationException(
                    nameOf(provider)
                            + " offers "
                            + name
                            + " with "
                            + capability.arity()
                            + " arguments",
                    null);
        }
        return new ProviderFunction(CapabilityNames.canonical(name), capability);
    }

    private static String nameOf(CapabilityProvider provider) {
        return provider.getClass().getName();
    }

    /**
     * This registry with one more capability, which hides another one of the same name.
     *
     * @param name {@code namespace.method}: letters, digits and underscores
     * @param arity how many arguments a call passes; {@link HostFunction#ANY} for any number
     * @param executable what is called; executable for interop
     * @throws IllegalArgumentException if the name or the arity is none
     */
    public CapabilityRegistry with(String name, int arity, Object executable) {
        require(name, arity);
        return with(new ForeignFunction(CapabilityNames.canonical(name), arity, executable));
    }

    /**
     * As above, for a capability of the host. Whether a call gives a value is what it is for every
     * capability that is registered this late: as the specification says, else it does.
     *
     * @throws IllegalArgumentException if its name or its arity is none
     */
    public CapabilityRegistry with(Capability capability) {
        require(capability.name(), capability.arity());
        String name = CapabilityNames.canonical(capability.name());
        return with(new ProviderFunction(name, capability, KnownCapabilities.givesValue(name)));
    }

    /**
     * This registry with functions of C libraries.
     *
     * @param file a file of signatures, one a line: {@code NAME = LIBRARY SYMBOL (TYPE,TYPE)->TYPE}
     * @throws CapabilityConfigurationException if it cannot be read, a line is wrong, a symbol is
     *     not there, or a name is that of another capability
     */
    public CapabilityRegistry withNativeSymbols(String file) {
        CapabilityRegistry all = this;
        for (HostFunction function : NativeSymbols.read(file)) {
            if (all.find(function.name()) != null) {
                throw new CapabilityConfigurationException(
                        file + ": there is a capability " + function.name() + " already", null);
            }
            require(function.name(), function.arity());
            all = all.with(function);
        }
        return all;
    }

    private CapabilityRegistry with(HostFunction function) {
        Map<String, HostFunction> more = new HashMap<>(functions);
        more.put(function.name(), function);
        return new CapabilityRegistry(more);
    }

    private static void require(String name, int arity) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a capability is called namespace.method: letters, digits and underscores, not '"
                            + name
                            + "'");
        }
        if (arity < HostFunction.ANY) {
            throw new IllegalArgumentException(
                    name + ": the number of arguments is 0 or more, or -1 for any number");
        }
    }

    /** What is called under a name or one of its other spellings; null if nobody offers it. */
    public HostFunction find(String name) {
        return functions.get(CapabilityNames.canonical(name));
    }

    /** The canonical names of all capabilities, sorted. */
    public List<String> names() {
        return List.copyOf(new TreeSet<>(functions.keySet()));
    }

    /**
     * Whether a call gives a value. What is registered says so itself; of the others the
     * specification does, so that a capsule has the same meaning on every host.
     */
    @Override
    public boolean returnsValue(String name) {
        HostFunction function = find(name);
        if (function != null) {
            return function.returnsValue();
        }
        return KnownCapabilities.givesValue(name);
    }
}
