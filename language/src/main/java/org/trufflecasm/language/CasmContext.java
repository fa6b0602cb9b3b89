package org.trufflecasm.language;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage.Env;
import com.oracle.truffle.api.interop.TruffleObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.CapabilityRegistry;
import org.trufflecasm.capability.GrantPolicy;
import org.trufflecasm.limits.RunLimits;

/**
 * What belongs to one context: its options, its streams, what its host allows, the variables
 * capsules exported.
 */
public final class CasmContext {
    private final Env env;
    private final CasmOptions.Values options;
    private final CapabilityRegistry registry = CapabilityRegistry.standard();
    private final GrantPolicy policy;
    private final CapabilityContext capabilities;
    private final Map<String, Object> exports = new HashMap<>();
    private final Bindings bindings;
    private long steps;

    CasmContext(Env env) {
        this.env = env;
        this.options = CasmOptions.Values.of(env.getOptions());
        this.policy =
                GrantPolicy.of(
                        CasmOptions.names(options.grant()), CasmOptions.names(options.deny()));
        this.capabilities = new CapabilityContext(env.in(), env.out(), env.err());
        this.bindings = new Bindings(this);
    }

    /** What the host sets, before a manifest lowers it. */
    public RunLimits limits() {
        return new RunLimits(
                options.maxSteps(),
                options.maxStack(),
                options.maxOutput(),
                options.maxCallDepth());
    }

    /** The capabilities this host has. */
    public CapabilityRegistry registry() {
        return registry;
    }

    /** The capabilities this host allows. */
    public GrantPolicy policy() {
        return policy;
    }

    /** What a capsule asks for whose form cannot say so. */
    public List<String> permissions() {
        return CasmOptions.names(options.permissions());
    }

    /** The streams and services that capabilities use. */
    public CapabilityContext capabilities() {
        return capabilities;
    }

    /** The function the host wants to run; empty for the capsule's own entry. */
    public String entry() {
        return options.entry();
    }

    /** Whether the bytecode of every function is printed when it is loaded. */
    public boolean dumpsBytecode() {
        return options.dumpBytecode();
    }

    /** Puts a variable into the export table. */
    @TruffleBoundary
    public void export(String name, Object value) {
        exports.put(name, value);
    }

    /** The exported variable of that name, or null. */
    @TruffleBoundary
    public Object exported(String name) {
        return exports.get(name);
    }

    /** Instructions the newest run executed; 0 where they are not counted. */
    public long steps() {
        return steps;
    }

    /** Notes how many instructions a run executed. */
    public void countSteps(long executed) {
        steps = executed;
    }

    /** Writes everything printed so far to the host's streams. */
    @TruffleBoundary
    public void flush() {
        capabilities.flush();
    }

    TruffleObject bindings() {
        return bindings;
    }

    /** The environment Truffle gave this context. */
    public Env env() {
        return env;
    }
}
