package org.trufflecasm.nodes;

import com.oracle.truffle.api.bytecode.BytecodeNode;
import com.oracle.truffle.api.bytecode.LocalAccessor;
import com.oracle.truffle.api.bytecode.TagTree;
import com.oracle.truffle.api.frame.MaterializedFrame;
import com.oracle.truffle.api.source.SourceSection;
import java.util.ArrayList;
import java.util.List;
import org.trufflecasm.runtime.OperandStack;

/**
 * Where tools find the operands of a function at the beginnings of its statements. Most statements
 * begin with none; each of the others has a view, whose number tells the length of a section at the
 * very start of the listing.
 */
public final class OperandViews {
    private final List<List<Object>> views = new ArrayList<>();
    private LocalAccessor stack;

    /** For the compiler, which fills it. */
    public OperandViews() {}

    /**
     * Adds the view of one more statement.
     *
     * @param operands the deepest first: the local where it is, or the guest value itself
     * @return the length of the section that leads to it
     */
    public int add(List<Object> operands) {
        views.add(List.copyOf(operands));
        return views.size();
    }

    /** Tells where a function that counts its operands at run time keeps them. */
    public void keepStackIn(LocalAccessor local) {
        stack = local;
    }

    /** The operands that a frame has where a tag's code begins, the deepest first. */
    List<Object> read(
            TagTree tag, CoreRootNode root, BytecodeNode bytecode, MaterializedFrame frame) {
        if (stack != null) {
            List<Object> values = new ArrayList<>();
            if (stack.getObject(bytecode, frame) instanceof OperandStack operands) {
                operands.forEach(values::add);
            }
            return values;
        }
        for (SourceSection section :
                CodePlace.sections(root, bytecode, tag.getEnterBytecodeIndex())) {
            if (section.getCharIndex() == 0 && section.getCharLength() <= views.size()) {
                return views.get(section.getCharLength() - 1).stream()
                        .map(
                                operand ->
                                        operand instanceof LocalAccessor local
                                                ? local.getObject(bytecode, frame)
                                                : operand)
                        .toList();
            }
        }
        return List.of();
    }
}
