/** Why a program is slow: what the engine did with its code, and what the code learnt. */
package org.trufflecasm.launcher.explain;
