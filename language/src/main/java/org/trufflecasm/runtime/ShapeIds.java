package org.trufflecasm.runtime;

import com.oracle.truffle.api.object.Shape;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Small numbers for shapes, so that a site at which several shapes occur can look up a map's fields
 * in a table of 256 bytes. A shape gets an id when such a site first meets it. Ids of forgotten
 * shapes are given again.
 *
 * <p>All methods may be called by any thread.
 */
public final class ShapeIds {
    /** The size of a table. */
    public static final int TABLE_SIZE = 256;

    /** Says nothing: the shape may have an id or not. */
    static final int UNASSIGNED = 0;

    /** The id of shapes for which there was none left, and of hashed maps. */
    static final int NONE = TABLE_SIZE - 1;

    /** How often a shape gets no id before forgotten shapes are looked for again. */
    private static final int PATIENCE = 10_000;

    private static final List<WeakReference<Shape>> OWNERS = new ArrayList<>();
    private static final List<WeakReference<byte[]>> TABLES = new ArrayList<>();

    private static int tablesWhenCleaned = 64;
    private static int patience;

    private ShapeIds() {}

    /**
     * A site's table: one of {@link FieldCodes} for each id. The site may fill it, by id, with what
     * it looks up.
     */
    public static byte[] newTable() {
        byte[] table = new byte[TABLE_SIZE];
        Arrays.fill(table, (byte) FieldCodes.UNKNOWN);
        table[NONE] = FieldCodes.UNINDEXED;
        synchronized (OWNERS) {
            if (TABLES.size() >= tablesWhenCleaned) {
                TABLES.removeIf(reference -> reference.get() == null);
                tablesWhenCleaned = 2 * TABLES.size() + 64;
            }
            TABLES.add(new WeakReference<>(table));
        }
        return table;
    }

    /** The id of a shape, from 1 on, or {@link #NONE}. */
    static int of(Shape shape) {
        ShapeInfo info = ShapeInfo.of(shape);
        int known = info.id();
        if (known != UNASSIGNED) {
            return known;
        }
        synchronized (OWNERS) {
            int id = info.id() != UNASSIGNED ? info.id() : assign(shape);
            if (id != NONE) {
                info.setId(id);
            }
            return id;
        }
    }

    private static int assign(Shape shape) {
        WeakReference<Shape> owner = new WeakReference<>(shape);
        if (OWNERS.size() < NONE - 1) {
            OWNERS.add(owner);
            return OWNERS.size();
        }
        if (patience > 0) {
            patience--;
            return NONE;
        }
        for (int i = 0; i < OWNERS.size(); i++) {
            if (OWNERS.get(i).get() == null) {
                forget(i + 1);
                OWNERS.set(i, owner);
                return i + 1;
            }
        }
        patience = PATIENCE;
        return NONE;
    }

    private static void forget(int id) {
        for (WeakReference<byte[]> reference : TABLES) {
            byte[] table = reference.get();
            if (table != null) {
                table[id] = FieldCodes.UNKNOWN;
            }
        }
    }
}
