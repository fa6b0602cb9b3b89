package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.TruffleOptions;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * Access to one of several neighbouring {@code long} fields by its number. A switch would do, but
 * it jumps by the number, which a processor cannot predict where maps of several shapes mix; loops
 * that do little else then take two to three times as long.
 *
 * <p>The memory is accessed through the JDK's {@code sun.misc.Unsafe}, on which Truffle relies in
 * any case, by method handles, since javac warns of its name without a way to consent. Not in
 * native images, whose objects are laid out differently from those of the Java that builds them.
 */
final class NumberFields {
    /** The result of {@link #locate} where fields cannot be accessed so. */
    static final long NOWHERE = -1;

    private static final String PREFIX = "p";
    private static final Object UNSAFE = TruffleOptions.AOT ? null : unsafe();
    private static final MethodHandle OFFSET =
            handle("objectFieldOffset", MethodType.methodType(long.class, Field.class));
    private static final MethodHandle GET =
            handle("getLong", MethodType.methodType(long.class, Object.class, long.class));
    private static final MethodHandle PUT =
            handle(
                    "putLong",
                    MethodType.methodType(void.class, Object.class, long.class, long.class));

    private NumberFields() {}

    private static Object unsafe() {
        try {
            Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return field.get(null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static MethodHandle handle(String name, MethodType type) {
        if (UNSAFE == null) {
            return null;
        }
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(UNSAFE.getClass(), name, type)
                    .bindTo(UNSAFE);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /**
     * Where a class has its fields for numbers.
     *
     * @param count how many fields there are, called p0 and so on
     * @return what {@link #get} and {@link #set} take, or {@link #NOWHERE}
     */
    static long locate(Class<?> type, int count) {
        if (OFFSET == null || GET == null || PUT == null) {
            return NOWHERE;
        }
        long base = offset(type, 0);
        for (int field = 1; field < count; field++) {
            if (offset(type, field) != base + (long) field * Long.BYTES) {
                return NOWHERE;
            }
        }
        return base;
    }

    private static long offset(Class<?> type, int field) {
        try {
            return (long) OFFSET.invokeExact(type.getDeclaredField(PREFIX + field));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw CompilerDirectives.shouldNotReachHere(e);
        }
    }

    /**
     * Reads a field; {@code base} must be right for the class of the object, and the field must
     * exist.
     */
    static long get(Object object, long base, int field) {
        try {
            return (long) GET.invokeExact(object, base + (long) field * Long.BYTES);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw CompilerDirectives.shouldNotReachHere(e);
        }
    }

    /** Writes a field; see {@link #get}. */
    static void set(Object object, long base, int field, long value) {
        try {
            PUT.invokeExact(object, base + (long) field * Long.BYTES, value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw CompilerDirectives.shouldNotReachHere(e);
        }
    }
}
