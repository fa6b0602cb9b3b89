package org.trufflecasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.error.GuestException;

/**
 * The mathematical operations. Numbers may be ints or floats, results are floats; TypeError for
 * operands of other types, the left one checked first.
 */
public final class MathFunctions {
    private MathFunctions() {}

    /** {@code base} to the power of {@code exponent}. */
    @TruffleBoundary
    public static double pow(Object base, Object exponent, Semantics semantics, Node location) {
        Arithmetic.requireNumeric(base, exponent, semantics, location);
        return pow(
                Arithmetic.requireFloat(base, semantics, location),
                Arithmetic.requireFloat(exponent, semantics, location));
    }

    /**
     * The power as IEEE 754 defines it: unlike Java's, 1 to any power is 1, even to NaN, and -1 to
     * an infinite power is 1.
     */
    public static double pow(double base, double exponent) {
        if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
            return 1;
        }
        return Math.pow(base, exponent);
    }

    /** The square root; NaN of a negative number. */
    @TruffleBoundary
    public static double sqrt(Object value, Semantics semantics, Node location) {
        return Math.sqrt(Arithmetic.requireFloat(value, semantics, location));
    }

    /** The absolute value. */
    @TruffleBoundary
    public static double abs(Object value, Semantics semantics, Node location) {
        return Math.abs(Arithmetic.requireFloat(value, semantics, location));
    }

    /** The nearest whole number, halves away from zero. */
    @TruffleBoundary
    public static double round(Object value, Semantics semantics, Node location) {
        return round(Arithmetic.requireFloat(value, semantics, location));
    }

    /** The nearest whole number, halves away from zero, with the sign of the argument. */
    public static double round(double value) {
        double magnitude = Math.abs(value);
        double whole = Math.floor(magnitude);
        if (magnitude - whole >= 0.5) {
            whole += 1;
        }
        return Math.copySign(whole, value);
    }

    /** The greatest whole number that is not above the argument. */
    @TruffleBoundary
    public static double floor(Object value, Semantics semantics, Node location) {
        return Math.floor(Arithmetic.requireFloat(value, semantics, location));
    }

    /** The least whole number that is not below the argument. */
    @TruffleBoundary
    public static double ceil(Object value, Semantics semantics, Node location) {
        return Math.ceil(Arithmetic.requireFloat(value, semantics, location));
    }

    /**
     * The element-wise sum of two arrays, as long as the shorter one; what is not a number counts
     * 0.
     */
    @TruffleBoundary
    public static CasmArray vecAdd(Object left, Object right, Semantics semantics, Node location) {
        CasmArray a = requireArray(left, semantics, location);
        CasmArray b = requireArray(right, semantics, location);
        int size = Math.min(a.size(), b.size());
        semantics.arena().reserveObject(Arena.OBJECT + (long) Arena.SLOT * size, location);
        double[] sums = new double[size];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = element(a, i) + element(b, i);
            semantics.arena().work(1, location);
        }
        return CasmArray.ofDoubles(ArrayKind.ARRAY, sums, sums.length);
    }

    /** The sum of the products, up to the shorter length; what is not a number counts 0. */
    @TruffleBoundary
    public static double vecDot(Object left, Object right, Semantics semantics, Node location) {
        CasmArray a = requireArray(left, semantics, location);
        CasmArray b = requireArray(right, semantics, location);
        int size = Math.min(a.size(), b.size());
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += element(a, i) * element(b, i);
            semantics.arena().work(1, location);
        }
        return sum;
    }

    /**
     * The product of two matrices, arrays of rows. The shorter length wins: of a left row and the
     * number of right rows; and of all right rows. What is not a number counts 0.
     */
    @TruffleBoundary
    public static CasmArray matMul(Object left, Object right, Semantics semantics, Node location) {
        double[][] a = rows(left, semantics, location);
        double[][] b = rows(right, semantics, location);
        int width = b.length == 0 ? 0 : Integer.MAX_VALUE;
        for (double[] row : b) {
            width = Math.min(width, row.length);
        }
        Arena arena = semantics.arena();
        arena.reserveObject(Arena.OBJECT + (long) Arena.SLOT * a.length, location);
        Object[] product = new Object[a.length];
        for (int i = 0; i < a.length; i++) {
            arena.reserveObject(Arena.OBJECT + (long) Arena.SLOT * width, location);
            double[] sums = new double[width];
            int inner = Math.min(a[i].length, b.length);
            for (int k = 0; k < inner; k++) {
                double factor = a[i][k];
                arena.work(width + 1L, location);
                double[] row = b[k];
                for (int j = 0; j < width; j++) {
                    sums[j] += factor * row[j];
                }
            }
            product[i] = CasmArray.ofDoubles(ArrayKind.ARRAY, sums, width);
        }
        return CasmArray.of(ArrayKind.ARRAY, product);
    }

    private static double[][] rows(Object matrix, Semantics semantics, Node location) {
        CasmArray array = requireArray(matrix, semantics, location);
        long elements = 0;
        for (int i = 0; i < array.size(); i++) {
            elements += requireArray(array.get(i), semantics, location).size();
        }
        // Rows may be one array many times: what they take is not bounded by what there is.
        semantics.arena().reserve(elements * Double.BYTES, location);
        double[][] rows = new double[array.size()][];
        for (int i = 0; i < rows.length; i++) {
            CasmArray row = requireArray(array.get(i), semantics, location);
            semantics.arena().work(row.size() + 1L, location);
            rows[i] = new double[row.size()];
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = element(row, j);
            }
        }
        return rows;
    }

    private static double element(CasmArray array, int index) {
        return switch (array.get(index)) {
            case Long number -> (double) number;
            case Double number -> number;
            default -> 0;
        };
    }

    private static CasmArray requireArray(Object value, Semantics semantics, Node location) {
        if (value instanceof CasmArray array && array.kind() == ArrayKind.ARRAY) {
            semantics.arena().borrows().checkRead(array, location);
            return array;
        }
        throw GuestException.typeError("array", semantics.typeName(value), location);
    }
}
