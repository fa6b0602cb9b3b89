/** The command {@code casm}: its start, its streams, its handling of wrong command lines. */
package org.trufflecasm.launcher;
