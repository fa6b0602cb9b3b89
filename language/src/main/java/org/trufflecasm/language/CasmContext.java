package org.trufflecasm.language;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage.Env;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.trufflecasm.capability.AuditLog;
import org.trufflecasm.capability.CapabilityConfigurationException;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.CapabilityRegistry;
import org.trufflecasm.capability.CapabilityTable;
import org.trufflecasm.capability.GrantPolicy;
import org.trufflecasm.capability.HostAccess;
import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.core.Family;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.limits.Deadline;
import org.trufflecasm.limits.RunLimits;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.Registers;
import org.trufflecasm.runtime.Semantics;

/**
 * What belongs to one context: its options, its streams, what its host allows, the variables
 * capsules exported.
 */
public final class CasmContext {
    private final Env env;
    private final Registers registers = new Registers();
    private final Arena arena;

    /** The rules of each family, by its ordinal number. */
    @CompilationFinal(dimensions = 1)
    private final Semantics[] rules;

    /** Those of the newest run. */
    private Semantics semantics;

    private final CasmOptions.Values options;
    private CapabilityRegistry registry;

    /** What programs keep in this context, by program. */
    private final IdentityHashMap<Object, Object> states = new IdentityHashMap<>();

    private Object newestProgram;
    private Object newestState;
    private final List<CapabilityTable> tables = new ArrayList<>();
    private GrantPolicy policy;
    private final CapabilityContext capabilities;
    private final Exports exports = new Exports();
    private final Bindings bindings;
    private boolean givesWay;
    private RunStatistics statistics = RunStatistics.NONE;
    private Reviewed newestRun = Reviewed.NOTHING;
    private RunLimits runningLimits;
    private boolean plainRun;
    private Object prepared;

    CasmContext(Env env, CapabilityRegistry registry, Assumption readable) {
        this.env = env;
        this.arena = new Arena(registers, readable);
        this.rules =
                Arrays.stream(Family.values())
                        .map(family -> Semantics.of(family, arena))
                        .toArray(Semantics[]::new);
        this.semantics = semantics(Family.CRUSH);
        this.options = CasmOptions.Values.of(env.getOptions());
        this.registry = withNativeSymbols(registry);
        this.policy = policy(options);
        this.capabilities =
                new CapabilityContext(
                        env.in(),
                        env.out(),
                        env.err(),
                        semantics,
                        new HostAccess(
                                env,
                                options.fileRoot(),
                                options.maxResponseBytes(),
                                options.capabilityTimeout() == 0
                                        ? HostAccess.DEFAULT_CALL_MILLIS
                                        : options.capabilityTimeout(),
                                options.capabilityTimeout() != 0,
                                options.deterministic()));
        if (!options.audit().isEmpty()) {
            capabilities.auditTo(openAudit(options));
        }
        this.bindings = new Bindings(this);
    }

    /** C functions are there only where the host names them, and lets its context reach them. */
    private CapabilityRegistry withNativeSymbols(CapabilityRegistry standard) {
        if (options.nativeSymbols().isEmpty()) {
            return standard;
        }
        if (!env.isNativeAccessAllowed()) {
            throw new CapabilityConfigurationException(
                    "casm.NativeSymbols needs a context that allows native access", null);
        }
        if (options.deterministic()) {
            throw new CapabilityConfigurationException(
                    "a deterministic run cannot call native symbols", null);
        }
        return standard.withNativeSymbols(options.nativeSymbols());
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

    /**
     * Allows a capability to the capsules that are loaded from now on; a denial beats it.
     *
     * @param pattern a name, {@code ns.*} or {@code *}, perhaps with a scope
     * @throws IllegalArgumentException if it is none of these
     */
    @TruffleBoundary
    synchronized void grant(String pattern) {
        policy = policy.grant(List.of(pattern));
    }

    /** What the host sets, before a manifest lowers it. */
    public RunLimits limits() {
        return new RunLimits(
                RunLimits.ofHost(options.maxSteps()),
                RunLimits.ofHost(options.maxStack()),
                RunLimits.ofHost(options.maxOutput()),
                RunLimits.ofHost(options.maxCallDepth()),
                RunLimits.ofHost(options.maxMemory()),
                RunLimits.ofHost(options.timeout()),
                options.stats());
    }

    /**
     * Offers one more capability to the capsules that are loaded from now on; it hides another one
     * of the same name. They must ask for it and the host must allow it nevertheless.
     *
     * @param name {@code namespace.method}
     * @param arity how many arguments a call passes; -1 for any number
     * @param executable what is called
     * @throws IllegalArgumentException if the name or the arity is none
     */
    @TruffleBoundary
    synchronized void provide(String name, int arity, Object executable) {
        registry = registry.with(name, arity, executable);
    }

    /** As above, for a capability of the host. */
    @TruffleBoundary
    synchronized void provide(Capability capability) {
        registry = registry.with(capability);
    }

    /** The capabilities this host has. */
    public synchronized CapabilityRegistry registry() {
        return registry;
    }

    /** The capabilities this host allows. */
    public synchronized GrantPolicy policy() {
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

    /** Whether contexts of the same engine may have the same code as this one. */
    boolean sharesCode() {
        return options.shareCode();
    }

    /** The source files that a capsule may name for tools. */
    public SourceFiles sourceFiles(Source capsule) {
        if (!options.sourceRoot().isEmpty()) {
            return SourceFiles.below(options.sourceRoot());
        }
        return capsule.getPath() != null && env.isFileIOAllowed()
                ? SourceFiles.beside(env.getPublicTruffleFile(capsule.getPath()))
                : SourceFiles.none();
    }

    /** Whether the code of all functions is built when a capsule is loaded. */
    public boolean buildsAll() {
        return options.buildAll() || options.dumpBytecode();
    }

    /** Whether the bytecode of every function is printed when it is loaded. */
    public boolean dumpsBytecode() {
        return options.dumpBytecode();
    }

    /** The export table of one more program. */
    public ExportTable newExportTable() {
        return new ExportTable(exports);
    }

    /** Notes that a capsule of this context may give way to other tasks. */
    public void noteGivingWay() {
        givesWay = true;
    }

    /** Whether some capsule of this context may give way to other tasks. */
    public boolean mayGiveWay() {
        return givesWay;
    }

    /** The variables that capsules have exported. */
    public Exports exports() {
        return exports;
    }

    /** Hands all exported variables to a visitor. */
    public void forEachExported(Consumer<Object> visitor) {
        exports.forEach(visitor);
    }

    /** Where calls in this context leave unboxed values. */
    public Registers registers() {
        return registers;
    }

    /** The account of this context's objects. */
    public Arena arena() {
        return arena;
    }

    /** The rules for values of a family. */
    @SuppressWarnings("EnumOrdinal") // compiled code asks: an array is one access
    public Semantics semantics(Family family) {
        return rules[family.ordinal()];
    }

    /** What a program keeps in this context, if it was asked for last; else null. */
    public Object newestStateOf(Object program) {
        return newestProgram == program ? newestState : null;
    }

    /**
     * What a program keeps in this context.
     *
     * @param program identifies it
     * @param maker makes the state of a program that has none yet
     */
    @TruffleBoundary
    public <P> Object stateOf(P program, Function<P, Object> maker) {
        Object state = states.get(program);
        if (state == null) {
            state = maker.apply(program);
            states.put(program, state);
        }
        newestState = state;
        newestProgram = program;
        return state;
    }

    /** The rules for values of the newest run that a host has begun. */
    public Semantics semantics() {
        return semantics;
    }

    /**
     * Starts the clock of a run on this thread, for capabilities too.
     *
     * @param millis how long it may take; {@link RunLimits#UNLIMITED} for any time
     * @throws org.trufflecasm.error.GuestException (Timeout) if that is no time at all
     */
    public RunClock startClock(long millis) {
        Deadline deadline = millis == RunLimits.UNLIMITED ? Deadline.NONE : new Deadline(millis);
        capabilities.limitTime(deadline);
        return RunClock.start(env, deadline);
    }

    /**
     * Starts the clock of a block of another language on this thread.
     *
     * @param deadline when it ends with {@link RunClock.BlockOver}; is set, and has just begun
     */
    public RunClock startBlockClock(Deadline deadline) {
        return RunClock.startForBlock(env, deadline);
    }

    /** What the newest run used; zeros where that was not counted. */
    public RunStatistics statistics() {
        return statistics;
    }

    /** What the newest run has made of its code. */
    public Reviewed newestRun() {
        return newestRun;
    }

    /** Notes what a run used, and what ran. */
    public void noteRun(RunStatistics used, Reviewed code, Semantics rules) {
        semantics = rules;
        statistics = used;
        newestRun = code;
    }

    /**
     * A run begins. Code of the guest that is called until it ends is part of it.
     *
     * @param limits what it may use
     */
    public void beginRun(RunLimits limits) {
        runningLimits = limits;
    }

    /** Tools and hosts see values by the rules of the run that begins. */
    public void showBy(Semantics rules) {
        semantics = rules;
    }

    /**
     * Notes for which program everything is as a run of it has to find it, if nothing limits the
     * run; any other run ends that.
     *
     * @param program null for none
     */
    public void prepareFor(Object program) {
        prepared = program;
    }

    /** The program for which everything is as a run of it has to find it, or null. */
    public Object preparedFor() {
        return prepared;
    }

    /** The run has ended. */
    public void endRun() {
        runningLimits = null;
    }

    /**
     * A run without limits begins that is called from compiled code: where the collector looks at
     * every reference that is stored, a reference would be dearer than all else of the call.
     */
    public void beginPlainRun() {
        plainRun = true;
    }

    /** That run has ended. */
    public void endPlainRun() {
        plainRun = false;
    }

    /** What the run that is going on may use; null if there is none. */
    public RunLimits runningLimits() {
        return plainRun ? RunLimits.NONE : runningLimits;
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
