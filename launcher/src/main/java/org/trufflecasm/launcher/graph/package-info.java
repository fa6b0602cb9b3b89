/** Pictures of capsules: how control flows in functions, and which functions call which. */
package org.trufflecasm.launcher.graph;
