/**
 * Modules of the Crab virtual machine: their files, old and new, their text, their verifier, and
 * what they are in the core. See docs/formats/crab.md.
 */
package org.trufflecasm.format.crab;
