package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage.Env;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.Source;
import java.util.List;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.CapabilityFailures;
import org.trufflecasm.capability.ForeignValues;
import org.trufflecasm.core.ForeignLanguage;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.language.CasmContext;
import org.trufflecasm.language.RunClock;
import org.trufflecasm.limits.Deadline;

/**
 * A block of another language (specification §3.11, {@code exec_lang}). The instruction is its own
 * request: only the host's grant is asked for. The block runs on the engine that runs the capsule,
 * with the values of some of the capsule's variables, and nothing else of the host. What it gives
 * counts against the memory of the run.
 */
public final class ForeignBlock {
    private ForeignBlock() {}

    /**
     * Runs a block; takes the values of the variables.
     *
     * @param capability {@code polyglot.LANG}
     * @param code the block's text
     * @param variables what the values are called in the block
     */
    public static Builtin of(String capability, String code, List<String> variables) {
        String language = ForeignLanguage.id(capability.substring(capability.indexOf('.') + 1));
        String[] names = variables.toArray(new String[0]);
        Source source = Source.newBuilder(language, code, capability).build();
        return (values, semantics, location) -> run(capability, source, names, values, location);
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private static Object run(
            String capability, Source source, String[] names, Object[] values, Node location) {
        CoreRootNode root = (CoreRootNode) location.getRootNode();
        if (!root.state().capabilities().policy().allows(capability)) {
            throw new GuestException(
                    ErrorKind.CapabilityDenied,
                    "capability denied by host: " + capability,
                    location);
        }
        CasmContext context = root.context();
        Env env = context.env();
        String language = source.getLanguage();
        if (!env.getPublicLanguages().containsKey(language)) {
            throw failure(
                    capability,
                    "this runtime has no language '"
                            + language
                            + "'; put org.graalvm.polyglot:"
                            + language
                            + "-community on its module path, and permit the language where the"
                            + " context is made",
                    location);
        }
        CapabilityContext host = context.capabilities();
        Deadline run = host.deadline();
        long limit = host.access().callMillis();
        Deadline block = new Deadline(Math.max(1, Math.min(limit, run.leftMillis())));
        try (RunClock _ = context.startBlockClock(block)) {
            Object result = env.parsePublic(source, names).call(values);
            return ForeignValues.toGuest(result, host.arena(), location);
        } catch (RunClock.BlockOver late) {
            throw run.leftMillis() <= 0
                    ? new GuestException(ErrorKind.Timeout, run.exceeded().getMessage(), location)
                    : timeout(capability, limit, location);
        } catch (GuestException own) {
            throw own;
        } catch (AbstractTruffleException foreign) {
            throw failure(capability, CapabilityFailures.textOf(foreign), location);
        } catch (ForeignValues.NoFormException lost) {
            throw failure(capability, lost.getMessage(), location);
        }
    }

    private static GuestException timeout(String capability, long limit, Node location) {
        return new GuestException(
                ErrorKind.CapabilityTimeout,
                "'" + capability + "' exceeded its " + limit + "ms wall-clock quota and was killed",
                location);
    }

    private static GuestException failure(String capability, String problem, Node location) {
        return new GuestException(ErrorKind.CapabilityError, capability + ": " + problem, location);
    }
}
