/**
 * From structured code to bytecode: stack code becomes operation trees, and these drive the builder
 * that the Bytecode DSL generates.
 */
package org.trufflecasm.compile;
