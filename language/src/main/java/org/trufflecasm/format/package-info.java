/** From bytes to a core program: which formats there are and how a file's format is recognised. */
package org.trufflecasm.format;
