package org.trufflecasm.capability;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Paths as capsules spell them: names separated by {@code /}, always below a root. Empty names and
 * {@code .} are dropped; there is no way up and no way to an absolute place.
 */
public final class GuestPath {
    private static final int MAX_LENGTH = 4096;

    /** A path that leads nowhere a capsule may go. */
    public static final class RefusedPathException extends Exception {
        private static final long serialVersionUID = 1L;

        /**
         * @param message why, for the user
         */
        public RefusedPathException(String message) {
            super(message);
        }
    }

    private GuestPath() {}

    /**
     * The names of a path, from the root down; empty for the root itself.
     *
     * @throws RefusedPathException if it is absolute, has a way up, or has characters that some
     *     system gives a meaning of its own
     */
    public static List<String> names(String path) throws RefusedPathException {
        if (path.isEmpty()) {
            throw new RefusedPathException("the path is empty");
        }
        if (path.length() > MAX_LENGTH) {
            throw new RefusedPathException("the path is longer than " + MAX_LENGTH + " characters");
        }
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) < ' ' || path.charAt(i) == '\\') {
                throw new RefusedPathException(
                        "the path has a control character or a backslash: " + Shown.of(path));
            }
        }
        if (path.startsWith("/") || path.matches("[A-Za-z]:.*")) {
            throw new RefusedPathException("the path is absolute: " + Shown.of(path));
        }
        List<String> names = new ArrayList<>();
        for (String name : path.split("/", -1)) {
            if (name.equals("..")) {
                throw new RefusedPathException("the path leads upwards: " + Shown.of(path));
            }
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * Whether a path is the scope or below it, name by name: {@code data} does not cover {@code
     * database}.
     *
     * @param generous whether names count as equal that some file system takes for equal
     */
    static boolean covers(String scope, String path, boolean generous) {
        try {
            List<String> above = names(scope);
            List<String> below = names(path);
            if (below.size() < above.size()) {
                return false;
            }
            for (int i = 0; i < above.size(); i++) {
                String wanted = generous ? folded(above.get(i)) : above.get(i);
                String given = generous ? folded(below.get(i)) : below.get(i);
                if (!wanted.equals(given)) {
                    return false;
                }
            }
            return true;
        } catch (RefusedPathException nowhere) {
            return generous;
        }
    }

    private static String folded(String name) {
        String folded =
                Normalizer.normalize(name, Normalizer.Form.NFKC)
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT);
        int stream = folded.indexOf(':');
        String bare = stream >= 0 ? folded.substring(0, stream) : folded;
        return bare.replaceAll("[. ]+$", "");
    }

    /** What is wrong with a scope; null if nothing is. */
    static String problem(String scope) {
        try {
            names(scope);
            return null;
        } catch (RefusedPathException refused) {
            return refused.getMessage();
        }
    }
}
