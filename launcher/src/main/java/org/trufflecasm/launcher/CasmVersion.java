package org.trufflecasm.launcher;

import java.lang.module.ModuleDescriptor;
import picocli.CommandLine.IVersionProvider;

/** What {@code casm --version} says. */
public final class CasmVersion implements IVersionProvider {

    /** The version of this program; a build that is not a module does not know it. */
    public static String text() {
        ModuleDescriptor descriptor = CasmVersion.class.getModule().getDescriptor();
        String version =
                descriptor == null
                        ? "(unpackaged)"
                        : descriptor.rawVersion().orElse("(unpackaged)");
        return "casm " + version + " (Java " + Runtime.version().feature() + ")";
    }

    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }
}
