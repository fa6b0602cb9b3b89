package org.trufflecasm.nodes;

import java.util.List;
import org.trufflecasm.language.ExportTable;

/** The variables that a capsule has exported. */
record ExportedVariables(ExportTable exports) implements GuestScope.Variables {
    @Override
    public List<String> names() {
        return exports.names();
    }

    @Override
    public Object read(String name) {
        return exports.names().contains(name) ? exports.find(name) : null;
    }
}
