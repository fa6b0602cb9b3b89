/**
 * What can be said about a capsule without running it: reading, verifying, listing, dumping, what
 * it may reach. Nothing here starts Truffle, so that these answers come fast.
 */
package org.trufflecasm.launcher.stage;
