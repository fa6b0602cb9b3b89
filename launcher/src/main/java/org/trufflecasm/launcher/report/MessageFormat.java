package org.trufflecasm.launcher.report;

import java.util.Locale;

/** The form in which failures are shown. */
public enum MessageFormat {
    /** Lines for people. */
    TEXT,
    /** One line of JSON for each failure. */
    JSON;

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
