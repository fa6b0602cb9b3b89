package org.trufflecasm.tck.reference;

/** The guest's null. */
enum Nil {
    NIL
}
