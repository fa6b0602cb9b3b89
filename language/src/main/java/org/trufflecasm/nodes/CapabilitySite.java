package org.trufflecasm.nodes;

/**
 * A capability call in the code.
 *
 * @param name the capability's name as the capsule spells it
 * @param argumentCount how many arguments the call passes
 */
public record CapabilitySite(String name, int argumentCount) {}
