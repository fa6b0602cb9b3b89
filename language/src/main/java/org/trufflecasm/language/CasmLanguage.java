package org.trufflecasm.language;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.TruffleLanguage.ContextPolicy;
import com.oracle.truffle.api.instrumentation.ProvidedTags;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.nodes.ExecutableNode;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.Source;
import java.util.ServiceLoader;
import org.graalvm.options.OptionDescriptors;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.CrushSemantics;
import org.trufflecasm.runtime.Registers;
import org.trufflecasm.runtime.Semantics;
import org.trufflecasm.runtime.ValueLanguage;

/**
 * CASM on Truffle. A source is a whole capsule; evaluating it runs the capsule's entry and gives
 * its result.
 *
 * <p>Each context has an instance of its own, so the nodes of a capsule may treat what belongs to
 * the instance as constant. The instance is used by one thread at a time.
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
        contextPolicy = ContextPolicy.EXCLUSIVE)
@ProvidedTags({
    StandardTags.RootTag.class,
    StandardTags.RootBodyTag.class,
    StandardTags.StatementTag.class,
    StandardTags.CallTag.class,
    StandardTags.ExpressionTag.class
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

    private final Registers registers = new Registers();
    private final Arena arena = new Arena(registers);
    private final Semantics semantics = new CrushSemantics(arena);
    private CasmContext context;

    /** The instance that belongs to the code that is running. */
    public static CasmLanguage get(Node node) {
        return REFERENCE.get(node);
    }

    /** Where calls of this instance's only context leave unboxed values. */
    public Registers registers() {
        return registers;
    }

    /** The account of the objects of this instance's only context. */
    public Arena arena() {
        return arena;
    }

    /** The rules for values in this instance's only context. */
    public Semantics semantics() {
        return semantics;
    }

    /** This instance's only context. */
    public CasmContext context() {
        return context;
    }

    @Override
    protected CasmContext createContext(Env env) {
        context = new CasmContext(env, semantics);
        return context;
    }

    @Override
    protected void finalizeContext(CasmContext finished) {
        finished.close();
    }

    @Override
    protected CallTarget parse(ParsingRequest request) {
        try {
            return frontend().load(request.getSource(), this);
        } catch (LoadException refused) {
            throw new GuestException(refused, request.getSource());
        }
    }

    @Override
    protected ExecutableNode parse(InlineParsingRequest request) {
        try {
            return frontend().parseInline(request.getSource(), this, request.getLocation());
        } catch (LoadException refused) {
            throw new GuestException(refused, request.getSource());
        }
    }

    private static Frontend frontend() {
        return ServiceLoader.load(Frontend.class, CasmLanguage.class.getClassLoader())
                .findFirst()
                .orElseThrow();
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
