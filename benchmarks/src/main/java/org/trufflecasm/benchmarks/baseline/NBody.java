package org.trufflecasm.benchmarks.baseline;

/** Floating-point arithmetic on fields of a few objects: bodies that attract each other. */
public final class NBody {
    private static final double TIME_STEP = 0.001;
    private static final int ROOT_STEPS = 40;

    private NBody() {}

    private static final class Body {
        double x;
        double y;
        double z;
        double vx;
        double vy;
        double vz;
        final double mass;

        Body(double x, double y, double z, double vx, double vy, double vz, double mass) {
            this.x = x;
            this.y = y;
            this.z = z;
            this.vx = vx;
            this.vy = vy;
            this.vz = vz;
            this.mass = mass;
        }

        void attract(Body other) {
            double dx = x - other.x;
            double dy = y - other.y;
            double dz = z - other.z;
            double distance = dx * dx + dy * dy + dz * dz + 0.01;
            double magnitude = TIME_STEP / (distance * distance);
            double mine = mass * magnitude;
            double theirs = other.mass * magnitude;
            vx -= dx * theirs;
            vy -= dy * theirs;
            vz -= dz * theirs;
            other.vx += dx * mine;
            other.vy += dy * mine;
            other.vz += dz * mine;
        }

        void move() {
            x += TIME_STEP * vx;
            y += TIME_STEP * vy;
            z += TIME_STEP * vz;
        }

        double distanceFromOrigin() {
            return root(x * x + y * y + z * z);
        }
    }

    /** The distances from the origin after {@code n} steps, added up, in thousandths. */
    public static long run(long n) {
        Body[] bodies = {
            new Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 10.0),
            new Body(4.5, -1.25, -0.125, 0.5, 1.5, -0.25, 0.5),
            new Body(8.25, 4.125, -0.5, -1.0, 1.75, 0.0, 0.25),
            new Body(12.75, -15.0, -0.25, 1.0, 0.75, -0.125, 0.0625),
            new Body(15.25, -25.75, 0.25, 0.875, 0.5, -0.0625, 0.03125)
        };
        for (long i = 0; i < n; i++) {
            advance(bodies);
        }
        double sum = 0;
        for (Body body : bodies) {
            sum += body.distanceFromOrigin();
        }
        return (long) (sum * 1000.0);
    }

    private static void advance(Body[] bodies) {
        for (int i = 0; i < bodies.length; i++) {
            for (int j = i + 1; j < bodies.length; j++) {
                bodies[i].attract(bodies[j]);
            }
        }
        for (Body body : bodies) {
            body.move();
        }
    }

    /** By Newton's method, since the capsule has no square root. */
    private static double root(double x) {
        double guess = Math.max(x, 1.0);
        for (int i = 0; i < ROOT_STEPS; i++) {
            guess = 0.5 * (guess + x / guess);
        }
        return guess;
    }
}
