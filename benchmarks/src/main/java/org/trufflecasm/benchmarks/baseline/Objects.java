package org.trufflecasm.benchmarks.baseline;

/**
 * Reads and writes fields of objects in random order. The capsule's objects get their fields in
 * four different orders; in Java they are of one class.
 */
public final class Objects {
    private static final int COUNT = 1024;

    private Objects() {}

    private static final class Item {
        long count;
        long sum;
    }

    /** The checksum of {@code n} updates. */
    public static long run(long n) {
        Item[] items = new Item[COUNT];
        for (int i = 0; i < COUNT; i++) {
            items[i] = new Item();
        }
        long random = 1;
        for (long i = 0; i < n; i++) {
            random = (random * 1103 + 12_345) % 65_537;
            Item item = items[(int) (random & (COUNT - 1))];
            item.count++;
            item.sum = (item.sum + random) & 0xFFFFF;
        }
        long total = 0;
        for (Item item : items) {
            total = (total * 31 + item.sum + item.count) % 1_000_003;
        }
        return total;
    }
}
