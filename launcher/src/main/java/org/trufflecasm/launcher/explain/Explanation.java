package org.trufflecasm.launcher.explain;

import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.launcher.explain.CompilationLog.History;
import org.trufflecasm.launcher.run.Remark;

/** What may make a program slow, a line for each cause, with the place in the original source. */
public final class Explanation {
    /** How often compiled code may be thrown away before that is worth a line. */
    private static final int OFTEN = 3;

    /** How many layouts of maps a field may be looked up in before that is worth a line. */
    private static final int MANY_LAYOUTS = 3;

    private final CompilationLog log;
    private final List<String> causes = new ArrayList<>();
    private final List<String> rarelyCalled = new ArrayList<>();

    private Explanation(CompilationLog log) {
        this.log = log;
    }

    /**
     * The lines.
     *
     * @param log what the engine did
     * @param remarks what the code learnt
     */
    public static List<String> lines(CompilationLog log, List<Remark> remarks) {
        Explanation explanation = new Explanation(log);
        remarks.forEach(explanation::add);
        List<String> lines = new ArrayList<>();
        if (explanation.causes.isEmpty()) {
            lines.add("explain: nothing stands out: what ran often was compiled, and stayed so");
        }
        explanation.causes.forEach(cause -> lines.add("explain: " + cause));
        if (!explanation.rarelyCalled.isEmpty()) {
            lines.add(
                    "explain: interpreted only, since they ran too seldom to be worth the compiler's"
                            + " time: "
                            + String.join(", ", explanation.rarelyCalled));
        }
        return lines;
    }

    private void add(Remark remark) {
        switch (remark.kind()) {
            case "called" -> addHistory(remark, log.of(remark.function(), remark.line()));
            case "counted-operands" ->
                    cause(
                            remark,
                            "the operand stack has different heights on different ways, so it is"
                                    + " counted while it runs; leave the same number of operands on"
                                    + " each way to a label");
            case "boxed-local" ->
                    cause(
                            remark,
                            "the variable "
                                    + remark.subject()
                                    + ", stored here first, holds numbers and values of other"
                                    + " kinds, so each number in it is an object; use one variable"
                                    + " for each kind, and store it before it is read");
            case "megamorphic-call" ->
                    cause(
                            remark,
                            "this call of a value meets more than "
                                    + remark.detail()
                                    + " functions, so none of them is compiled into it; call them"
                                    + " by name, or at places of their own");
            case "several-layouts" -> {
                if (Integer.parseInt(remark.detail()) >= MANY_LAYOUTS) {
                    cause(
                            remark,
                            "the field "
                                    + remark.subject()
                                    + " is looked up in maps of "
                                    + remark.detail()
                                    + " layouts; give maps the same keys in the same order");
                }
            }
            default -> throw new IllegalStateException("unknown remark " + remark.kind());
        }
    }

    private void addHistory(Remark remark, History history) {
        if (history.failure() != null) {
            cause(remark, "the compiler gave up on it: " + history.failure());
        } else if (!history.compiled() && history.asked()) {
            cause(
                    remark,
                    "never compiled: the compiler was still busy when the runs ended; repeat more"
                            + " often");
        } else if (!history.compiled() && !history.inlined()) {
            rarelyCalled.add(remark.function() + " (" + remark.place() + ")");
        }
        if (history.thrownAway() >= OFTEN) {
            cause(
                    remark,
                    "deoptimised "
                            + history.thrownAway()
                            + " times"
                            + (history.reasons().isEmpty()
                                    ? ""
                                    : " (" + String.join("; ", history.reasons()) + ")")
                            + "; what compiled code relied on changed each time, such as the kinds"
                            + " of arguments and results");
        }
    }

    private void cause(Remark remark, String text) {
        causes.add(remark.function() + " (" + remark.place() + "): " + text);
    }
}
