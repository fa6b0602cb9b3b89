package org.trufflecasm.runtime;

import com.oracle.truffle.api.object.Shape;

/** A map without fields for numbers, for objects that hold little else than references. */
final class CompactMap extends CasmMap {
    CompactMap(Shape root) {
        super(root);
    }
}
