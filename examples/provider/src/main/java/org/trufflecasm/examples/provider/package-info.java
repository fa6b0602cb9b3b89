/** A provider of host capabilities, as an example. */
package org.trufflecasm.examples.provider;
