package org.trufflecasm.nodes;

import com.oracle.truffle.api.bytecode.LocalVariable;
import com.oracle.truffle.api.bytecode.TagTreeNode;
import com.oracle.truffle.api.frame.MaterializedFrame;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trufflecasm.capability.ForeignValues;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.runtime.CasmArray;
import org.trufflecasm.runtime.CasmFunction;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.CasmNull;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.CasmTagged;

/**
 * The variables of a guest's frame that have been stored, parameters first. They can be given other
 * values.
 */
final class FrameVariables implements GuestScope.Variables {
    private final TagTreeNode node;
    private final CoreRootNode root;
    private final MaterializedFrame frame;

    /** Where each variable is; of equal names the last, since that one can be read. */
    private final Map<String, Integer> offsets;

    /**
     * @param frame null where there is only code; then nothing is stored
     */
    FrameVariables(TagTreeNode node, CoreRootNode root, MaterializedFrame frame) {
        this.node = node;
        this.root = root;
        this.frame = frame;
        this.offsets = new LinkedHashMap<>();
        for (LocalVariable local : node.getBytecodeNode().getLocals()) {
            if (local.getName() != null) {
                offsets.put(local.getName().toString(), local.getLocalOffset());
            }
        }
    }

    @Override
    public List<String> names() {
        return offsets.keySet().stream()
                .filter(name -> frame == null || read(name) != null)
                .toList();
    }

    @Override
    public Object read(String name) {
        Integer offset = offsets.get(name);
        if (offset == null || frame == null) {
            return null;
        }
        Object value =
                node.getBytecodeNode().getLocalValue(node.getEnterBytecodeIndex(), frame, offset);
        return value == Uninitialized.INSTANCE ? null : value;
    }

    @Override
    public boolean isWritable(String name) {
        return frame != null && offsets.containsKey(name);
    }

    @Override
    public void write(String name, Object value) throws UnsupportedTypeException {
        node.getBytecodeNode()
                .setLocalValue(
                        node.getEnterBytecodeIndex(), frame, offsets.get(name), guest(value));
    }

    /** The guest's form of a value that a tool gives, as the capsule's family has it. */
    private Object guest(Object value) throws UnsupportedTypeException {
        try {
            return root.semantics().accept(copied(value), "the value of a tool", root);
        } catch (ForeignValues.NoFormException | GuestException none) {
            throw UnsupportedTypeException.create(
                    new Object[] {value}, "capsules have no such value");
        }
    }

    private Object copied(Object value) throws ForeignValues.NoFormException {
        return switch (value) {
            case Long ours -> ours;
            case Double ours -> ours;
            case Boolean ours -> ours;
            case CasmNull ours -> ours;
            case CasmString ours -> ours;
            case CasmArray ours -> ours;
            case CasmMap ours -> ours;
            case CasmFunction ours -> ours;
            case CasmTagged ours -> ours;
            default -> ForeignValues.toGuest(value, root.arena(), root);
        };
    }
}
