package org.trufflecasm.language;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage.Env;
import com.oracle.truffle.api.interop.TruffleObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.capability.AuditLog;
import org.trufflecasm.capability.CapabilityConfigurationException;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.CapabilityRegistry;
import org.trufflecasm.capability.CapabilityTable;
import org.trufflecasm.capability.GrantPolicy;
import org.trufflecasm.capability.HostAccess;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.limits.RunLimits;

/**
 * What belongs to one context: its options, its streams, what its host allows, the variables
 * capsules exported.
 */
public final class CasmContext {
    private final Env env;
    private final CasmOptions.Values options;
    private final CapabilityRegistry registry = CapabilityRegistry.standard();
    private final List<CapabilityTable> tables = new ArrayList<>();
    private GrantPolicy policy;
    private final CapabilityContext capabilities;
    private final Map<String, Object> exports = new HashMap<>();
    private final Bindings bindings;
    private long steps;

    CasmContext(Env env) {
        this.env = env;
        this.options = CasmOptions.Values.of(env.getOptions());
        this.policy = policy(options);
        this.capabilities =
                new CapabilityContext(
                        env.in(),
                        env.out(),
                        env.err(),
                        new HostAccess(
                                env,
                                options.fileRoot(),
                                options.maxResponseBytes(),
                                options.capabilityTimeout() == 0
                                        ? HostAccess.DEFAULT_CALL_MILLIS
                                        : options.capabilityTimeout(),
                                options.deterministic()));
        if (!options.audit().isEmpty()) {
            capabilities.auditTo(openAudit(options));
        }
        this.bindings = new Bindings(this);
    }

    private static GrantPolicy policy(CasmOptions.Values options) {
        GrantPolicy policy =
                GrantPolicy.of(
                                CasmOptions.names(options.grant()),
                                CasmOptions.names(options.deny()))
                        .restrict(CasmOptions.names(options.restrict()));
        return options.deterministic() ? policy.deny(GrantPolicy.UNPREDICTABLE) : policy;
    }

    /** The host names the file, not the capsule: so it is opened as a file of the host. */
    private static AuditLog openAudit(CasmOptions.Values options) {
        try {
            return new AuditLog(
                    Files.newOutputStream(Path.of(options.audit())), !options.deterministic());
        } catch (IOException | InvalidPathException failure) {
            throw new CapabilityConfigurationException(
                    "the audit file cannot be written: " + options.audit(), failure);
        }
    }

    /** Whether every decision about a capability call is noted. */
    public boolean audits() {
        return capabilities.audit() != null;
    }

    /** The host's streams and files are needed no more. */
    void close() {
        flush();
        if (capabilities.audit() != null) {
            try {
                capabilities.audit().close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** What a capsule of this context may call. */
    public synchronized CapabilityTable newTable(Manifest manifest) {
        CapabilityTable table = new CapabilityTable(manifest, policy, registry, audits());
        tables.add(table);
        return table;
    }

    /**
     * Denies a capability from now on, to all capsules of this context, running ones too.
     *
     * @param pattern a name, {@code ns.*} or {@code *}, perhaps with a scope
     * @throws IllegalArgumentException if it is none of these
     */
    @TruffleBoundary
    public synchronized void revoke(String pattern) {
        policy = policy.deny(List.of(pattern));
        tables.forEach(table -> table.revoke(pattern));
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
    public synchronized GrantPolicy policy() {
        return policy;
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
