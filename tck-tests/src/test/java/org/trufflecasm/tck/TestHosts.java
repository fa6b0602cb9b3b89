package org.trufflecasm.tck;

/**
 * Whether the providers that belong to tests offer what they have. They are found as services, so
 * without this switch every test would meet them, also those that are about the built-in
 * capabilities. Used by one thread at a time.
 */
public final class TestHosts {
    private static volatile boolean hidden;

    private TestHosts() {}

    /** Contexts made from now on find nothing from tests, or everything again. */
    static void hide(boolean hide) {
        hidden = hide;
    }

    /** Whether providers of tests offer nothing. */
    public static boolean areHidden() {
        return hidden;
    }
}
