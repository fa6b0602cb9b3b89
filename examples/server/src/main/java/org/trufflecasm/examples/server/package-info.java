/** A server that runs the capsules of strangers. */
package org.trufflecasm.examples.server;
