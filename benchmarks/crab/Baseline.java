/** The programs of this folder in Java: {@code java Baseline.java fib|sum|mandelbrot|nested}. */
public final class Baseline {
    private Baseline() {}

    private static double fib(double n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    private static double sum() {
        double sum = 0;
        for (double i = 0; i < 50_000_000; i += 1) {
            sum += i;
        }
        return sum;
    }

    private static double nested() {
        double sum = 0;
        for (double i = 0; i < 8000; i += 1) {
            for (double j = 0; j < 8000; j += 1) {
                sum += i * j;
            }
        }
        return sum;
    }

    private static double mandelbrot() {
        double sum = 0;
        for (double row = 0; row < 1000; row += 1) {
            for (double column = 0; column < 1000; column += 1) {
                sum += steps(column / 333.3333333333333 - 2, row / 500 - 1);
            }
        }
        return sum;
    }

    private static double steps(double cr, double ci) {
        double zr = 0;
        double zi = 0;
        double steps = 0;
        do {
            double a = zr * zr;
            double b = zi * zi;
            if (a + b > 4) {
                break;
            }
            zi = 2 * zr * zi + ci;
            zr = a - b + cr;
            steps += 1;
        } while (steps < 200);
        return steps;
    }

    public static void main(String[] arguments) {
        for (int run = 0; run < 15; run++) {
            long start = System.nanoTime();
            double result =
                    switch (arguments[0]) {
                        case "fib" -> fib(32);
                        case "sum" -> sum();
                        case "nested" -> nested();
                        default -> mandelbrot();
                    };
            System.out.println(result + " ms=" + (System.nanoTime() - start) / 1e6);
        }
    }
}
