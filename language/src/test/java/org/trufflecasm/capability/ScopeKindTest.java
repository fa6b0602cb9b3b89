package org.trufflecasm.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values a scope allows, and which it forbids where it is denied. */
final class ScopeKindTest {

    @ParameterizedTest
    @CsvSource({
        "PATH, data, data, true",
        "PATH, data/, data/a, true",
        "PATH, ./data, data//a/./b, true",
        "PATH, data, database, false",
        "PATH, data/a, data, false",
        "PATH, data, Data/a, false",
        "PATH, data, ../data/a, false",
        "PATH, data, data/../secret, false",
        "PATH, data, /data/a, false",
        "PATH, ., anything/at/all, true",
        "PATH, data, data\\a, false",
        "VARIABLE, HOME, HOME, true",
        "VARIABLE, HOME, HOMEPATH, false",
        "VARIABLE, HOME, home, false",
        "COMMAND, git, git, true",
        "COMMAND, git, ./git, false",
        "COMMAND, git, git2, false",
        "ADDRESS, a.example, http://a.example/x, true",
        "ADDRESS, a.example, https://A.EXAMPLE, true",
        "ADDRESS, a.example, https://a.example./x, true",
        "ADDRESS, a.example, http://a.example:8080/x, false",
        "ADDRESS, a.example:8080, http://a.example:8080/x, true",
        "ADDRESS, a.example:443, https://a.example/x, true",
        "ADDRESS, a.example, http://a.example.evil.example/, false",
        "ADDRESS, a.example, http://a.example@evil.example/, false",
        "ADDRESS, a.example, http://evil.example/a.example, false",
        "ADDRESS, a.example, http://b.a.example/, false",
        "ADDRESS, a.example, ftp://a.example/, false",
        "ADDRESS, a.example, file:///etc/passwd, false",
        "ADDRESS, a.example, http://a.example\\@evil.example/, false",
        "ADDRESS, https://a.example/v1, https://a.example/v1/x, true",
        "ADDRESS, https://a.example/v1, https://a.example/v1?q=1, true",
        "ADDRESS, https://a.example/v1/, https://a.example/v1, true",
        "ADDRESS, https://a.example/v1, https://a.example/v10, false",
        "ADDRESS, https://a.example/v1, https://a.example/v1/../v2, false",
        "ADDRESS, https://a.example/v1, https://a.example/v1/%2e%2e/v2, false",
        "ADDRESS, https://a.example/v1, https://a.example/v1%2f..%2fv2, false",
        "ADDRESS, https://a.example/v1, http://a.example/v1, false",
        "ADDRESS, https://a.example, https://a.example/any, true",
        "ADDRESS, [::1]:80, http://[::1]/, true"
    })
    void allows(ScopeKind kind, String scope, String value, boolean expected) {
        assertEquals(expected, kind.allows(scope, value));
    }

    @ParameterizedTest
    @CsvSource({
        "PATH, secret, secret/a, true",
        "PATH, secret, SECRET/a, true",
        "PATH, secret, 'secret. /a', true",
        "PATH, secret, secret::$DATA, true",
        "PATH, secret, secrets, false",
        "PATH, secret, ../x, true",
        "PATH, stra\u00dfe, STRASSE/x, true",
        "VARIABLE, Path, PATH, true",
        "COMMAND, rm, /bin/rm, true",
        "COMMAND, rm, rmdir, false",
        "ADDRESS, a.example, http://a.example:8080/, true",
        "ADDRESS, a.example:81, http://a.example:8080/, false",
        "ADDRESS, https://a.example/admin, https://a.example/%61dmin/x, true",
        "ADDRESS, https://a.example/admin, https://a.example/ADMIN, true",
        "ADDRESS, https://a.example/admin, https://a.example/public, false",
        "ADDRESS, a.example, not an address, true",
        "ADDRESS, a.example, http://b.example/, false"
    })
    void forbids(ScopeKind kind, String scope, String value, boolean expected) {
        assertEquals(expected, kind.forbids(scope, value));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "PATH, '', the scope is empty",
                "VARIABLE, '', the scope is empty",
                "NONE, x, 'it has no scopes; those of fs.*, net.*, sys.env and sys.exec have'",
                "PATH, data, none",
                "PATH, ../x, the path leads upwards: ../x",
                "ADDRESS, a.example, none",
                "VARIABLE, HOME, none",
                "COMMAND, git, none"
            })
    void scopesOfHosts(ScopeKind kind, String scope, String problem) {
        assertEquals(problem, kind.problem(scope));
    }

    @ParameterizedTest
    @CsvSource({"NONE, ''", "PATH, path", "ADDRESS, address", "VARIABLE, variable"})
    void shown(ScopeKind kind, String word) {
        assertEquals(word, kind.shown());
    }
}
