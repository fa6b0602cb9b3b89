package org.trufflecasm.embed;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.trufflecasm.capability.spi.Capability;

/**
 * A capsule with everything that one run of it may do and use. It can be executed, and its
 * functions called, any number of times: each time with the same limits, counted from the
 * beginning; what the capsule exports stays between them.
 *
 * <p>Used by one thread at a time, which need not always be the same; another one that comes
 * meanwhile gets an {@link IllegalStateException}. A capability may use the run that called it:
 * what it calls is then part of the execution that is going on. Only {@link #cancel()} may be
 * called by any thread at any time. Runs of one capsule share code and nothing else, and can be
 * used by different threads at once.
 */
public final class CapsuleRun implements AutoCloseable {
    private final Context context;
    private final Value bindings;
    private final Value typeOf;
    private final Figures figures;
    private final AtomicReference<Thread> user = new AtomicReference<>();
    private Value loaded;
    private boolean executing;
    private volatile boolean cancelled;
    private volatile boolean closed;

    private CapsuleRun(Context context) {
        this.context = context;
        this.bindings = context.getBindings(CasmEngine.LANGUAGE);
        this.figures = new Figures(bindings.getMember("statistics"));
        this.typeOf = bindings.getMember("typeOf");
    }

    private void load(Capsule capsule, List<Capability> provided) {
        locked(
                () -> {
                    Value provide = bindings.getMember("provide");
                    provided.forEach(provide::executeVoid);
                    loaded = context.eval(capsule.source());
                    return loaded;
                });
    }

    /**
     * Runs the capsule's entry.
     *
     * @param arguments for the entry's parameters; those that are left out are null
     * @return what it gives
     * @throws CasmException if it fails, or is cancelled
     * @throws IllegalArgumentException if there are more arguments than parameters
     * @throws IllegalStateException if the run is closed, or used by another thread
     */
    public RunResult execute(Object... arguments) {
        return called(() -> loaded.execute(HostForms.toGuest(arguments)));
    }

    /**
     * Calls one of the capsule's functions.
     *
     * @param function its name
     * @param arguments as many as it takes
     * @return what it gives
     * @throws CasmException if it fails, or is cancelled
     * @throws IllegalArgumentException if there is no such function, or it does not take so many
     *     arguments
     * @throws IllegalStateException if the run is closed, or used by another thread
     */
    public RunResult call(String function, Object... arguments) {
        return called(
                () -> {
                    Value target = loaded.getMember(function);
                    if (target == null) {
                        throw new IllegalArgumentException(
                                "the capsule has no function '"
                                        + function
                                        + "', only "
                                        + loaded.getMemberKeys());
                    }
                    return target.execute(HostForms.toGuest(arguments));
                });
    }

    /**
     * The names of the capsule's functions.
     *
     * @return in no order
     * @throws IllegalStateException if the run is closed, or used by another thread
     */
    public Set<String> functions() {
        return locked(() -> Set.copyOf(loaded.getMemberKeys()));
    }

    /**
     * What the newest execution has used, whether it gave a result or failed; also after {@link
     * #close()}.
     *
     * @return all zero if there was none
     */
    public Usage usage() {
        return figures.read();
    }

    /**
     * Denies a capability from now on, also to code that is running and was compiled with the
     * permission.
     *
     * @param pattern a name, {@code ns.*} or {@code *}
     * @throws IllegalArgumentException if it is none of these
     * @throws IllegalStateException if the run is closed, or used by another thread
     */
    public void revoke(String pattern) {
        locked(() -> bindings.getMember("revoke").execute(pattern));
    }

    /**
     * Ends what is running, for good: the thread that runs it gets a {@link CasmException} of kind
     * {@link FailureKind#Cancelled}, and so does who executes the run later. Returns at once;
     * execution ends soon, in every tier. A capability that waits is interrupted, and one that does
     * not mind delays the end.
     */
    public void cancel() {
        if (cancelled || closed) {
            return;
        }
        cancelled = true;
        // It waits until the run has ended, and its caller must not.
        Thread.ofPlatform().daemon().name("casm-cancel").start(this::closeContext);
    }

    /**
     * Ends the run; what the capsule has printed is written. Results that need the run cannot be
     * used any more.
     *
     * @throws IllegalStateException if it is executing: by a capability of its own, or another
     *     thread, and was not cancelled
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        Thread thread = user.get();
        if (thread != null && (thread == Thread.currentThread() || !cancelled)) {
            throw new IllegalStateException(
                    "the run is executing on thread " + thread.getName() + "; cancel it first");
        }
        Usage unused = figures.read(); // while they can be read
        closed = true;
        closeContext();
    }

    private void closeContext() {
        try {
            context.close(cancelled);
        } catch (PolyglotException failure) {
            // A context that was cancelled, or that the capsule has ended, says so once more.
            if (!failure.isCancelled() && !failure.isExit()) {
                throw CasmException.of(failure);
            }
        }
    }

    void requireOpen() {
        if (cancelled) {
            throw CasmException.cancelled(null);
        }
        if (closed) {
            throw new IllegalStateException("the run is closed");
        }
    }

    /** Does something in the context, for this thread alone. */
    <T> T locked(Supplier<T> work) {
        requireOpen();
        Thread current = Thread.currentThread();
        Thread other = user.compareAndExchange(null, current);
        if (other != null && other != current) {
            throw new IllegalStateException(
                    "the run is used by thread "
                            + other.getName()
                            + "; only one thread at a time can use it");
        }
        try {
            return work.get();
        } catch (PolyglotException failure) {
            throw CasmException.of(failure);
        } catch (IllegalStateException failure) {
            // The context was closed before it was entered.
            throw cancelled ? CasmException.cancelled(failure) : failure;
        } finally {
            if (other == null) {
                user.set(null);
            }
        }
    }

    /** Executes something: a new execution, or a part of the one that is going on. */
    RunResult called(Supplier<Value> call) {
        return locked(() -> executing ? new RunResult(this, call.get()) : measured(call));
    }

    private RunResult measured(Supplier<Value> call) {
        long start = System.nanoTime();
        executing = true;
        try {
            return new RunResult(this, call.get());
        } finally {
            executing = false;
            figures.note(Duration.ofNanos(System.nanoTime() - start), cancelled);
        }
    }

    String typeOf(Value value) {
        return typeOf.execute(value).asString();
    }

    String textOf(Value value) {
        return locked(() -> bindings.getMember("text").execute(value).asString());
    }

    /**
     * Says what a run may do and use. Not to be used by several threads at once; can be opened any
     * number of times.
     */
    public static final class Builder {
        private final Capsule capsule;
        private final Map<String, String> options = new LinkedHashMap<>();
        private final Map<String, List<String>> lists = new LinkedHashMap<>();
        private final List<Capability> provided = new ArrayList<>();
        private String[] arguments = {};
        private InputStream input = InputStream.nullInputStream();
        private OutputStream output;
        private OutputStream errorOutput;

        Builder(Capsule capsule) {
            this.capsule = capsule;
        }

        private Builder add(String option, String... names) {
            for (String name : names) {
                if (name.isBlank() || name.contains(",")) {
                    throw new IllegalArgumentException("not the name of a capability: " + name);
                }
                lists.computeIfAbsent(option, unused -> new ArrayList<>()).add(name);
            }
            return this;
        }

        private Builder limit(String option, long limit) {
            if (limit < 1) {
                throw new IllegalArgumentException("a limit must be at least 1: " + limit);
            }
            options.put(option, Long.toString(limit));
            return this;
        }

        /**
         * Allows capabilities besides those that every host allows by default ({@code io.print} and
         * what has no outside effects), if the manifest asks for them. Opens the sandbox below just
         * as far as they need.
         *
         * @param names capabilities, {@code ns.*} or {@code *}; with a scope, as in {@code
         *     fs.read:data/}, only within it
         * @return this
         */
        public Builder grant(String... names) {
            return add("casm.Grant", names);
        }

        /**
         * Refuses capabilities; a denial beats every grant.
         *
         * @param names capabilities, {@code ns.*} or {@code *}
         * @return this
         */
        public Builder deny(String... names) {
            return add("casm.Deny", names);
        }

        /**
         * Limits what is granted to scopes.
         *
         * @param scopes {@code NAME:SCOPE}; a capability that is named here is allowed only within
         *     such a scope
         * @return this
         */
        public Builder restrict(String... scopes) {
            return add("casm.Restrict", scopes);
        }

        /**
         * What a capsule asks for whose form cannot say so: text assembly, and CVM1 files whose
         * manifest asks for nothing. It must be granted nevertheless.
         *
         * @param names capabilities
         * @return this
         */
        public Builder permissions(String... names) {
            return add("casm.Permissions", names);
        }

        /**
         * Offers a capability to this run. The capsule can call it only if its manifest asks for it
         * and it is granted; until the call returns, its arguments are borrowed.
         *
         * @param name {@code namespace.method}: letters, digits and underscores; hides a built-in
         *     one of the same name
         * @param arity how many arguments a call passes; -1 for any number. A call with another
         *     number is an {@code ArityMismatch}
         * @param body what it does
         * @return this
         */
        public Builder provide(String name, int arity, CapabilityBody body) {
            return provide(new ProvidedCapability(name, arity, Objects.requireNonNull(body)));
        }

        /**
         * As above, with everything that a provider of capabilities can do, such as taking live
         * references.
         *
         * @param capability the capability
         * @return this
         */
        public Builder provide(Capability capability) {
            provided.add(Objects.requireNonNull(capability));
            return this;
        }

        /**
         * Bounds the instructions of an execution. A manifest can lower this and the other limits,
         * never raise them.
         *
         * @param steps at least 1
         * @return this
         */
        public Builder maxSteps(long steps) {
            return limit("casm.MaxSteps", steps);
        }

        /**
         * Bounds the operand slots over all frames.
         *
         * @param operands at least 1
         * @return this
         */
        public Builder maxStack(long operands) {
            return limit("casm.MaxStack", operands);
        }

        /**
         * Bounds the frames, the entry's included. Without it the thread's stack does.
         *
         * @param frames at least 1
         * @return this
         */
        public Builder maxCallDepth(long frames) {
            return limit("casm.MaxCallDepth", frames);
        }

        /**
         * Bounds what is printed, to both streams together.
         *
         * @param bytes at least 1
         * @return this
         */
        public Builder maxOutput(long bytes) {
            return limit("casm.MaxOutput", bytes);
        }

        /**
         * Bounds the values that are alive at the same time. Without it the heap does.
         *
         * @param bytes at least 1
         * @return this
         */
        public Builder maxMemory(long bytes) {
            return limit("casm.MaxMemory", bytes);
        }

        /**
         * Ends an execution that takes longer, with {@link FailureKind#Timeout}.
         *
         * @param time at least a millisecond; parts of one are rounded up
         * @return this
         */
        public Builder timeout(Duration time) {
            return limit("casm.Timeout", millis(time));
        }

        /**
         * Ends a call of a capability that takes longer, and the execution with it. Without it that
         * is after 30 seconds.
         *
         * @param time at least a millisecond; parts of one are rounded up
         * @return this
         */
        public Builder capabilityTimeout(Duration time) {
            return limit("casm.CapabilityTimeout", millis(time));
        }

        private static long millis(Duration time) {
            return time.plusNanos(999_999).toMillis();
        }

        /**
         * Counts what an execution uses even where nothing limits it, which makes it slower.
         *
         * @return this
         */
        public Builder metered() {
            options.put("casm.Stats", "true");
            return this;
        }

        /**
         * Compiles the capsule for this run alone. Its code becomes faster, but it is compiled
         * anew: for a long run, not for many short ones.
         *
         * @return this
         */
        public Builder ownCode() {
            options.put("casm.ShareCode", "false");
            return this;
        }

        /**
         * Makes every execution give the same: the clock counts its readings, random numbers begin
         * with a fixed seed, and what cannot be the same is denied.
         *
         * @return this
         */
        public Builder deterministic() {
            options.put("casm.Deterministic", "true");
            return this;
        }

        /**
         * Notes each decision about a capability call as a line of JSON (docs/capabilities.md).
         *
         * @param file is replaced
         * @return this
         */
        public Builder audit(Path file) {
            options.put("casm.Audit", file.toString());
            return this;
        }

        /**
         * Where the files of {@code fs.*} begin and end. Without it that is the process's current
         * folder. No file can be reached unless an {@code fs.*} is granted.
         *
         * @param folder exists
         * @return this
         */
        public Builder fileRoot(Path folder) {
            options.put("casm.FileRoot", folder.toString());
            return this;
        }

        /**
         * Executes a function other than the capsule's entry.
         *
         * @param function its name
         * @return this
         */
        public Builder entry(String function) {
            options.put("casm.Entry", function);
            return this;
        }

        /**
         * What {@code sys.args} gives, if that is granted.
         *
         * @param texts the arguments
         * @return this
         */
        public Builder arguments(String... texts) {
            arguments = texts.clone();
            return this;
        }

        /**
         * What the capsule reads. Without it there is nothing to read.
         *
         * @param stream is not closed
         * @return this
         */
        public Builder input(InputStream stream) {
            input = Objects.requireNonNull(stream);
            return this;
        }

        /**
         * Where the capsule prints to. Without it that is the process's standard output.
         *
         * @param stream is not closed
         * @return this
         */
        public Builder output(OutputStream stream) {
            output = Objects.requireNonNull(stream);
            return this;
        }

        /**
         * Where the capsule prints errors to. Without it that is the process's standard error.
         *
         * @param stream is not closed
         * @return this
         */
        public Builder errorOutput(OutputStream stream) {
            errorOutput = Objects.requireNonNull(stream);
            return this;
        }

        /**
         * Opens a run, by which nothing is executed yet.
         *
         * @return to be closed
         * @throws IllegalArgumentException if a grant, a scope, a folder, or the name or the arity
         *     of a capability is wrong
         * @throws CasmException if the entry does not exist
         */
        public CapsuleRun open() {
            Map<String, String> all = new LinkedHashMap<>(options);
            lists.forEach((option, names) -> all.put(option, String.join(",", names)));
            CasmEngine engine = capsule.engine();
            Set<String> others = Sandbox.languages(engine.engine().getLanguages().keySet(), all);
            Context.Builder builder =
                    Context.newBuilder(
                                    Stream.concat(Stream.of(CasmEngine.LANGUAGE), others.stream())
                                            .toArray(String[]::new))
                            .engine(engine.engine())
                            .allowPolyglotAccess(Sandbox.accessTo(others))
                            .arguments(CasmEngine.LANGUAGE, arguments)
                            .in(input);
            set(output, builder::out);
            set(errorOutput, builder::err);
            Sandbox.apply(builder, all);
            CapsuleRun run = new CapsuleRun(builder.build());
            try {
                run.load(capsule, provided);
                return run;
            } catch (RuntimeException failure) {
                run.close();
                throw failure;
            }
        }

        private static void set(OutputStream stream, Consumer<OutputStream> target) {
            if (stream != null) {
                target.accept(stream);
            }
        }
    }
}
