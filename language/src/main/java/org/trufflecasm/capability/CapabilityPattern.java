package org.trufflecasm.capability;

import java.util.regex.Pattern;
import org.trufflecasm.core.CapabilityNames;

/**
 * What grants, denials and manifests name: one capability, all of a namespace ({@code ns.*}), or
 * all ({@code *}).
 *
 * <p>A pattern covers a capability if it matches any of its spellings, so that a denial of {@code
 * net.get} also holds for {@code net.http}.
 *
 * @param text the pattern in canonical spelling
 */
record CapabilityPattern(String text) {
    private static final Pattern SYNTAX =
            Pattern.compile("\\*|\\w+(\\.\\w+)*(\\.\\*)?", Pattern.UNICODE_CHARACTER_CLASS);

    /**
     * @throws IllegalArgumentException if it is neither a name, {@code ns.*} nor {@code *}
     */
    static CapabilityPattern parse(String text) {
        if (!SYNTAX.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is neither the name of a capability, NAMESPACE.* nor *"
                            + (text.indexOf(':') > 0
                                    ? " (scopes are not available in this version)"
                                    : ""));
        }
        return new CapabilityPattern(CapabilityNames.canonical(text));
    }

    /** Whether it covers a capability under one of its spellings. */
    boolean covers(String name) {
        String canonical = CapabilityNames.canonical(name);
        return matches(canonical)
                || CapabilityNames.aliases().entrySet().stream()
                        .anyMatch(
                                alias ->
                                        alias.getValue().equals(canonical)
                                                && matches(alias.getKey()));
    }

    private boolean matches(String name) {
        if (text.equals("*")) {
            return true;
        }
        // The dot stays: io.* is about io.print, not about iodine.
        return text.endsWith(".*")
                ? name.startsWith(text.substring(0, text.length() - 1))
                : name.equals(text);
    }
}
