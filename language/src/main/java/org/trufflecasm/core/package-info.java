/**
 * The format-neutral program: what every wing lowers to and everything behind it works on. Knows no
 * file format and nothing of Truffle.
 */
package org.trufflecasm.core;
