package org.trufflecasm.capability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.trufflecasm.core.Manifest;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;
import org.trufflecasm.format.crush.ManifestReader;

/**
 * Everything that a decision about a call depends on, and what the specification says about it (§5,
 * "decision order"), written down once more and without a look at how the runtime decides.
 */
final class CapabilityMatrix {

    /**
     * A capability that is called.
     *
     * @param name as the capsule spells it
     * @param other another spelling; the same if there is none
     * @param namespace of the name or of its other spelling; the name itself if it has none
     * @param absent a name of the same kind that nobody offers
     * @param scope a scope; null if the capability has none
     * @param inside a first argument that lies in the scope
     * @param outside one that does not
     * @param standard whether hosts allow it without a grant
     * @param needsPermission whether the manifest has to ask
     */
    record Subject(
            String name,
            String other,
            String namespace,
            String absent,
            String scope,
            String inside,
            String outside,
            boolean standard,
            boolean needsPermission) {

        boolean hasScopes() {
            return scope != null;
        }

        /** The same where nobody offers it. */
        Subject unregistered() {
            return new Subject(
                    absent,
                    absent,
                    absent.substring(0, absent.indexOf('.')),
                    absent,
                    scope,
                    inside,
                    outside,
                    absent.startsWith("math."),
                    true);
        }
    }

    private static final String PATH_INSIDE = "data/a";

    static final List<Subject> SUBJECTS =
            List.of(
                    plain("bench.step", "bench.step", "bench", "bench.leap", false),
                    plain("math.sqrt", "math.sqrt", "math", "math.root", true),
                    plain("io.print", "print", "io", "io.shout", false),
                    plain("print", "io.print", "io", "io.shout", false),
                    scoped("fs.read", "fs.read", "fs", "fs.gone", "data", PATH_INSIDE, "database"),
                    scoped("sys.env", "env.get", "sys", "fs.gone", "HOME", "HOME", "HOMER"),
                    scoped("env.get", "sys.env", "env", "fs.gone", "HOME", "HOME", "home"),
                    scoped("sys.exec", "process.exec", "process", "fs.gone", "ls", "ls", "lsof"),
                    scoped(
                            "net.get",
                            "net.http",
                            "net",
                            "net.gone",
                            "a.example",
                            "https://a.example/x",
                            "https://b.a.example/x"),
                    new Subject(
                            "make_range",
                            "make_range",
                            "make_range",
                            "make.span",
                            null,
                            PATH_INSIDE,
                            "other",
                            true,
                            false));

    private CapabilityMatrix() {}

    private static Subject plain(
            String name, String other, String namespace, String absent, boolean math) {
        boolean standard = math || namespace.equals("io");
        return new Subject(
                name, other, namespace, absent, null, PATH_INSIDE, "other", standard, true);
    }

    private static Subject scoped(
            String name,
            String other,
            String namespace,
            String absent,
            String scope,
            String inside,
            String outside) {
        return new Subject(name, other, namespace, absent, scope, inside, outside, false, true);
    }

    /** What somebody says about a capability. */
    enum Extent {
        NOTHING,
        SCOPE,
        WHOLE
    }

    /** How a manifest asks. N is the name, O its other spelling, S its namespace, X its scope. */
    enum ManifestForm {
        ABSENT("{}", Extent.NOTHING),
        EMPTY_LIST("{'permissions': []}", Extent.NOTHING),
        EMPTY_OBJECT("{'permissions': {}}", Extent.NOTHING),
        ANOTHER("{'permissions': ['no.such', 'Nx', 'Sx.*']}", Extent.NOTHING),
        BARE_NAMESPACE("{'permissions': ['S', 'S.', 'S*']}", Extent.NOTHING),
        EXACT("{'permissions': ['N']}", Extent.WHOLE),
        OTHER_SPELLING("{'permissions': ['O']}", Extent.WHOLE),
        NAMESPACE("{'permissions': ['S.*']}", Extent.WHOLE),
        EVERYTHING("{'permissions': ['*']}", Extent.WHOLE),
        SCOPED("{'permissions': ['N:X']}", Extent.SCOPE),
        OTHER_SPELLING_SCOPED("{'permissions': ['O:X']}", Extent.SCOPE),
        NAMESPACE_SCOPED("{'permissions': ['S.*:X']}", Extent.SCOPE),
        EVERYTHING_SCOPED("{'permissions': ['*:X']}", Extent.SCOPE),
        SCOPED_AND_WHOLE("{'permissions': ['N:X', 'N']}", Extent.WHOLE),
        SCOPED_AND_NAMESPACE("{'permissions': ['N:X', 'S.*']}", Extent.WHOLE),
        TWO_SCOPES("{'permissions': ['N:elsewhere', 'N:X']}", Extent.SCOPE),
        SCOPED_AND_ANOTHER_WHOLE("{'permissions': ['N:X', 'no.such', 'Nx']}", Extent.SCOPE),
        SCOPED_AND_ANOTHER_SCOPE("{'permissions': {'N': ['X'], 'Nx': ['database']}}", Extent.SCOPE),
        OBJECT_TRUE("{'permissions': {'N': true}}", Extent.WHOLE),
        OBJECT_FALSE("{'permissions': {'N': false}}", Extent.NOTHING),
        OBJECT_FALSE_IN_WILDCARD("{'permissions': {'N': false, 'S.*': true}}", Extent.WHOLE),
        OBJECT_LIST("{'permissions': {'N': ['X']}}", Extent.SCOPE),
        OBJECT_EMPTY_SCOPES("{'permissions': {'N': []}}", Extent.NOTHING),
        OBJECT_NAMESPACE("{'permissions': {'S.*': true}}", Extent.WHOLE),
        ALIAS("{'capabilities': ['N']}", Extent.WHOLE),
        ALIAS_SCOPED("{'capabilities': ['N:X']}", Extent.SCOPE),
        ALIAS_OBJECT("{'capabilities': {'N': ['X']}}", Extent.SCOPE),
        ALIAS_OF_NULL("{'permissions': null, 'capabilities': ['N']}", Extent.WHOLE),
        ALIAS_IGNORED("{'permissions': [], 'capabilities': ['N']}", Extent.NOTHING);

        private static final ObjectMapper MAPPER = new ObjectMapper();

        private final String json;
        private final Extent asked;

        ManifestForm(String json, Extent asked) {
            this.json = json;
            this.asked = asked;
        }

        /** The manifest as it stands in a capsule. */
        String json(Subject subject) {
            String scope = subject.hasScopes() ? subject.scope() : "anything";
            // Placeholders stand alone or next to punctuation; words of the forms hold none.
            return json.replaceAll("\\bX\\b", scope)
                    .replaceAll("\\bNx\\b", subject.name() + "x")
                    .replaceAll("\\bSx\\b", subject.namespace() + "x")
                    .replaceAll("\\bN\\b", subject.name())
                    .replaceAll("\\bO\\b", subject.other())
                    .replaceAll("\\bS\\b", subject.namespace())
                    .replace('\'', '"');
        }

        Manifest manifest(Subject subject) {
            try {
                JsonNode root = MAPPER.readTree(json(subject));
                return ManifestReader.read(root, CapabilityMatrix::refused);
            } catch (IOException malformed) {
                throw new IllegalArgumentException(malformed);
            }
        }
    }

    /** What a host says. The letters mean what they mean in manifests. */
    enum PolicyForm {
        DEFAULT("", "", "", Extent.NOTHING, Extent.NOTHING),
        GRANT("N", "", "", Extent.WHOLE, Extent.NOTHING),
        GRANT_OTHER_SPELLING("O", "", "", Extent.WHOLE, Extent.NOTHING),
        GRANT_SCOPE("N:X", "", "", Extent.SCOPE, Extent.NOTHING),
        GRANT_SCOPE_OF_OTHER_SPELLING("O:X", "", "", Extent.SCOPE, Extent.NOTHING),
        GRANT_SCOPE_AND_WHOLE("N:X,N", "", "", Extent.WHOLE, Extent.NOTHING),
        GRANT_NAMESPACE("S.*", "", "", Extent.WHOLE, Extent.NOTHING),
        GRANT_EVERYTHING("*", "", "", Extent.WHOLE, Extent.NOTHING),
        GRANT_ANOTHER("Nx,Sx.*", "", "", Extent.NOTHING, Extent.NOTHING),
        DENY("", "N", "", Extent.NOTHING, Extent.WHOLE),
        GRANT_AND_DENY("N", "N", "", Extent.WHOLE, Extent.WHOLE),
        GRANT_AND_DENY_OTHER_SPELLING("N", "O", "", Extent.WHOLE, Extent.WHOLE),
        GRANT_AND_DENY_NAMESPACE("N", "S.*", "", Extent.WHOLE, Extent.WHOLE),
        GRANT_AND_DENY_EVERYTHING("N", "*", "", Extent.WHOLE, Extent.WHOLE),
        GRANT_AND_DENY_ANOTHER("N", "Nx,Sx.*", "", Extent.WHOLE, Extent.NOTHING),
        GRANT_AND_DENY_SCOPE("*", "N:X", "", Extent.WHOLE, Extent.SCOPE),
        GRANT_SCOPE_AND_DENY_IT("N:X", "O:X", "", Extent.SCOPE, Extent.SCOPE),
        RESTRICT("", "", "N:X", Extent.NOTHING, Extent.NOTHING),
        GRANT_AND_RESTRICT("N", "", "N:X", Extent.WHOLE, Extent.NOTHING),
        GRANT_EVERYTHING_AND_RESTRICT("*", "", "O:X", Extent.WHOLE, Extent.NOTHING),
        GRANT_RESTRICT_AND_DENY("*", "S.*", "N:X", Extent.WHOLE, Extent.WHOLE);

        private final String grants;
        private final String denials;
        private final String restrictions;
        private final Extent granted;
        private final Extent denied;

        PolicyForm(
                String grants, String denials, String restrictions, Extent granted, Extent denied) {
            this.grants = grants;
            this.denials = denials;
            this.restrictions = restrictions;
            this.granted = granted;
            this.denied = denied;
        }

        /**
         * Whether a host can say this about a capability, which may have no scopes or no namespace.
         */
        boolean suits(Subject subject) {
            String all = grants + denials + restrictions;
            return (subject.hasScopes() || !all.contains(":"))
                    && (!subject.namespace().equals(subject.name()) || !all.contains("S.*"));
        }

        /** The patterns of one kind: {@code grants}, {@code denials} or {@code restrictions}. */
        private static List<String> patterns(String all, Subject subject) {
            return all.isEmpty()
                    ? List.of()
                    : List.of(
                            all.replaceAll("\\bX\\b", String.valueOf(subject.scope()))
                                    .replaceAll("\\bNx\\b", subject.name() + "x")
                                    .replaceAll("\\bSx\\b", subject.namespace() + "x")
                                    .replaceAll("\\bN\\b", subject.name())
                                    .replaceAll("\\bO\\b", subject.other())
                                    .replaceAll("\\bS\\b", subject.namespace())
                                    .split(","));
        }

        List<String> grants(Subject subject) {
            return patterns(grants, subject);
        }

        List<String> denials(Subject subject) {
            return patterns(denials, subject);
        }

        List<String> restrictions(Subject subject) {
            return patterns(restrictions, subject);
        }

        GrantPolicy policy(Subject subject) {
            return GrantPolicy.of(grants(subject), denials(subject))
                    .restrict(restrictions(subject));
        }
    }

    /** The first argument of a call. */
    enum Argument {
        INSIDE,
        OUTSIDE,
        NO_TEXT
    }

    /** How a call ends: it is made, or fails with a kind and a text. */
    record Ending(ErrorKind kind, String message) {
        static final Ending CALLED = new Ending(null, null);

        static Ending denied(String message) {
            return new Ending(ErrorKind.CapabilityDenied, message);
        }
    }

    /** The six questions of the specification, in its order. */
    static Ending expected(
            Subject subject,
            ManifestForm manifest,
            PolicyForm policy,
            boolean registered,
            int arguments,
            Argument argument) {
        String name = subject.name();
        // 1. The manifest asks.
        if (subject.needsPermission() && manifest.asked == Extent.NOTHING) {
            return Ending.denied("capability not declared in manifest: " + name);
        }
        // 2. The host allows.
        if (policy.denied == Extent.WHOLE
                || !(subject.standard() || policy.granted != Extent.NOTHING)) {
            return Ending.denied("capability denied by host: " + name);
        }
        // 3. Somebody offers it.
        if (!registered) {
            return new Ending(ErrorKind.UnknownCapability, "unknown capability: " + name);
        }
        // 4. The number of arguments.
        if (arguments != 1) {
            return new Ending(ErrorKind.ArityMismatch, name + " takes 1 arg(s), got " + arguments);
        }
        // 5. The scope.
        boolean askedInPart = manifest.asked == Extent.SCOPE;
        boolean grantedInPart = policy.granted == Extent.SCOPE || !policy.restrictions.isEmpty();
        if (subject.hasScopes()
                && (askedInPart || grantedInPart || policy.denied == Extent.SCOPE)) {
            boolean inside = argument == Argument.INSIDE;
            String shown = name + ":" + (inside ? subject.inside() : subject.outside());
            if (argument == Argument.NO_TEXT) {
                return new Ending(ErrorKind.TypeError, "type error: expected str, got int");
            }
            if (askedInPart && !inside) {
                return Ending.denied("capability scope not declared in manifest: " + shown);
            }
            boolean deniedHere = policy.denied == Extent.SCOPE && isDenied(subject, argument);
            if ((grantedInPart && !inside) || deniedHere) {
                return Ending.denied("capability scope denied by host: " + shown);
            }
        }
        // 6. The call.
        return Ending.CALLED;
    }

    /** What is denied is denied in every spelling: the name of a variable in any case. */
    private static boolean isDenied(Subject subject, Argument argument) {
        return argument == Argument.INSIDE || subject.outside().equalsIgnoreCase(subject.scope());
    }

    private static LoadException refused(String problem) {
        return new LoadException(ErrorKind.LoadError, problem, LoadException.Place.UNKNOWN);
    }
}
