package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.object.Shape;

/** A map with eight fields for numbers. */
final class WideMap extends CasmMap {
    static final int FIELDS = 8;

    private static final long BASE = NumberFields.locate(WideMap.class, FIELDS);

    @DynamicField private long p0;
    @DynamicField private long p1;
    @DynamicField private long p2;
    @DynamicField private long p3;
    @DynamicField private long p4;
    @DynamicField private long p5;
    @DynamicField private long p6;
    @DynamicField private long p7;

    WideMap(Shape root) {
        super(root);
    }

    long number(int field) {
        if (!CompilerDirectives.isPartialEvaluationConstant(field)
                && BASE != NumberFields.NOWHERE) {
            return NumberFields.get(this, BASE, field);
        }
        return switch (field) {
            case 0 -> p0;
            case 1 -> p1;
            case 2 -> p2;
            case 3 -> p3;
            case 4 -> p4;
            case 5 -> p5;
            case 6 -> p6;
            case 7 -> p7;
            default -> throw CompilerDirectives.shouldNotReachHere();
        };
    }

    void setNumber(int field, long value) {
        if (!CompilerDirectives.isPartialEvaluationConstant(field)
                && BASE != NumberFields.NOWHERE) {
            NumberFields.set(this, BASE, field, value);
            return;
        }
        switch (field) {
            case 0 -> p0 = value;
            case 1 -> p1 = value;
            case 2 -> p2 = value;
            case 3 -> p3 = value;
            case 4 -> p4 = value;
            case 5 -> p5 = value;
            case 6 -> p6 = value;
            case 7 -> p7 = value;
            default -> throw CompilerDirectives.shouldNotReachHere();
        }
    }
}
