package org.trufflecasm.tck.reference;

import java.util.List;

/**
 * Sums and products of arrays of numbers (specification §3.3). What is not a number counts as 0.0.
 */
final class Vectors {
    private Vectors() {}

    static Object add(Object left, Object right) {
        List<Object> a = array(left);
        List<Object> b = array(right);
        Sequence sum = new Sequence(Sequence.Kind.ARRAY);
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            sum.add(number(a.get(i)) + number(b.get(i)));
        }
        return sum;
    }

    static Object dot(Object left, Object right) {
        List<Object> a = array(left);
        List<Object> b = array(right);
        double sum = 0;
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            sum += number(a.get(i)) * number(b.get(i));
        }
        return sum;
    }

    /**
     * The matrix product. The inner length is the shorter of the left row and the number of right
     * rows, the width is the shortest right row.
     */
    static Object multiply(Object left, Object right) {
        List<List<Object>> a = rows(left);
        List<List<Object>> b = rows(right);
        int width = b.stream().mapToInt(List::size).min().orElse(0);
        GaveUp.checkRoom((long) a.size() * width);
        long work = 0;
        Sequence product = new Sequence(Sequence.Kind.ARRAY);
        for (List<Object> row : a) {
            int inner = Math.min(row.size(), b.size());
            work += (long) width * (1 + inner);
            if (work > 100L * GaveUp.MAX_SIZE) {
                throw GaveUp.tooLong("a matrix product of more than " + work + " steps");
            }
            Sequence sums = new Sequence(Sequence.Kind.ARRAY);
            for (int column = 0; column < width; column++) {
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum += number(row.get(k)) * number(b.get(k).get(column));
                }
                sums.add(sum);
            }
            product.add(sums);
        }
        return product;
    }

    private static List<List<Object>> rows(Object matrix) {
        return array(matrix).stream().map(Vectors::array).toList();
    }

    private static List<Object> array(Object value) {
        if (value instanceof Sequence sequence && sequence.kind == Sequence.Kind.ARRAY) {
            return sequence.elements;
        }
        throw GuestFailure.type("array", value);
    }

    private static double number(Object value) {
        return Values.isNumeric(value) ? Arithmetic.asDouble(value) : 0.0;
    }
}
