package org.trufflecasm.capability;

import java.util.regex.Pattern;
import org.trufflecasm.core.CapabilityNames;

/**
 * What grants, denials and manifests name: one capability, all of a namespace ({@code ns.*}), or
 * all ({@code *}); perhaps only within a scope ({@code name:scope}).
 *
 * <p>A pattern covers a capability if it matches any of its spellings, so that a denial of {@code
 * net.get} also holds for {@code net.http}.
 *
 * @param text the pattern in canonical spelling, without the scope
 * @param scope what stands behind the colon; null for the whole capability
 */
record CapabilityPattern(String text, String scope) {
    private static final Pattern SYNTAX =
            Pattern.compile("\\*|\\w+(\\.\\w+)*(\\.\\*)?", Pattern.UNICODE_CHARACTER_CLASS);

    /** A pattern without a scope; the text is taken as it is. */
    static CapabilityPattern ofManifest(String text) {
        return new CapabilityPattern(CapabilityNames.canonical(text), null);
    }

    /**
     * Reads what a host names.
     *
     * @throws IllegalArgumentException if it is neither a name, {@code ns.*} nor {@code *}, or its
     *     scope makes no sense; the message is for the user
     */
    static CapabilityPattern parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (!SYNTAX.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is neither the name of a capability, NAMESPACE.* nor *"
                            + (colon < 0 ? "" : ", followed by a scope"));
        }
        String canonical = CapabilityNames.canonical(name);
        if (colon < 0) {
            return new CapabilityPattern(canonical, null);
        }
        String scope = text.substring(colon + 1);
        String problem = ScopeKind.of(canonical).problem(scope);
        if (problem != null) {
            throw new IllegalArgumentException("'" + text + "': " + problem);
        }
        return new CapabilityPattern(canonical, scope);
    }

    /** Whether it covers a capability under one of its spellings, in its scope at least. */
    boolean covers(String name) {
        String canonical = CapabilityNames.canonical(name);
        return matches(canonical)
                || CapabilityNames.aliases().entrySet().stream()
                        .anyMatch(
                                alias ->
                                        alias.getValue().equals(canonical)
                                                && matches(alias.getKey()));
    }

    /** Whether it covers a capability whatever its arguments are. */
    boolean coversAll(String name) {
        return scope == null && covers(name);
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

    @Override
    public String toString() {
        return scope == null ? text : text + ":" + scope;
    }
}
