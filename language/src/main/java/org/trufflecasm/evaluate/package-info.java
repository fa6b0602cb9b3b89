/**
 * Expressions that debuggers and other tools evaluate in a guest's frame: names, fields, elements,
 * literals, operators and assignments; see docs/tools.md. They know scopes and values only, no
 * code.
 */
package org.trufflecasm.evaluate;
