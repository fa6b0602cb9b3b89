package org.trufflecasm.launcher.explain;

import java.io.OutputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trufflecasm.launcher.run.EngineLog;

/**
 * Listens to what the engine logs about compilations and keeps, for each piece of code, what became
 * of it. Everything else goes on to the log. The compiler's threads publish while others ask.
 */
public final class CompilationLog extends EngineLog {
    /** What makes the engine tell. */
    public static final Map<String, String> OPTIONS =
            Map.of("engine.TraceCompilation", "true", "compiler.TraceInlining", "true");

    private static final Pattern EVENT =
            Pattern.compile(
                    "opt (queued|start|done|deopt|inval\\.?|failed)\\s.*?\\bid=(\\d+)\\s.*",
                    Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("\\|Src .*?:(\\d+)(?:-\\d+)? 0x");
    private static final Pattern REASON = Pattern.compile("\\|Reason:? (?:[\\w.$]+: )?([^|\\n]+)");
    private static final Pattern INLINING =
            Pattern.compile(
                    "(Inline start|Inline done|Inlined|Cutoff|Expanded|Removed|\\W*Indirect).*",
                    Pattern.DOTALL);
    private static final Pattern INLINED = Pattern.compile("Inlined\\s+function (.*?)\\s*\\|.*");

    private final Map<Integer, Target> targets = new LinkedHashMap<>();
    private final Set<String> inlined = new HashSet<>();

    /** What became of one piece of code. */
    private static final class Target {
        private int line;
        private boolean asked;
        private boolean compiled;
        private boolean inLastTier;
        private int thrownAway;
        private int left;
        private String failure;
        private final Set<String> reasons = new LinkedHashSet<>();
    }

    /**
     * What became of a function.
     *
     * @param asked whether the compiler was asked to compile it
     * @param compiled whether it was compiled, in whatever tier
     * @param inLastTier whether it was compiled in the last tier at the end
     * @param inlined whether it was compiled as a part of its callers
     * @param thrownAway how often code of the last tier was thrown away or left
     * @param reasons why, in the engine's words
     * @param failure why the compiler gave up; null if it did not
     */
    public record History(
            boolean asked,
            boolean compiled,
            boolean inLastTier,
            boolean inlined,
            int thrownAway,
            Set<String> reasons,
            String failure) {}

    /**
     * @param log where everything else goes
     */
    public CompilationLog(OutputStream log) {
        super(log);
    }

    /**
     * What became of a function so far.
     *
     * @param name the function's name
     * @param line where the listing of the program shows it
     */
    public synchronized History of(String name, int line) {
        Target all = new Target();
        int thrownAway = 0;
        for (Target one : targets.values()) {
            if (one.line == line) {
                all.asked |= one.asked;
                all.compiled |= one.compiled;
                all.inLastTier |= one.inLastTier;
                all.failure = one.failure == null ? all.failure : one.failure;
                all.reasons.addAll(one.reasons);
                thrownAway = Math.max(thrownAway, Math.max(one.thrownAway, one.left));
            }
        }
        return new History(
                all.asked,
                all.compiled,
                all.inLastTier,
                inlined.contains(name),
                thrownAway,
                all.reasons,
                all.failure);
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        String message = String.valueOf(entry.getMessage());
        Matcher event = EVENT.matcher(message);
        if (event.matches()) {
            note(
                    targets.computeIfAbsent(Integer.valueOf(event.group(2)), id -> new Target()),
                    event.group(1),
                    message);
            return;
        }
        Matcher inlining = INLINED.matcher(message.strip());
        if (inlining.matches()) {
            inlined.add(inlining.group(1));
        } else if (!INLINING.matcher(message.strip()).matches()) {
            passOn(entry);
        }
    }

    private static void note(Target target, String event, String message) {
        Matcher line = LINE.matcher(message);
        if (line.find()) {
            target.line = Integer.parseInt(line.group(1));
        }
        Matcher reason = REASON.matcher(message);
        String because = reason.find() ? reason.group(1).strip() : null;
        switch (event) {
            case "done" -> {
                target.compiled = true;
                target.inLastTier |= message.contains("|Tier 2|");
            }
            case "failed" -> target.failure = because == null ? "no reason given" : because;
            case "deopt" -> {
                target.left++;
                leave(target, null);
            }
            case "queued", "start" -> target.asked = true;
            default -> leave(target, because);
        }
    }

    private static void leave(Target target, String because) {
        target.thrownAway += target.inLastTier ? 1 : 0;
        target.inLastTier = false;
        if (because != null) {
            target.reasons.add(because);
        }
    }
}
