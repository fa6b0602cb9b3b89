package org.trufflecasm.pipeline;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.nodes.ExecutableNode;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.Source;
import java.nio.charset.StandardCharsets;
import org.trufflecasm.compile.ProgramCompiler;
import org.trufflecasm.core.Function;
import org.trufflecasm.core.Program;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.evaluate.InlineExpression;
import org.trufflecasm.flow.ProgramVerifier;
import org.trufflecasm.flow.VerifiedProgram;
import org.trufflecasm.format.FormatRegistry;
import org.trufflecasm.format.LoadedCapsule;
import org.trufflecasm.language.CasmContext;
import org.trufflecasm.language.CasmLanguage;
import org.trufflecasm.language.Frontend;
import org.trufflecasm.nodes.EntryRootNode;
import org.trufflecasm.nodes.FunctionRootNode;
import org.trufflecasm.nodes.GuestFunction;
import org.trufflecasm.nodes.LinkedProgram;
import org.trufflecasm.nodes.ModuleRootNode;

/**
 * Reads, verifies, lowers and links a capsule. Depends on nothing of the present context but
 * options that all contexts have in common which share the code. Found as a service by the
 * language.
 */
public final class Pipeline implements Frontend {

    /** For the service loader. */
    public Pipeline() {}

    @Override
    public CallTarget load(Source source, CasmLanguage language) {
        CasmContext context = language.context(null);
        LoadedCapsule capsule =
                FormatRegistry.load(bytes(source), source.getName(), language.registry());
        Program program = capsule.program(context.permissions());
        VerifiedProgram verified = ProgramVerifier.verify(program);
        LinkedProgram linked =
                ProgramCompiler.link(
                        verified, language, () -> language.context(null).sourceFiles(source));
        if (context.buildsAll()) {
            for (int i = 0; i < program.functions().size(); i++) {
                linked.function(i).target();
            }
        }
        GuestFunction entry = linked.function(entryIndex(program, context.entry()));
        if (CasmLanguage.isModule(source)) {
            return new ModuleRootNode(linked, entry, source.createUnavailableSection())
                    .getCallTarget();
        }
        return new EntryRootNode(linked, entry, source.createUnavailableSection()).getCallTarget();
    }

    @Override
    public ExecutableNode parseInline(Source expression, CasmLanguage language, Node location) {
        return InlineExpression.parse(
                expression.getCharacters().toString(),
                language,
                FunctionRootNode.familyAt(location),
                location);
    }

    @Override
    public boolean isBinary(byte[] start) {
        return FormatRegistry.isBinary(start);
    }

    private static byte[] bytes(Source source) {
        return source.hasBytes()
                ? source.getBytes().toByteArray()
                : source.getCharacters().toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int entryIndex(Program program, String wanted) {
        if (wanted.isEmpty()) {
            return program.entry();
        }
        for (int i = 0; i < program.functions().size(); i++) {
            Function function = program.functions().get(i);
            if (function.name().equals(wanted)) {
                return i;
            }
        }
        throw new LoadException(
                ErrorKind.LoadError,
                "the entry '" + wanted + "' is not a function of the capsule",
                LoadException.Place.UNKNOWN);
    }
}
