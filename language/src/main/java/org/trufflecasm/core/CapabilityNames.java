package org.trufflecasm.core;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The names of capabilities: which are spellings of another, and which a permission covers
 * (specification §5).
 */
public final class CapabilityNames {
    private static final Map<String, String> ALIASES =
            Map.of(
                    "print", "io.print",
                    "io.input", "io.read",
                    "env.get", "sys.env",
                    "process.exec", "sys.exec",
                    "net.get", "net.http",
                    "net.http_get", "net.http",
                    "net.post", "net.http_post");

    private static final Set<String> INTRINSICS =
            Set.of("append", "push", "arr_set", "arr_get", "arr_slice", "make_range");

    private CapabilityNames() {}

    /**
     * The one name under which a capability is known: {@code io.print} for {@code print}; else the
     * name itself.
     */
    public static String canonical(String name) {
        return ALIASES.getOrDefault(name, name);
    }

    /** Every other spelling with the name it stands for, sorted. */
    public static Map<String, String> aliases() {
        return new TreeMap<>(ALIASES);
    }

    /**
     * Whether {@code name} is one of the bare array functions that a capsule may use without asking
     * for them.
     */
    public static boolean isIntrinsic(String name) {
        return INTRINSICS.contains(name);
    }

    /**
     * The canonical names that a permission without its scope asks for: one, or for a wildcard also
     * what is known under the wildcard's namespace by another spelling ({@code env.*} asks for
     * {@code sys.env} too).
     */
    public static List<String> expand(String permission) {
        if (!permission.endsWith(".*")) {
            return List.of(canonical(permission));
        }
        String namespace = permission.substring(0, permission.length() - 1);
        List<String> others =
                aliases().entrySet().stream()
                        .filter(alias -> alias.getKey().startsWith(namespace))
                        .map(Map.Entry::getValue)
                        .filter(name -> !name.startsWith(namespace))
                        .distinct()
                        .toList();
        if (others.isEmpty()) {
            return List.of(permission);
        }
        return Stream.concat(Stream.of(permission), others.stream()).toList();
    }

    /**
     * Whether one of {@code permissions} covers {@code name}: the same name, {@code *}, or {@code
     * ns.*} where {@code ns} is what stands before the first or before the last dot of the name.
     *
     * @param permissions canonical names and wildcards, without scopes; {@code contains} should be
     *     fast
     * @param name a canonical name
     */
    public static boolean covers(Collection<String> permissions, String name) {
        if (permissions.contains(name) || permissions.contains("*")) {
            return true;
        }
        int first = name.indexOf('.');
        int last = name.lastIndexOf('.');
        return first >= 0
                && (permissions.contains(name.substring(0, first + 1) + "*")
                        || (last > first
                                && permissions.contains(name.substring(0, last + 1) + "*")));
    }
}
