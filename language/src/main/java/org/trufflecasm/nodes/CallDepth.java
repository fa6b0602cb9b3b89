package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.bytecode.BytecodeNode;
import com.oracle.truffle.api.bytecode.LocalAccessor;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import org.trufflecasm.runtime.Registers;

/**
 * How deep a function's frame lies, where a limit on that is set. The frame keeps it in two locals,
 * whose sum it is: how deep the frame lies that its compiled code was entered with, and how many
 * calls above that have become part of the same code. The first is one value for all of these
 * frames, the second a constant in each; so a call that has become part of its caller's code costs
 * a comparison and a store, and nothing is to be done behind a call.
 *
 * @param base the local with the first
 * @param inlined the local with the second
 */
public record CallDepth(LocalAccessor base, LocalAccessor inlined) {

    /** Takes the depth that the caller has left, when the function begins. */
    void take(Registers registers, BytecodeNode bytecode, VirtualFrame frame) {
        long depth = registers.depthBase;
        long above = registers.depthInlined;
        if (CompilerDirectives.inCompilationRoot()) {
            depth += above;
            above = 0;
        }
        base.setLong(bytecode, frame, depth);
        inlined.setLong(bytecode, frame, above);
    }

    /** Leaves the frame's depth to code that does not see its locals. */
    void leave(Registers registers, BytecodeNode bytecode, VirtualFrame frame) {
        registers.depthBase = read(base, bytecode, frame);
        registers.depthInlined = read(inlined, bytecode, frame);
    }

    static long read(LocalAccessor local, BytecodeNode bytecode, VirtualFrame frame) {
        try {
            return local.getLong(bytecode, frame);
        } catch (UnexpectedResultException e) {
            throw CompilerDirectives.shouldNotReachHere(e);
        }
    }
}
