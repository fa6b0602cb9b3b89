package org.trufflecasm.format.crab;

/** What is known about a value without running the module. */
enum WasmKind {
    NUMBER,
    BOOLEAN,
    NIL,
    /** Sometimes of one kind, sometimes of another. */
    MIXED;

    /** What is known where two ways meet; null stands for no way at all. */
    static WasmKind join(WasmKind left, WasmKind right) {
        if (left == null || left == right) {
            return right;
        }
        return right == null ? left : MIXED;
    }

    /** What messages call it. */
    String text() {
        return switch (this) {
            case NUMBER -> "a Number";
            case BOOLEAN -> "a Boolean";
            case NIL -> "Nil";
            case MIXED -> "of different kinds";
        };
    }

    /** The type of WebAssembly that holds it. */
    int type() {
        return this == BOOLEAN ? WasmBytes.I32 : WasmBytes.F64;
    }
}
