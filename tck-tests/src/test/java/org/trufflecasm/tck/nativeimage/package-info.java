/** What decides whether a native image of the language works, found out without making one. */
package org.trufflecasm.tck.nativeimage;
