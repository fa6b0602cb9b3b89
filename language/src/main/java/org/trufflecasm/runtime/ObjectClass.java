package org.trufflecasm.runtime;

/**
 * What an object is an instance of. Part of shapes, which threads share; so the names are Java's
 * strings.
 *
 * @param language whose object it is, or null
 * @param name of its class, or null
 */
record ObjectClass(String language, String name) {
    /** No class at all. */
    static final ObjectClass NONE = new ObjectClass(null, null);

    /** A class of the capsule itself; its name may be null. */
    static ObjectClass of(CasmString name) {
        return name == null ? NONE : new ObjectClass(null, name.toString());
    }

    boolean isNone() {
        return language == null && name == null;
    }
}
