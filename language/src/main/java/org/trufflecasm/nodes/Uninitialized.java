package org.trufflecasm.nodes;

/** What a variable holds before the first store, where a load might see it. Guests never do. */
public final class Uninitialized {
    /** The only instance. */
    public static final Uninitialized INSTANCE = new Uninitialized();

    private Uninitialized() {}
}
