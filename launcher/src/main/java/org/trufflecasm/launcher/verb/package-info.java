/** The verbs of {@code casm}, one class each, and the options that they share. */
package org.trufflecasm.launcher.verb;
