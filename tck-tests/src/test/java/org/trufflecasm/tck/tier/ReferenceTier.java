package org.trufflecasm.tck.tier;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.trufflecasm.core.SourcePosition;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.ContainerForm;
import org.trufflecasm.format.FormatRegistry;
import org.trufflecasm.format.crush.CrushOpcode;
import org.trufflecasm.launcher.conformance.CaseOptions;
import org.trufflecasm.launcher.conformance.ConformanceCase;
import org.trufflecasm.launcher.conformance.Outcome;
import org.trufflecasm.tck.reference.ReferenceInterpreter;
import org.trufflecasm.tck.reference.ReferenceOptions;
import org.trufflecasm.tck.reference.ReferenceResult;
import org.trufflecasm.tck.reference.crab.CrabReference;

/** The reference interpreter. An error whose wording is open has no message. */
public final class ReferenceTier implements Tier {
    private static final SourcePosition NOWHERE = new SourcePosition(null, 0, 0);

    private final Set<CrushOpcode> executed = EnumSet.noneOf(CrushOpcode.class);

    /** The opcodes that were executed in any run. */
    public Set<CrushOpcode> executed() {
        return Set.copyOf(executed);
    }

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public Outcome run(ConformanceCase wanted) {
        byte[] capsule = wanted.capsule().toArray();
        String format;
        try {
            format =
                    FormatRegistry.load(
                                    capsule,
                                    wanted.capsuleName(),
                                    ReferenceInterpreter.signatures())
                            .format();
        } catch (LoadException refused) {
            return Outcome.failed(
                    "", "", refused.kind().name(), refused.getMessage(), List.of(), -1);
        }
        ReferenceResult result =
                format.equals("crab")
                        ? CrabReference.run(module(capsule), options(wanted.options()))
                        : ReferenceInterpreter.run(
                                capsule,
                                wanted.capsuleName(),
                                wanted.options().permissions(),
                                options(wanted.options()));
        executed.addAll(result.executed());
        return switch (result.ending()) {
            case ENDED ->
                    Outcome.ended(
                            result.stdout(),
                            result.stderr(),
                            result.exitStatus(),
                            result.resultType(),
                            result.resultText(),
                            result.steps());
            case FAILED ->
                    Outcome.failed(
                            result.stdout(),
                            result.stderr(),
                            result.errorKind().name(),
                            result.message(),
                            result.trace().stream().map(ReferenceTier::frame).toList(),
                            result.steps());
            case GAVE_UP ->
                    Outcome.failed(
                            result.stdout(),
                            result.stderr(),
                            GAVE_UP,
                            result.message(),
                            List.of(),
                            result.steps());
        };
    }

    /** The file of a module, which may be text. */
    private static byte[] module(byte[] content) {
        return content[0] == 'C'
                ? content
                : FormatRegistry.convert(
                        content, "module", ContainerForm.CVM, ReferenceInterpreter.signatures());
    }

    private static ReferenceOptions options(CaseOptions options) {
        return new ReferenceOptions(
                options.stdin(),
                options.grant(),
                options.deny(),
                options.limits(),
                ReferenceOptions.PATIENCE);
    }

    private static Outcome.Frame frame(ReferenceResult.Frame frame) {
        SourcePosition position = frame.position() == null ? NOWHERE : frame.position();
        return new Outcome.Frame(
                frame.function(),
                position.file(),
                position.line(),
                position.column(),
                frame.instruction());
    }
}
