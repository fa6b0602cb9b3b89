package org.trufflecasm.nodes;

import org.trufflecasm.error.ErrorKind;

/**
 * An instruction of which it is known before the run that it fails when it is executed.
 *
 * @param kind how it fails
 * @param message the complete text
 */
public record Failing(ErrorKind kind, String message) {}
