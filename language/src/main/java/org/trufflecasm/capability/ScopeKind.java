package org.trufflecasm.capability;

import java.util.Locale;

/** What the scopes of a capability are about (specification §5): its first argument, always. */
public enum ScopeKind {
    /** The capability has no scopes; one in a manifest says nothing. */
    NONE,
    /** A path below the root of files; a scope covers the path it names and all below it. */
    PATH,
    /** An address; a scope is a host, a host with its port, or the beginning of an address. */
    ADDRESS,
    /** The name of an environment variable. */
    VARIABLE,
    /** The name of a command. */
    COMMAND;

    /** The kind that a capability of this canonical name has, whoever offers it. */
    static ScopeKind of(String name) {
        if (name.startsWith("fs.")) {
            return PATH;
        }
        if (name.startsWith("net.")) {
            return ADDRESS;
        }
        return switch (name) {
            case "sys.env" -> VARIABLE;
            case "sys.exec" -> COMMAND;
            default -> NONE;
        };
    }

    /**
     * Whether a scope allows a value. The value has to be spelled as the scope is: what is in doubt
     * is not allowed.
     */
    boolean allows(String scope, String value) {
        return switch (this) {
            case NONE -> true;
            case PATH -> GuestPath.covers(scope, value, false);
            case ADDRESS -> AddressScope.covers(scope, value, false);
            case VARIABLE, COMMAND -> scope.equals(value);
        };
    }

    /**
     * Whether a denied scope forbids a value. Here what is in doubt is forbidden: spellings that
     * some system takes for the same thing count as the same.
     */
    boolean forbids(String scope, String value) {
        return switch (this) {
            case NONE -> true;
            case PATH -> GuestPath.covers(scope, value, true);
            case ADDRESS -> AddressScope.covers(scope, value, true);
            case VARIABLE -> scope.equalsIgnoreCase(value);
            case COMMAND -> commandName(scope).equalsIgnoreCase(commandName(value));
        };
    }

    private static String commandName(String command) {
        return command.substring(command.replace('\\', '/').lastIndexOf('/') + 1);
    }

    /**
     * What is wrong with a scope that a host sets, for its user; null if nothing is.
     *
     * @param scope what stands behind the colon
     */
    String problem(String scope) {
        if (scope.isEmpty()) {
            return "the scope is empty";
        }
        return switch (this) {
            case NONE -> "it has no scopes; those of fs.*, net.*, sys.env and sys.exec have";
            case PATH -> GuestPath.problem(scope);
            case ADDRESS -> AddressScope.problem(scope);
            case VARIABLE, COMMAND -> null;
        };
    }

    /** The word that lists show; empty for {@link #NONE}. */
    public String shown() {
        return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
    }
}
