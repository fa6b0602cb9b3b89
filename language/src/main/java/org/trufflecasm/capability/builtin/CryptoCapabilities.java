package org.trufflecasm.capability.builtin;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.PureFunction;

/** The capabilities {@code crypto.*} (specification §5). */
public final class CryptoCapabilities {
    private static final int MOST_BYTES = 4096;

    /** All of them. */
    public static final List<HostFunction> ALL =
            List.of(
                    new PureFunction("crypto.sha256", CryptoCapabilities::sha256),
                    new PureFunction("crypto.random", CryptoCapabilities::random));

    private CryptoCapabilities() {}

    private static Object sha256(CapabilityContext context, Object[] values) {
        byte[] text = CapabilityContext.utf8(new Arguments(context, values).text(0));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            return Arguments.made(context, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static Object random(CapabilityContext context, Object[] values) {
        long count = new Arguments(context, values).integer(0);
        if (count < 0 || count > MOST_BYTES) {
            throw Arguments.failure(
                    "crypto.random",
                    "the count must be from 0 to " + MOST_BYTES + ", not " + count);
        }
        byte[] bytes = new byte[(int) count];
        Source.RANDOM.nextBytes(bytes);
        return Arguments.made(context, Base64.getEncoder().encodeToString(bytes));
    }

    /** Made when it is first asked; a native image must not keep a seed of its build. */
    private static final class Source {
        static final SecureRandom RANDOM = new SecureRandom();
    }
}
