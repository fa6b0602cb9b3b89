/** The command {@code casm}. */
@SuppressWarnings("requires-automatic")
module org.trufflecasm.launcher {
    requires java.logging;
    requires java.management;
    requires org.trufflecasm.language;
    requires org.graalvm.polyglot;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires info.picocli;

    // Only the verb that draws needs them; the start script adds them for it.
    requires static org.eclipse.elk.alg.layered;
    requires static org.eclipse.elk.core;
    requires static org.eclipse.elk.graph;
    requires static org.eclipse.emf.common;
    requires static org.eclipse.emf.ecore;

    // picocli sets the fields of the verbs.
    opens org.trufflecasm.launcher to
            info.picocli;
    opens org.trufflecasm.launcher.verb to
            info.picocli;
}
