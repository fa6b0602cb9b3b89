/**
 * The Truffle language: its registration, options and per-context state. Knows neither formats nor
 * nodes.
 */
package org.trufflecasm.language;
