package org.trufflecasm.language;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.TruffleLanguage.ContextPolicy;
import com.oracle.truffle.api.debug.DebuggerTags;
import com.oracle.truffle.api.instrumentation.AllocationReporter;
import com.oracle.truffle.api.instrumentation.ProvidedTags;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.nodes.ExecutableNode;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.Source;
import org.graalvm.options.OptionDescriptors;
import org.graalvm.options.OptionValues;
import org.trufflecasm.capability.CapabilityRegistry;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.runtime.Borrows;
import org.trufflecasm.runtime.ValueLanguage;

/**
 * CASM on Truffle. A source is a whole capsule; evaluating it runs the capsule's entry and gives
 * its result.
 *
 * <p>A context that has an engine of its own, or does not want to share code, has an instance of
 * its own too, and its code treats what belongs to the context as constant. Other contexts that
 * were made with the same engine share one instance and all code: it looks for its context wherever
 * it needs something of it. Each context is used by one thread at a time, the instance by many.
 */
@TruffleLanguage.Registration(
        id = CasmLanguage.ID,
        name = "CASM",
        implementationName = "TruffleCASM",
        version = "0.1.0",
        characterMimeTypes = {CasmLanguage.TEXT_MIME_TYPE, CasmLanguage.TEXT_MODULE_MIME_TYPE},
        byteMimeTypes = {CasmLanguage.BINARY_MIME_TYPE, CasmLanguage.BINARY_MODULE_MIME_TYPE},
        defaultMimeType = CasmLanguage.TEXT_MIME_TYPE,
        fileTypeDetectors = CapsuleDetector.class,
        contextPolicy = ContextPolicy.SHARED)
@ProvidedTags({
    StandardTags.RootTag.class,
    StandardTags.RootBodyTag.class,
    StandardTags.StatementTag.class,
    StandardTags.CallTag.class,
    StandardTags.ExpressionTag.class,
    DebuggerTags.AlwaysHalt.class
})
public final class CasmLanguage extends TruffleLanguage<CasmContext> {
    /** The language id. */
    public static final String ID = "casm";

    /** The type of capsules as text: JSON, text assembly, listings. */
    public static final String TEXT_MIME_TYPE = "application/x-casm+json";

    /** The type of capsules in any form, as bytes. */
    public static final String BINARY_MIME_TYPE = "application/x-casm";

    /** The type of capsules as text that are loaded and not run: evaluating gives the capsule. */
    public static final String TEXT_MODULE_MIME_TYPE = "application/x-casm+module";

    /** As {@link #TEXT_MODULE_MIME_TYPE}, of capsules in any form, as bytes. */
    public static final String BINARY_MODULE_MIME_TYPE = "application/x-casm+module-binary";

    static {
        ValueLanguage.set(CasmLanguage.class);
    }

    private static final LanguageReference<CasmLanguage> REFERENCE =
            LanguageReference.create(CasmLanguage.class);

    private static final ContextReference<CasmContext> CONTEXT =
            ContextReference.create(CasmLanguage.class);

    private final CapabilityRegistry registry = CapabilityRegistry.standard();
    private final Assumption readable = Borrows.newReadable();

    /** Whether the engine may give this instance several contexts. */
    private boolean mayHaveMany;

    /** Whether code must look for its context; settled by the first one. */
    @CompilationFinal private boolean shared;

    /** The context of an instance that is not shared; null until it is made. */
    @CompilationFinal private CasmContext only;

    /** The same for all contexts of an engine; set by the first one. */
    @CompilationFinal private AllocationReporter allocations;

    /** The instance that belongs to the code that is running. */
    public static CasmLanguage get(Node node) {
        return REFERENCE.get(node);
    }

    /** Whether several contexts may use this instance and its code. A constant of the code. */
    public boolean isShared() {
        return shared;
    }

    /**
     * The context that the code runs in.
     *
     * @param node of the code that asks; null if there is none
     */
    public CasmContext context(Node node) {
        return shared ? CONTEXT.get(node) : only;
    }

    /** Valid as long as nobody has borrowed mutably in any context of this instance. */
    public Assumption readable() {
        return readable;
    }

    /** Who is told of objects that code makes. A constant of the code. */
    public AllocationReporter allocations() {
        return allocations;
    }

    /** The capabilities that this process has, without those that a host adds to a context. */
    public CapabilityRegistry registry() {
        return registry;
    }

    @Override
    protected void initializeMultipleContexts() {
        if (only != null) {
            throw CompilerDirectives.shouldNotReachHere("the code knows its only context");
        }
        mayHaveMany = true;
    }

    /** What is part of the code: contexts that differ in it cannot share it. */
    @Override
    protected boolean areOptionsCompatible(OptionValues first, OptionValues second) {
        return CasmOptions.shapesOfCodeAreEqual(first, second);
    }

    @Override
    protected CasmContext createContext(Env env) {
        CasmContext context = new CasmContext(env, registry, readable);
        if (allocations == null) {
            allocations = env.lookup(AllocationReporter.class);
        }
        if (mayHaveMany && context.sharesCode()) {
            shared = true;
        } else if (only == null) {
            only = context;
        } else {
            throw CompilerDirectives.shouldNotReachHere("the code knows its only context");
        }
        return context;
    }

    @Override
    protected void finalizeContext(CasmContext finished) {
        finished.close();
    }

    @Override
    protected CallTarget parse(ParsingRequest request) {
        try {
            return Frontend.get().load(request.getSource(), this);
        } catch (LoadException refused) {
            throw new GuestException(refused, request.getSource());
        }
    }

    @Override
    protected ExecutableNode parse(InlineParsingRequest request) {
        try {
            return Frontend.get().parseInline(request.getSource(), this, request.getLocation());
        } catch (LoadException refused) {
            throw new GuestException(refused, request.getSource());
        }
    }

    @Override
    protected Object getScope(CasmContext current) {
        return current.bindings();
    }

    @Override
    protected Object getLanguageView(CasmContext current, Object value) {
        return new LanguageView(value, current.semantics());
    }

    /** Whether a source stands for a capsule that is loaded and not run. */
    public static boolean isModule(Source source) {
        String type = source.getMimeType();
        return TEXT_MODULE_MIME_TYPE.equals(type) || BINARY_MODULE_MIME_TYPE.equals(type);
    }

    @Override
    protected OptionDescriptors getOptionDescriptors() {
        return CasmOptions.descriptors();
    }
}
