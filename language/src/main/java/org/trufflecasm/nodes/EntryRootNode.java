package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import com.oracle.truffle.api.source.SourceSection;
import java.util.Arrays;
import org.trufflecasm.runtime.CasmNull;

/**
 * Runs a program: what a host calls. Can be called any number of times, in each context by one
 * thread at a time.
 */
public final class EntryRootNode extends HostEntryRootNode {
    private final LinkedProgram program;
    private final int entryIndex;
    private final SourceSection section;

    @Child private IndirectCallNode call = IndirectCallNode.create();

    /**
     * @param program the program to run
     * @param entry its function to start with
     * @param section the capsule's source
     */
    public EntryRootNode(LinkedProgram program, GuestFunction entry, SourceSection section) {
        super(program.language());
        this.program = program;
        this.entryIndex = entry.index();
        this.section = section;
        Exhaustion.prepare();
    }

    @Override
    public String getName() {
        return program.program().name();
    }

    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public SourceSection getSourceSection() {
        return section;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        mark(frame);
        return run();
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private Object run() {
        Object[] arguments = new Object[program.function(entryIndex).arity()];
        Arrays.fill(arguments, CasmNull.INSTANCE);
        return GuestRun.call(program, entryIndex, arguments, call);
    }
}
