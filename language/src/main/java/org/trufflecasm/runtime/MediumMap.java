package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.object.Shape;

/**
 * A map with four fields for numbers.
 *
 * <p>Where the field is no constant of compilation, the access touches all of them and selects, so that nothing depends
 * on a branch that cannot be predicted; they share a cache line or two.
 */
final class MediumMap extends CasmMap {
    static final int FIELDS = 4;

    @DynamicField private long p0;
    @DynamicField private long p1;
    @DynamicField private long p2;
    @DynamicField private long p3;

    MediumMap(Shape root) {
        super(root);
    }

    long number(int field) {
        if (CompilerDirectives.isPartialEvaluationConstant(field)) {
            return switch (field) {
                case 0 -> p0;
                case 1 -> p1;
                case 2 -> p2;
                case 3 -> p3;
                default -> throw CompilerDirectives.shouldNotReachHere();
            };
        }
        if (MODE.equals("unsafe")) return U.getLong(this, BASE + 8 * field);
        if (MODE.equals("switch")) { return switch (field) {
                case 0 -> p0;
                case 1 -> p1;
                case 2 -> p2;
                case 3 -> p3;
                default -> throw CompilerDirectives.shouldNotReachHere(); }; }
        long low = (field & 1) == 0 ? p0 : p1;
        long high = (field & 1) == 0 ? p2 : p3;
        return (field & 2) == 0 ? low : high;
    }

    static final String MODE = System.getProperty("mode", "select");
    @SuppressWarnings("deprecation")
    static final sun.misc.Unsafe U = unsafe();
    static final long BASE;
    static { try { BASE = U.objectFieldOffset(MediumMap.class.getDeclaredField("p0")); for (int i = 0; i < 4; i++) if (U.objectFieldOffset(MediumMap.class.getDeclaredField("p" + i)) != BASE + 8 * i) throw new Error("layout"); } catch (Exception e) { throw new Error(e); } }
    static sun.misc.Unsafe unsafe() { try { var f = sun.misc.Unsafe.class.getDeclaredField("theUnsafe"); f.setAccessible(true); return (sun.misc.Unsafe) f.get(null); } catch (Exception e) { throw new Error(e); } }

    void setNumber(int field, long value) {
        if (!CompilerDirectives.isPartialEvaluationConstant(field)) {
            if (MODE.equals("select")) {
            long a = p0, b = p1, c = p2, d = p3;
            p0 = field == 0 ? value : a;
            p1 = field == 1 ? value : b;
            p2 = field == 2 ? value : c;
            p3 = field == 3 ? value : d;
            return;
            }
            if (MODE.equals("unsafe")) { U.putLong(this, BASE + 8 * field, value); return; }
        }
        switch (field) {
            case 0 -> p0 = value;
            case 1 -> p1 = value;
            case 2 -> p2 = value;
            case 3 -> p3 = value;
            default -> throw CompilerDirectives.shouldNotReachHere();
        }
    }
}
