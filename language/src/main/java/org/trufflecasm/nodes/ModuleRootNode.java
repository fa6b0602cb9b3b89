package org.trufflecasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.trufflecasm.runtime.CasmCapsule;
import org.trufflecasm.runtime.CasmFunction;

/** Gives a capsule that has been loaded, without running anything of it. */
public final class ModuleRootNode extends RootNode {
    private final LinkedProgram program;
    private final int entryIndex;
    private final SourceSection section;

    /**
     * @param program the capsule's program
     * @param entry what runs when the capsule is called
     * @param section the capsule's source
     */
    public ModuleRootNode(LinkedProgram program, GuestFunction entry, SourceSection section) {
        super(program.language());
        this.program = program;
        this.entryIndex = entry.index();
        this.section = section;
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
        return capsule();
    }

    @TruffleBoundary
    private CasmCapsule capsule() {
        SequencedMap<String, CasmFunction> functions = new LinkedHashMap<>();
        for (int i = 0; i < program.program().functions().size(); i++) {
            CasmFunction function = program.functionValue(i);
            functions.putIfAbsent(function.name(), function);
        }
        return new CasmCapsule(
                program.program().name(), functions, program.functionValue(entryIndex));
    }
}
