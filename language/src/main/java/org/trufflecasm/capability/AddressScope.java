package org.trufflecasm.capability;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Addresses on the network and the scopes that cover them. A scope is {@code HOST}, {@code
 * HOST:PORT} or the beginning of an address, {@code https://HOST/path}, whose path covers whole
 * segments only. A host without port is the host at the usual port of the scheme.
 */
public final class AddressScope {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int NO_PORT = -1;

    /** An address that cannot be asked. */
    public static final class RefusedAddressException extends Exception {
        private static final long serialVersionUID = 1L;

        /**
         * @param message why, for the user
         */
        public RefusedAddressException(String message) {
            super(message);
        }
    }

    /**
     * An address in one spelling, so that comparing texts is enough.
     *
     * @param scheme {@code http} or {@code https}
     * @param host in lower case and ASCII, without a final dot
     * @param port always given
     * @param path begins with a slash; percent escapes of plain characters are resolved
     */
    private record Parts(String scheme, String host, int port, String path) {}

    private AddressScope() {}

    /**
     * Reads an address that a capsule wants to ask.
     *
     * @return it, fit for a request
     * @throws RefusedAddressException if it is not {@code http} or {@code https}, has a user or
     *     password, or is malformed
     */
    public static URI address(String text) throws RefusedAddressException {
        URI address = parse(text);
        parts(address);
        return address;
    }

    private static URI parse(String text) throws RefusedAddressException {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new RefusedAddressException("not an address: " + malformed.getReason());
        }
    }

    private static Parts parts(URI address) throws RefusedAddressException {
        String scheme =
                address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new RefusedAddressException("only http and https addresses can be asked");
        }
        if (address.getRawUserInfo() != null
                || String.valueOf(address.getRawAuthority()).contains("@")) {
            throw new RefusedAddressException("an address must not hold a user or a password");
        }
        if (address.getHost() == null) {
            throw new RefusedAddressException("the address names no host");
        }
        int port = address.getPort();
        if (port == NO_PORT) {
            port = scheme.equals("http") ? HTTP : HTTPS;
        }
        String path = decoded(address.getRawPath());
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..") || segment.equals(".")) {
                throw new RefusedAddressException("the path of the address leads upwards");
            }
        }
        return new Parts(scheme, host(address.getHost()), port, path);
    }

    private static String host(String name) throws RefusedAddressException {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        try {
            return bare.startsWith("[")
                    ? bare.toLowerCase(Locale.ROOT)
                    : IDN.toASCII(bare).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException malformed) {
            throw new RefusedAddressException("the address has a malformed host");
        }
    }

    /** Resolves the escapes of what a path may hold as it is, of dots and of slashes. */
    private static String decoded(String rawPath) {
        String path = rawPath == null || rawPath.isEmpty() ? "/" : rawPath;
        StringBuilder result = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%' && i + 2 < path.length()) {
                int code = Integer.parseInt(path.substring(i + 1, i + 3), 16);
                if (code > ' ' && code < 127 && code != '%') {
                    result.append(code == '\\' ? '/' : (char) code);
                    i += 2;
                    continue;
                }
            }
            result.append(c);
        }
        return result.toString();
    }

    /**
     * Whether a scope covers an address.
     *
     * @param generous whether it also covers what is not certain to lie outside: a malformed
     *     address, other ports of its host, other letter cases of its path
     */
    static boolean covers(String scope, String text, boolean generous) {
        Parts asked;
        try {
            asked = parts(parse(text));
        } catch (RefusedAddressException malformed) {
            return generous;
        }
        try {
            if (scope.contains("://")) {
                Parts start = parts(parse(scope));
                return asked.host.equals(start.host)
                        && asked.port == start.port
                        && (generous || asked.scheme.equals(start.scheme))
                        && isBelow(start.path, asked.path, generous);
            }
            Parts host = parts(parse(asked.scheme + "://" + scope));
            boolean anyPort = generous && !scope.matches(".*:\\d+");
            return asked.host.equals(host.host) && (anyPort || asked.port == host.port);
        } catch (RefusedAddressException malformed) {
            return false;
        }
    }

    private static boolean isBelow(String start, String path, boolean generous) {
        String above = generous ? start.toLowerCase(Locale.ROOT) : start;
        String below = generous ? path.toLowerCase(Locale.ROOT) : path;
        if (above.endsWith("/")) {
            return below.startsWith(above) || below.equals(above.substring(0, above.length() - 1));
        }
        return below.equals(above) || below.startsWith(above + "/");
    }

    /** What is wrong with a scope; null if nothing is. */
    static String problem(String scope) {
        try {
            boolean whole = scope.contains("://");
            URI address = parse(whole ? scope : "http://" + scope);
            parts(address);
            if (!whole && !address.getRawPath().isEmpty()) {
                return "a scope with a path must begin with http:// or https://";
            }
            return address.getRawQuery() == null && address.getRawFragment() == null
                    ? null
                    : "a scope has no query";
        } catch (RefusedAddressException refused) {
            return refused.getMessage();
        }
    }
}
