package org.trufflecasm.runtime;

import com.oracle.truffle.api.TruffleLanguage;

/**
 * The language that values tell others they belong to. The language knows the values, not the other
 * way round; so it says its class here when it is loaded, which is before there is any value.
 */
public final class ValueLanguage {
    private static volatile Class<? extends TruffleLanguage<?>> language;

    private ValueLanguage() {}

    /** Says which language the values belong to; to be called when its class is loaded. */
    public static void set(Class<? extends TruffleLanguage<?>> theLanguage) {
        language = theLanguage;
    }

    static Class<? extends TruffleLanguage<?>> get() {
        return language;
    }
}
