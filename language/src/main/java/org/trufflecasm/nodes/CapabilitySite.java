package org.trufflecasm.nodes;

/**
 * A capability call in the code.
 *
 * @param name the capability's name as the capsule spells it
 * @param argumentCount how many arguments the call passes
 * @param number a number from 0 on that sites with the same name and count of arguments share, and
 *     no others in the program
 */
public record CapabilitySite(String name, int argumentCount, int number) {}
