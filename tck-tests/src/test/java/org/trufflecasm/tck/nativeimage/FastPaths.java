package org.trufflecasm.tck.nativeimage;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Follows calls as the compiler's partial evaluation does, from the roots and the specializations
 * of operations, up to boundaries. What stands between a transfer to the interpreter and the next
 * place that something jumps to is no fast path.
 */
final class FastPaths {
    private static final String BOUNDARY =
            "Lcom/oracle/truffle/api/CompilerDirectives$TruffleBoundary;";
    private static final String SPECIALIZATION = "Lcom/oracle/truffle/api/dsl/Specialization;";
    private static final String ROOT_NODE = "com/oracle/truffle/api/nodes/RootNode";
    private static final String DIRECTIVES = "com/oracle/truffle/api/CompilerDirectives";
    private static final String TRANSFER = "transferToInterpreter";

    /** Where in the program something is called. */
    private record Place(ClassModel type, MethodModel method) {
        String name() {
            return type.thisClass().asInternalName() + "." + method.methodName().stringValue();
        }
    }

    private final LanguageClasses classes;
    private final Predicate<String> denied;
    private final Map<MethodModel, Place> calledFrom = new LinkedHashMap<>();
    private final Deque<Place> waiting = new ArrayDeque<>();
    private final Map<String, String> violations = new TreeMap<>();

    private FastPaths(LanguageClasses classes, Predicate<String> denied) {
        this.classes = classes;
        this.denied = denied;
    }

    /**
     * Walks all fast paths.
     *
     * @param denied what must not be called, as {@code java/lang/Thread.sleep}
     * @return the calls that must not be, each with one way that leads to it
     */
    static FastPaths walk(LanguageClasses classes, Predicate<String> denied) {
        FastPaths paths = new FastPaths(classes, denied);
        for (ClassModel type : classes.all()) {
            boolean root = classes.is(type.thisClass().asInternalName(), ROOT_NODE);
            for (MethodModel method : type.methods()) {
                if (LanguageClasses.hasAnnotation(method, SPECIALIZATION)
                        || (root && method.methodName().equalsString("execute"))) {
                    paths.enter(type, method, null);
                }
            }
        }
        while (!paths.waiting.isEmpty()) {
            paths.follow(paths.waiting.remove());
        }
        return paths;
    }

    /** How many methods lie on fast paths. */
    int size() {
        return calledFrom.size();
    }

    /** What was found, by the place that calls it. */
    Map<String, String> violations() {
        return violations;
    }

    /** Whether a method, given as {@code package/Type.name}, lies on a fast path. */
    boolean reaches(String method) {
        return calledFrom.keySet().stream()
                .anyMatch(found -> new Place(parent(found), found).name().equals(method));
    }

    private static ClassModel parent(MethodModel method) {
        return method.parent().orElseThrow();
    }

    private void enter(ClassModel type, MethodModel method, Place from) {
        if (calledFrom.containsKey(method) || LanguageClasses.hasAnnotation(method, BOUNDARY)) {
            return;
        }
        calledFrom.put(method, from);
        waiting.add(new Place(type, method));
    }

    private void follow(Place place) {
        Optional<CodeModel> code = place.method.code();
        if (code.isEmpty()) {
            return;
        }
        Set<Object> jumpedTo = new HashSet<>();
        for (CodeElement element : code.get()) {
            switch (element) {
                case BranchInstruction branch -> jumpedTo.add(branch.target());
                case TableSwitchInstruction table -> {
                    jumpedTo.add(table.defaultTarget());
                    table.cases().forEach(one -> jumpedTo.add(one.target()));
                }
                case LookupSwitchInstruction lookup -> {
                    jumpedTo.add(lookup.defaultTarget());
                    lookup.cases().forEach(one -> jumpedTo.add(one.target()));
                }
                case ExceptionCatch handler -> jumpedTo.add(handler.handler());
                default -> {}
            }
        }
        boolean slow = false;
        for (CodeElement element : code.get()) {
            if (element instanceof LabelTarget target) {
                slow &= !jumpedTo.contains(target.label());
            } else if (!slow && element instanceof InvokeInstruction call) {
                slow = call(place, call);
            } else if (!slow && element instanceof InvokeDynamicInstruction dynamic) {
                String maker = dynamic.bootstrapMethod().owner().packageName();
                judge(
                        place,
                        maker.replace('.', '/')
                                + "/"
                                + dynamic.bootstrapMethod().owner().displayName()
                                + "."
                                + dynamic.bootstrapMethod().methodName());
            }
        }
    }

    /** Whether the code behind the call is slow. */
    private boolean call(Place place, InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        if (owner.equals(DIRECTIVES) && name.startsWith(TRANSFER)) {
            return true;
        }
        if (!classes.has(owner)) {
            judge(place, owner + "." + name);
            return false;
        }
        String descriptor = call.type().stringValue();
        if (call.opcode() == Opcode.INVOKESTATIC || call.opcode() == Opcode.INVOKESPECIAL) {
            classes.find(owner, name, descriptor)
                    .ifPresentOrElse(
                            method -> enter(parent(method), method, place),
                            () -> judge(place, inherited(owner) + "." + name));
            return false;
        }
        var targets = classes.targets(owner, name, descriptor);
        targets.forEach(method -> enter(parent(method), method, place));
        if (targets.isEmpty()) {
            judge(place, inherited(owner) + "." + name);
        }
        return false;
    }

    /** The nearest class above that does not belong to the language. */
    private String inherited(String type) {
        for (ClassModel model : classes.all()) {
            if (model.thisClass().asInternalName().equals(type)) {
                return model.superclass()
                        .map(ClassEntry::asInternalName)
                        .map(above -> classes.has(above) ? inherited(above) : above)
                        .orElse("java/lang/Object");
            }
        }
        return type;
    }

    private void judge(Place place, String called) {
        if (denied.test(called)) {
            StringBuilder way = new StringBuilder(called);
            for (Place at = place; at != null; at = calledFrom.get(at.method)) {
                way.append("\n    from ").append(at.name());
            }
            violations.putIfAbsent(place.name() + " -> " + called, way.toString());
        }
    }
}
