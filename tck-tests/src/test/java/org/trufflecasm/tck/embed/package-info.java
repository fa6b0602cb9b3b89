/** The API for Java programs. */
package org.trufflecasm.tck.embed;
