/** The reference interpreter for modules of the Crab virtual machine. */
package org.trufflecasm.tck.reference.crab;
