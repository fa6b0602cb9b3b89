package org.trufflecasm.benchmarks.baseline;

/** Makes and walks many short-lived binary trees while a large one lives on. */
public final class Trees {
    private static final int SMALLEST = 4;

    private Trees() {}

    private record Tree(Tree left, Tree right) {
        static Tree make(long depth) {
            return depth > 0 ? new Tree(make(depth - 1), make(depth - 1)) : new Tree(null, null);
        }

        long nodes() {
            return left == null ? 1 : left.nodes() + right.nodes() + 1;
        }
    }

    /** How many nodes all trees up to the depth {@code n} have. */
    public static long run(long n) {
        long total = Tree.make(n + 1).nodes();
        Tree longLived = Tree.make(n);
        long trees = 1L << n;
        for (long depth = SMALLEST; depth <= n; depth += 2) {
            for (long i = 0; i < trees; i++) {
                total += Tree.make(depth).nodes();
            }
            trees /= 4;
        }
        return total + longLived.nodes();
    }
}
