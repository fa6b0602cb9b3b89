/** Debuggers, profilers and coverage, driven as their users drive them. */
package org.trufflecasm.tck.tools;
