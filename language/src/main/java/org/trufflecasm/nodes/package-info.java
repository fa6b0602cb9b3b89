/**
 * The root node of guest functions, its operations, and what calls, failures and metering need at
 * run time.
 */
package org.trufflecasm.nodes;
