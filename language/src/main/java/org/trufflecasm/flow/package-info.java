/**
 * Code with jumps becomes structured code: verification, control-flow graph, dominators, loops,
 * heights of the operand stack, definite assignment, and the tree that the compiler follows. Knows
 * no file format and nothing of Truffle.
 */
package org.trufflecasm.flow;
