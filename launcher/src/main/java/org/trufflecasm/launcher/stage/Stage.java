package org.trufflecasm.launcher.stage;

import java.util.Locale;

/** The forms of a capsule on its way from bytes to machine code, in order. */
public enum Stage {
    /** What the reader understood. */
    MODEL("model, as read"),
    /** The format-neutral program. */
    CORE("core program"),
    /** Blocks and edges. */
    CFG("control-flow graph"),
    /** Loops and branches. */
    STRUCTURED("structured code"),
    /** What Truffle interprets and compiles. */
    BYTECODE("bytecode");

    private final String heading;

    Stage(String heading) {
        this.heading = heading;
    }

    /** The line above a dump of this stage. */
    public String heading() {
        return "=== " + heading + " ===";
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
