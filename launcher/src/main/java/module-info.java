/** The command {@code casm}. */
module org.trufflecasm.launcher {
    requires java.logging;
    requires java.management;
    requires org.trufflecasm.language;
    requires org.graalvm.polyglot;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires info.picocli;

    // picocli sets the fields of the verbs.
    opens org.trufflecasm.launcher to
            info.picocli;
    opens org.trufflecasm.launcher.verb to
            info.picocli;
}
