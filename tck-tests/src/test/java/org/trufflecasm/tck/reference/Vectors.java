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
     * The matrix product. The specification fixes it for full matrices whose sizes fit; what is
     * beyond that is not compared.
     */
    static Object multiply(Object left, Object right) {
        List<Object> a = array(left);
        List<Object> b = array(right);
        if (a.isEmpty()
                || b.isEmpty()
                || !isMatrix(a, b.size())
                || !isMatrix(b, rowLength(b.getFirst()))) {
            throw new GaveUp("a product of arrays that are not matrices of fitting sizes");
        }
        Sequence product = new Sequence(Sequence.Kind.ARRAY);
        for (Object row : a) {
            Sequence sums = new Sequence(Sequence.Kind.ARRAY);
            for (int column = 0; column < rowLength(b.getFirst()); column++) {
                double sum = 0;
                for (int k = 0; k < b.size(); k++) {
                    sum += number(array(row).get(k)) * number(array(b.get(k)).get(column));
                }
                sums.add(sum);
            }
            product.add(sums);
        }
        return product;
    }

    private static boolean isMatrix(List<Object> rows, int columns) {
        return columns > 0 && rows.stream().allMatch(row -> rowLength(row) == columns);
    }

    private static int rowLength(Object row) {
        return row instanceof Sequence sequence && sequence.kind == Sequence.Kind.ARRAY
                ? sequence.size()
                : -1;
    }

    private static List<Object> array(Object value) {
        if (value instanceof Sequence sequence && sequence.kind == Sequence.Kind.ARRAY) {
            return sequence.elements;
        }
        throw GuestFailure.type();
    }

    private static double number(Object value) {
        return Values.isNumeric(value) ? Arithmetic.asDouble(value) : 0.0;
    }
}
