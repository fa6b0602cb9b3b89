package org.trufflecasm.nodes;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.bytecode.BytecodeNode;
import com.oracle.truffle.api.bytecode.Instruction;
import com.oracle.truffle.api.bytecode.Instruction.Argument;
import com.oracle.truffle.api.bytecode.LocalVariable;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.NodeUtil;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trufflecasm.core.Op;
import org.trufflecasm.language.CodeRemark;
import org.trufflecasm.language.CodeRemark.Kind;

/**
 * Reads from the code of a program's functions what their runs have made of it: which variables it
 * settled to keep as objects, and which sites met too many kinds of things. Asks the generated
 * interpreter, by the names that it gives to its quickened instructions; changes nothing.
 */
final class CodeReview {
    private static final Set<String> NUMBER_KINDS = Set.of("Long", "Double", "Boolean");

    private final LinkedProgram program;

    /** By place, kind and subject, since a function may have two copies of its code. */
    private final Map<String, CodeRemark> remarks = new LinkedHashMap<>();

    private CodeReview(LinkedProgram program) {
        this.program = program;
    }

    static List<CodeRemark> of(LinkedProgram program) {
        CodeReview review = new CodeReview(program);
        for (int i = 0; i < program.program().functions().size(); i++) {
            GuestFunction function = program.function(i);
            List<RootCallTarget> built = function.builtTargets();
            if (!built.isEmpty()) {
                review.reviewFunction(function, built);
            }
        }
        return List.copyOf(review.remarks.values());
    }

    private void reviewFunction(GuestFunction function, List<RootCallTarget> built) {
        remark(Kind.CALLED, function.name(), "", function, 0);
        if (program.compiler().countsOperands(function)) {
            remark(Kind.COUNTED_OPERANDS, function.name(), "", function, 0);
        }
        for (RootCallTarget target : built) {
            BytecodeNode code = ((CoreRootNode) target.getRootNode()).getBytecodeNode();
            List<Instruction> instructions = code.getInstructionsAsList();
            boxedLocals(function, code.getLocals(), instructions);
            instructions.forEach(instruction -> reviewSite(function, instruction));
        }
    }

    private void boxedLocals(
            GuestFunction function, Collection<LocalVariable> locals, List<Instruction> code) {
        for (LocalVariable local : locals) {
            if (local.getName() == null || local.getTypeProfile() != FrameSlotKind.Object) {
                continue;
            }
            for (int i = 1; i < code.size(); i++) {
                if (stores(code.get(i), local) && givesNumber(code.get(i - 1))) {
                    String name = local.getName().toString();
                    remark(Kind.BOXED_LOCAL, name, "", function, firstStore(function, name));
                    break;
                }
            }
        }
    }

    /** Where a variable is stored first; the beginning for a parameter that never is. */
    private static int firstStore(GuestFunction function, String variable) {
        int slot = function.function().slots().indexOf(variable);
        List<org.trufflecasm.core.Instruction> code = function.function().code();
        for (int i = 0; i < code.size(); i++) {
            if (code.get(i).op() == Op.STORE && code.get(i).a() == slot) {
                return i;
            }
        }
        return 0;
    }

    private static boolean stores(Instruction instruction, LocalVariable local) {
        return instruction.getName().startsWith("store.local")
                && instruction.getArguments().stream()
                        .anyMatch(
                                argument ->
                                        argument.getKind() == Argument.Kind.LOCAL_OFFSET
                                                && argument.asLocalOffset()
                                                        == local.getLocalOffset());
    }

    /** Whether what an instruction leaves was a number or a truth value when it settled. */
    private static boolean givesNumber(Instruction instruction) {
        String name = instruction.getName();
        if (name.startsWith("load.constant")) {
            return instruction.getArguments().stream()
                    .filter(argument -> argument.getKind() == Argument.Kind.CONSTANT)
                    .map(Argument::asConstant)
                    .anyMatch(value -> value instanceof Number || value instanceof Boolean);
        }
        String[] parts = name.split("[$#]", -1);
        for (int i = 1; i < parts.length; i++) {
            if (NUMBER_KINDS.contains(parts[i])) {
                return true;
            }
        }
        return false;
    }

    private void reviewSite(GuestFunction function, Instruction instruction) {
        for (Argument argument : instruction.getArguments()) {
            if (argument.getKind() == Argument.Kind.NODE_PROFILE
                    && argument.asCachedNode() != null) {
                reviewNode(function, instruction, argument.asCachedNode());
            }
        }
    }

    private void reviewNode(GuestFunction function, Instruction instruction, Node node) {
        if (instruction.getName().startsWith("c.CallValue")
                && !NodeUtil.findAllNodeInstances(node, IndirectCallNode.class).isEmpty()) {
            remark(
                    Kind.MEGAMORPHIC_CALL,
                    "",
                    String.valueOf(CallValueNode.REMEMBERED),
                    function,
                    place(function, instruction));
        }
        for (FieldSite site : NodeUtil.findAllNodeInstances(node, FieldSite.class)) {
            if (site.layoutsSeen() > 1) {
                remark(
                        Kind.SEVERAL_LAYOUTS,
                        site.name().toString(),
                        String.valueOf(site.layoutsSeen()),
                        function,
                        place(function, instruction));
            }
        }
    }

    private int place(GuestFunction function, Instruction instruction) {
        CoreRootNode root = (CoreRootNode) instruction.getBytecodeNode().getRootNode();
        int found =
                root.instructionAt(instruction.getBytecodeNode(), instruction.getBytecodeIndex());
        return found < 0 || found >= function.function().code().size() ? 0 : found;
    }

    private void remark(
            Kind kind, String subject, String detail, GuestFunction function, int instruction) {
        CodeRemark remark =
                new CodeRemark(
                        kind,
                        subject,
                        detail,
                        function.name(),
                        function.function().sourceMap().at(instruction),
                        function.function().sourceMap().origin(instruction),
                        program.lineOf(function, instruction));
        remarks.putIfAbsent(kind + " " + function.index() + " " + instruction + subject, remark);
    }
}
