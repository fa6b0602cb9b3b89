package org.trufflecasm.tck.reference;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trufflecasm.error.ErrorKind;

/** The capabilities {@code str.*} (specification §5, docs/rulings.md). */
final class PureStrings {
    private static final Pattern PLACE = Pattern.compile("\\{\\{|\\}\\}|\\{(\\d*)\\}|[{}]");

    private PureStrings() {}

    /** The result; null if there is no such capability. */
    static Object call(String name, PureArguments v) {
        return switch (name) {
            case "str.concat" -> v.allTexts();
            case "str.len" -> (long) v.exactly(1).text(0).getBytes(StandardCharsets.UTF_8).length;
            case "str.contains" -> v.exactly(2).text(0).contains(v.text(1));
            case "str.starts_with" -> v.exactly(2).text(0).startsWith(v.text(1));
            case "str.ends_with" -> v.exactly(2).text(0).endsWith(v.text(1));
            case "str.split" -> Strings.split(v.exactly(2).text(0), v.text(1));
            case "str.replace" -> Strings.replace(v.exactly(3).text(0), v.text(1), v.text(2));
            case "str.join" -> Strings.join(v.exactly(2).value(0), v.text(1));
            case "str.to_upper" -> Strings.upper(v.exactly(1).text(0));
            case "str.to_lower" -> Strings.lower(v.exactly(1).text(0));
            case "str.trim" -> Strings.trim(v.exactly(1).text(0));
            // A character that stays protects the other end.
            case "str.trim_start" -> {
                String kept = Strings.trim(v.exactly(1).text(0) + "x");
                yield kept.substring(0, kept.length() - 1);
            }
            case "str.trim_end" -> Strings.trim("x" + v.exactly(1).text(0)).substring(1);
            case "str.repeat" -> repeat(v.exactly(2).text(0), v.integer(1));
            case "str.substring" -> substring(v.exactly(3).text(0), v.integer(1), v.integer(2));
            case "str.char_at" -> {
                List<String> characters = Strings.characters(v.exactly(2).text(0));
                long index = v.integer(1);
                yield index < 0 || index >= characters.size() ? "" : characters.get((int) index);
            }
            case "str.index_of" -> {
                String text = v.exactly(2).text(0);
                int at = text.indexOf(v.text(1));
                yield at < 0 ? -1L : (long) text.codePointCount(0, at);
            }
            case "str.pad_left" -> padding(v.exactly(3)) + v.text(0);
            case "str.pad_right" -> v.exactly(3).text(0) + padding(v);
            case "str.format" -> format(v.atLeast(1));
            default -> null;
        };
    }

    private static String repeat(String text, long count) {
        if (count <= 0 || text.isEmpty()) {
            return "";
        }
        if (count > (1L << 28) / text.length()) {
            throw new GuestFailure(ErrorKind.MemoryQuota, "memory quota exceeded");
        }
        GaveUp.checkText(text.length() * count);
        return text.repeat((int) count);
    }

    private static String substring(String text, long from, long to) {
        List<String> characters = Strings.characters(text);
        int start = (int) Math.clamp(from, 0L, (long) characters.size());
        int end = (int) Math.clamp(to, 0L, (long) characters.size());
        return start >= end ? "" : String.join("", characters.subList(start, end));
    }

    private static String padding(PureArguments v) {
        long have = v.text(0).codePointCount(0, v.text(0).length());
        long width = v.integer(1);
        List<String> fill = Strings.characters(v.text(2));
        if (fill.isEmpty() || width <= have) {
            return "";
        }
        GaveUp.checkText(width - have);
        StringBuilder padding = new StringBuilder();
        for (int i = 0; i < width - have; i++) {
            padding.append(fill.get(i % fill.size()));
        }
        return padding.toString();
    }

    private static String format(PureArguments v) {
        String template = v.text(0);
        StringBuilder result = new StringBuilder();
        int next = 0;
        int from = 0;
        Matcher place = PLACE.matcher(template);
        while (place.find()) {
            result.append(template, from, place.start());
            from = place.end();
            int at = template.codePointCount(0, place.start());
            if (place.group().equals("{{") || place.group().equals("}}")) {
                result.append(place.group().charAt(0));
            } else if (place.group(1) == null) {
                throw v.failure("a single '" + place.group() + "' at " + at + "; write it twice");
            } else {
                long index =
                        place.group(1).isEmpty()
                                ? next++
                                : place.group(1).length() > 9
                                        ? Long.MAX_VALUE
                                        : Long.parseLong(place.group(1));
                if (index >= v.count() - 1) {
                    throw v.failure(
                            "no value for the place at "
                                    + at
                                    + "; there are "
                                    + (v.count() - 1)
                                    + " values");
                }
                result.append(v.text((int) index + 1));
            }
        }
        return result.append(template.substring(from)).toString();
    }
}
