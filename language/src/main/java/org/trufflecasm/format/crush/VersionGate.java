package org.trufflecasm.format.crush;

import org.trufflecasm.core.Quotation;
import org.trufflecasm.error.ErrorKind;
import org.trufflecasm.error.LoadException;

/** Which versions of capsules are accepted: major 0 and 1 (specification §1.5). */
final class VersionGate {
    /** The version of a capsule that does not say. */
    static final String DEFAULT = "1.0";

    private static final int SHOWN = 40;

    private VersionGate() {}

    /**
     * Lets a version pass or refuses it.
     *
     * @param version what stands in the capsule
     * @param origin the file
     * @param offset where it stands
     * @return the version
     * @throws LoadException {@code VersionMismatch}, if it is not a string or its major version is
     *     not accepted
     */
    static String check(Object version, CapsuleOrigin origin, int offset) {
        if (version instanceof String string && isAccepted(string)) {
            return string;
        }
        String found =
                switch (version) {
                    case String string -> Quotation.plain(string, SHOWN);
                    case Long number -> number.toString();
                    case Double number -> number.toString();
                    case Boolean bool -> bool.toString();
                    case RawValue.Shape shape when shape == RawValue.Shape.NULL -> "null";
                    case RawValue.WideInteger wide -> Double.toString(wide.nearest());
                    default -> "a structure";
                };
        throw new LoadException(
                ErrorKind.VersionMismatch,
                "version mismatch at casm boundary: expected 1.0, found " + found,
                origin.at(offset));
    }

    private static boolean isAccepted(String version) {
        int dot = version.indexOf('.');
        String major = dot < 0 ? version : version.substring(0, dot);
        return major.matches("0+|0*1");
    }
}
