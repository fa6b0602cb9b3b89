package org.trufflecasm.tck.reference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The capabilities that reach out of the program (specification §5), on a machine that has no
 * files, no variables and no clock. What would need more than that is given up.
 */
final class Machine {
    private static final Map<String, Integer> ARGUMENTS =
            Map.ofEntries(
                    Map.entry("fs.read", 1),
                    Map.entry("fs.write", 2),
                    Map.entry("fs.exists", 1),
                    Map.entry("fs.list", 1),
                    Map.entry("fs.delete", 1),
                    Map.entry("sys.env", 1),
                    Map.entry("sys.args", 0),
                    Map.entry("sys.exit", 1),
                    Map.entry("time.now", 0),
                    Map.entry("time.sleep", 1),
                    Map.entry("crypto.sha256", 1),
                    Map.entry("crypto.random", 1));

    private static final int MOST_RANDOM_BYTES = 4096;

    /** The program ends itself. */
    static final class Exit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final int status;

        private Exit(int status) {
            super(null, null, false, false);
            this.status = status;
        }
    }

    private Machine() {}

    /** Whether it has a capability. */
    static boolean has(String name) {
        return ARGUMENTS.containsKey(name);
    }

    /** How many arguments a capability takes. */
    static int arguments(String name) {
        return ARGUMENTS.get(name);
    }

    /** Calls a capability with as many arguments as it takes. */
    static Object call(String name, List<Object> values) {
        PureArguments arguments = new PureArguments(name, values);
        return switch (name) {
            case "fs.read" -> {
                check(arguments);
                throw arguments.failure("no such file or folder: " + arguments.string(0));
            }
            case "fs.exists" -> {
                check(arguments);
                yield false;
            }
            case "sys.env" -> {
                arguments.string(0);
                yield Nil.NIL;
            }
            case "sys.exit" -> {
                long status = arguments.integer(0);
                if (status < 0 || status > 255) {
                    throw arguments.failure("the status must be from 0 to 255, not " + status);
                }
                throw new Exit((int) status);
            }
            case "time.sleep" -> {
                long time = arguments.integer(0);
                if (time < 0) {
                    throw arguments.failure("the time must be 0 or more, not " + time);
                }
                yield Nil.NIL;
            }
            case "crypto.sha256" -> sha256(arguments.string(0));
            case "crypto.random" -> {
                long count = arguments.integer(0);
                if (count < 0 || count > MOST_RANDOM_BYTES) {
                    throw arguments.failure("the count must be from 0 to 4096, not " + count);
                }
                byte[] bytes = new byte[(int) count];
                new SecureRandom().nextBytes(bytes);
                yield Base64.getEncoder().encodeToString(bytes);
            }
            default -> throw new GaveUp("a machine with " + name);
        };
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void check(PureArguments arguments) {
        String problem = problem(arguments.string(0));
        if (problem != null) {
            throw arguments.failure(problem);
        }
    }

    /** Why a path leads nowhere below the root of files; null if it leads there. */
    private static String problem(String path) {
        if (path.isEmpty()) {
            return "the path is empty";
        }
        if (path.chars().anyMatch(c -> c < ' ' || c == '\\')) {
            return "the path has a control character or a backslash: " + path;
        }
        if (path.startsWith("/") || path.matches("[A-Za-z]:.*")) {
            return "the path is absolute: " + path;
        }
        return List.of(path.split("/", -1)).contains("..")
                ? "the path leads upwards: " + path
                : null;
    }

    /** The names on a path from the root of files; null if it leads somewhere else. */
    static List<String> names(String path) {
        if (problem(path) != null) {
            return null;
        }
        List<String> names = new ArrayList<>(List.of(path.split("/", -1)));
        names.removeIf(name -> name.isEmpty() || name.equals("."));
        return names;
    }
}
