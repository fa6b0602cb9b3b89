package org.trufflecasm.benchmarks.baseline;

/** Floating-point arithmetic in nested loops: the Mandelbrot set on a square of points. */
public final class Mandelbrot {
    private static final int MAX_ITERATIONS = 200;

    private Mandelbrot() {}

    /** How many iterations all points of an {@code n} by {@code n} square take. */
    public static long run(long n) {
        double step = 2.0 / n;
        long total = 0;
        double ci = -1.0;
        for (long y = 0; y < n; y++) {
            double cr = -1.5;
            for (long x = 0; x < n; x++) {
                total += iterations(cr, ci);
                cr += step;
            }
            ci += step;
        }
        return total;
    }

    private static int iterations(double cr, double ci) {
        double re = 0;
        double im = 0;
        double re2 = 0;
        double im2 = 0;
        int count = 0;
        while (count < MAX_ITERATIONS && re2 + im2 <= 4.0) {
            im = 2.0 * re * im + ci;
            re = re2 - im2 + cr;
            re2 = re * re;
            im2 = im * im;
            count++;
        }
        return count;
    }
}
