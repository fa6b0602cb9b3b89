/**
 * The CVM1 profile of Crush capsules (specification §0, §1.8, §1.9): one flat code section, byte
 * offsets, slots. Binary files and text assembly give the same {@code Cvm1Program}.
 */
package org.trufflecasm.format.crush.cvm1;
