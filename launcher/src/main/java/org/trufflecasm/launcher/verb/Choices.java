package org.trufflecasm.launcher.verb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.trufflecasm.launcher.report.MessageFormat;
import org.trufflecasm.launcher.report.Nearest;
import org.trufflecasm.launcher.run.Tier;
import org.trufflecasm.launcher.stage.Stage;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Options whose value is one of a few words. A wrong word is answered with the nearest right one.
 */
final class Choices {
    private Choices() {}

    static final class Tiers implements ITypeConverter<Tier> {
        @Override
        public Tier convert(String word) {
            return choose(word, Tier.values());
        }
    }

    static final class MessageFormats implements ITypeConverter<MessageFormat> {
        @Override
        public MessageFormat convert(String word) {
            return choose(word, MessageFormat.values());
        }
    }

    static final class Stages implements ITypeConverter<Stage> {
        @Override
        public Stage convert(String word) {
            return choose(word, Stage.values());
        }
    }

    /** A number of something, 0 or more; digits may be grouped with {@code _}. */
    static final class Counts implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            String digits = text.replace("_", "");
            try {
                if (!digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    return Long.parseLong(digits);
                }
            } catch (NumberFormatException tooLarge) {
                throw new TypeConversionException("'" + text + "' is too large");
            }
            throw new TypeConversionException("'" + text + "' is not a number of 0 or more");
        }
    }

    /**
     * The value of that name.
     *
     * @param more further words that are right, for the message; the caller has looked for them
     */
    static <T> T choose(String word, T[] values, String... more) {
        List<String> words = new ArrayList<>(Arrays.stream(values).map(Object::toString).toList());
        int index = words.indexOf(word.toLowerCase(Locale.ROOT));
        if (index >= 0) {
            return values[index];
        }
        words.addAll(List.of(more));
        throw new TypeConversionException(
                "'"
                        + word
                        + "' is none of "
                        + String.join(", ", words)
                        + Nearest.to(word, words)
                                .map(right -> "; did you mean '" + right + "'?")
                                .orElse(""));
    }
}
