/** A shop whose offers are capsules that somebody else writes. */
package org.trufflecasm.examples.shop;
