package org.trufflecasm.core;

import java.util.List;

/** The names of other languages, as capsules and as engines spell them. */
public final class ForeignLanguage {
    private ForeignLanguage() {}

    /**
     * The id under which an engine knows a language.
     *
     * @param name as a capsule spells it, in lower case
     * @return for example {@code js} for {@code javascript}
     */
    public static String id(String name) {
        return switch (name) {
            case "javascript", "node" -> "js";
            case "python3" -> "python";
            default -> name;
        };
    }

    /**
     * All the names that capsules may give a language.
     *
     * @param id as an engine knows it
     * @return the id and others
     */
    public static List<String> spellings(String id) {
        return switch (id) {
            case "js" -> List.of("js", "javascript", "node");
            case "python" -> List.of("python", "python3");
            default -> List.of(id);
        };
    }
}
