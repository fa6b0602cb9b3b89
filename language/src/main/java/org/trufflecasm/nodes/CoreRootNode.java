package org.trufflecasm.nodes;

import com.oracle.truffle.api.Assumption;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.bytecode.BytecodeNode;
import com.oracle.truffle.api.bytecode.BytecodeRootNode;
import com.oracle.truffle.api.bytecode.ConstantOperand;
import com.oracle.truffle.api.bytecode.GenerateBytecode;
import com.oracle.truffle.api.bytecode.LocalAccessor;
import com.oracle.truffle.api.bytecode.Operation;
import com.oracle.truffle.api.bytecode.OperationProxy;
import com.oracle.truffle.api.bytecode.Variadic;
import com.oracle.truffle.api.dsl.Bind;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Idempotent;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import org.trufflecasm.capability.ForeignFunction;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.LongFunction;
import org.trufflecasm.error.GuestException;
import org.trufflecasm.language.CasmLanguage;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.HaltException;
import org.trufflecasm.runtime.Registers;
import org.trufflecasm.runtime.ResultMarker;

/**
 * The root of a guest function's code. The Bytecode DSL generates its interpreter from the
 * operations named here.
 *
 * <p>What loops run hot has an operation of its own, by topic in {@link ArithmeticNodes}, {@link
 * BitNodes}, {@link ComparisonNodes}, {@link ArrayNodes} and the field nodes; what belongs to calls
 * and metering stands below; all else goes through {@link BuiltinCall}. The uncached tier is off:
 * it would make the later ones settle on boxed locals.
 */
@GenerateBytecode(
        languageClass = CasmLanguage.class,
        boxingEliminationTypes = {long.class, double.class, boolean.class},
        enableUncachedInterpreter = false,
        enableTagInstrumentation = true,
        tagTreeNodeLibrary = ScopeExports.class,
        enableYield = true,
        enableBlockScoping = false)
@OperationProxy(ArithmeticNodes.Add.class)
@OperationProxy(ArithmeticNodes.Sub.class)
@OperationProxy(ArithmeticNodes.Mul.class)
@OperationProxy(ArithmeticNodes.Div.class)
@OperationProxy(ArithmeticNodes.Mod.class)
@OperationProxy(ArithmeticNodes.Neg.class)
@OperationProxy(BitNodes.BitAnd.class)
@OperationProxy(BitNodes.BitOr.class)
@OperationProxy(BitNodes.BitXor.class)
@OperationProxy(BitNodes.BitNot.class)
@OperationProxy(BitNodes.Shl.class)
@OperationProxy(BitNodes.Shr.class)
@OperationProxy(ComparisonNodes.Lt.class)
@OperationProxy(ComparisonNodes.Le.class)
@OperationProxy(ComparisonNodes.Gt.class)
@OperationProxy(ComparisonNodes.Ge.class)
@OperationProxy(ComparisonNodes.Eq.class)
@OperationProxy(ComparisonNodes.Ne.class)
@OperationProxy(ComparisonNodes.And.class)
@OperationProxy(ComparisonNodes.Or.class)
@OperationProxy(ComparisonNodes.Not.class)
@OperationProxy(ComparisonNodes.Truth.class)
@OperationProxy(ArrayNodes.ArrGet.class)
@OperationProxy(ArrayNodes.ArrSet.class)
@OperationProxy(ArrayNodes.ArrLen.class)
@OperationProxy(ArrayNodes.ArrPush.class)
@OperationProxy(LocalNodes.CheckStored.class)
@OperationProxy(LocalNodes.NewLocals.class)
@OperationProxy(LocalNodes.StoreInArray.class)
@OperationProxy(LocalNodes.LoadFromArray.class)
@OperationProxy(LocalNodes.StateBelow.class)
@OperationProxy(AllocationNodes.NewArray.class)
@OperationProxy(AllocationNodes.NewMap.class)
@OperationProxy(GetFieldNode.class)
@OperationProxy(SetFieldNode.class)
@OperationProxy(CallValueNode.class)
public abstract class CoreRootNode extends FunctionRootNode implements BytecodeRootNode {
    protected CoreRootNode(CasmLanguage language, FrameDescriptor descriptor) {
        super(language, descriptor);
    }

    @Override
    public Throwable interceptInternalException(
            Throwable thrown, VirtualFrame frame, BytecodeNode bytecode, int bytecodeIndex) {
        // Not the bytecode, which is no operation: whoever walks the stack would look for its
        // place.
        return Exhaustion.translate(thrown, this);
    }

    @Override
    public AbstractTruffleException interceptTruffleException(
            AbstractTruffleException thrown,
            VirtualFrame frame,
            BytecodeNode bytecode,
            int bytecodeIndex) {
        if (thrown instanceof GuestException failure) {
            if (failure.isPassedOn()) {
                return thrown;
            }
            Throwing.record(failure, this, bytecode, bytecodeIndex);
        }
        if (function().program().limits().countsSteps()) {
            Metering.giveBack(this, frame, bytecode, bytecodeIndex);
        }
        if (function().program().limits().countsOperands()) {
            // Failures of the call itself end the run, so what is counted does not matter then.
            CallSite site = CallProtocol.siteAt(bytecode.getBytecodeLocation(bytecodeIndex));
            if (site != null) {
                registers().operands -= site.operandsBelow();
            }
        }
        return thrown;
    }

    /** A parameter, as the caller passed it. */
    @Operation
    @ConstantOperand(type = int.class, name = "parameter")
    public static final class Parameter {
        static boolean isLong(CoreRootNode root, int parameter) {
            return root.function().kind(parameter) == GuestFunction.Kind.LONG;
        }

        static boolean isDouble(CoreRootNode root, int parameter) {
            return root.function().kind(parameter) == GuestFunction.Kind.DOUBLE;
        }

        static boolean isTyped(VirtualFrame frame, CoreRootNode root) {
            return root.isTyped(frame);
        }

        @Specialization(guards = {"isLong(root, parameter)", "isTyped(frame, root)"})
        static long doLong(VirtualFrame frame, int parameter, @Bind CoreRootNode root) {
            return root.registers(frame).getLong(parameter);
        }

        @Specialization(guards = {"isDouble(root, parameter)", "isTyped(frame, root)"})
        static double doDouble(VirtualFrame frame, int parameter, @Bind CoreRootNode root) {
            return root.registers(frame).getDouble(parameter);
        }

        @Specialization(replaces = {"doLong", "doDouble"})
        static Object doGeneric(VirtualFrame frame, int parameter, @Bind CoreRootNode root) {
            Object[] arguments = frame.getArguments();
            if (!isTyped(frame, root) || root.takesReferencesAlone()) {
                return arguments[parameter];
            }
            return switch (root.function().kind(parameter)) {
                case LONG -> (Object) root.registers(frame).getLong(parameter);
                case DOUBLE -> (Object) root.registers(frame).getDouble(parameter);
                case REFERENCE -> arguments[root.referenceIndex(parameter)];
            };
        }
    }

    /** Leaves a number in the registers before the function returns a marker for it. */
    @Operation
    public static final class LeaveResult {
        @Specialization
        static Object doLong(VirtualFrame frame, long value, @Bind CoreRootNode root) {
            if (root.isObserved() || root.isPartOfCaller()) {
                return value;
            }
            Registers registers = root.registers(frame);
            registers.result = value;
            return root.mayPayExactly() && registers.fuel < 0
                    ? ResultMarker.EXACT_LONG
                    : ResultMarker.LONG;
        }

        @Specialization
        static Object doDouble(VirtualFrame frame, double value, @Bind CoreRootNode root) {
            if (root.isObserved() || root.isPartOfCaller()) {
                return value;
            }
            Registers registers = root.registers(frame);
            registers.doubleResult = value;
            return root.mayPayExactly() && registers.fuel < 0
                    ? ResultMarker.EXACT_DOUBLE
                    : ResultMarker.DOUBLE;
        }

        @Specialization
        static Object doGeneric(Object value) {
            return value;
        }
    }

    /** Calls a function of the program; the number of arguments fits. */
    @Operation
    @ConstantOperand(type = CallSite.class, name = "site")
    public static final class Call {
        static DirectCallNode create(CallSite site, CoreRootNode root) {
            return DirectCallNode.create(site.function().targetFor(root));
        }

        @Specialization(rewriteOn = UnexpectedResultException.class)
        static long doLong(
                VirtualFrame frame,
                CallSite site,
                @Variadic Object[] arguments,
                @Bind CoreRootNode root,
                @Bind BytecodeNode bytecode,
                @Bind Node location,
                @Cached(value = "create(site, root)", neverDefault = true) DirectCallNode call)
                throws UnexpectedResultException {
            Object returned =
                    CallProtocol.call(site, arguments, root, call, frame, bytecode, location);
            Registers registers = root.registers(frame);
            if (returned == ResultMarker.LONG) {
                return registers.result;
            }
            if (returned instanceof Long value) {
                return value;
            }
            root.expectAnyResult();
            if (returned == ResultMarker.EXACT_LONG) {
                root.payExactly();
                return registers.result;
            }
            throw new UnexpectedResultException(ResultMarker.unwrap(returned, registers));
        }

        @Specialization(rewriteOn = UnexpectedResultException.class)
        static double doDouble(
                VirtualFrame frame,
                CallSite site,
                @Variadic Object[] arguments,
                @Bind CoreRootNode root,
                @Bind BytecodeNode bytecode,
                @Bind Node location,
                @Cached(value = "create(site, root)", neverDefault = true) DirectCallNode call)
                throws UnexpectedResultException {
            Object returned =
                    CallProtocol.call(site, arguments, root, call, frame, bytecode, location);
            Registers registers = root.registers(frame);
            if (returned == ResultMarker.DOUBLE) {
                return registers.doubleResult;
            }
            if (returned instanceof Double value) {
                return value;
            }
            root.expectAnyResult();
            if (returned == ResultMarker.EXACT_DOUBLE) {
                root.payExactly();
                return registers.doubleResult;
            }
            throw new UnexpectedResultException(ResultMarker.unwrap(returned, registers));
        }

        @Specialization(replaces = {"doLong", "doDouble"})
        static Object doGeneric(
                VirtualFrame frame,
                CallSite site,
                @Variadic Object[] arguments,
                @Bind CoreRootNode root,
                @Bind BytecodeNode bytecode,
                @Bind Node location,
                @Cached(value = "create(site, root)", neverDefault = true) DirectCallNode call) {
            Object returned =
                    CallProtocol.call(site, arguments, root, call, frame, bytecode, location);
            if (root.fuel() != null && root.registers(frame).fuel < 0) {
                root.payExactly();
            }
            return ResultMarker.unwrap(returned, root.registers(frame));
        }
    }

    /** Calls a host capability, after the decision whether it may. */
    @Operation
    @ConstantOperand(type = CapabilitySite.class, name = "site")
    public static final class CapCall {
        static Assumption stable(CoreRootNode root) {
            return root.state().capabilities().stable();
        }

        static HostFunction resolve(CoreRootNode root, CapabilitySite site, Node location) {
            return HostCalls.resolve(site, root, location);
        }

        static LongFunction resolveLong(CoreRootNode root, CapabilitySite site, Node location) {
            return resolve(root, site, location) instanceof LongFunction function ? function : null;
        }

        @Idempotent
        static boolean isShared(CoreRootNode root) {
            return root.isShared();
        }

        static boolean isLong(CapabilitySite site, Object[] arguments) {
            return site.argumentCount() == 1 && arguments[0] instanceof Long;
        }

        @Specialization(
                guards = {
                    "!isShared(root)",
                    "isLong(site, arguments)",
                    "function != null",
                    "stable.isValid()"
                })
        static long doLong(
                CapabilitySite site,
                @Variadic Object[] arguments,
                @Bind CoreRootNode root,
                @Bind Node location,
                @Cached(value = "stable(root)", neverDefault = true) Assumption stable,
                @Cached(value = "resolveLong(root, site, location)", neverDefault = false)
                        LongFunction function) {
            return function.applyLong((Long) arguments[0]);
        }

        static ForeignFunction resolveForeign(
                CoreRootNode root, CapabilitySite site, Node location) {
            return ForeignCallNode.plain(resolve(root, site, location), site, root);
        }

        static boolean isPlain(CapabilitySite site, Object[] arguments) {
            return ForeignCallNode.isPlain(site, arguments);
        }

        @Specialization(
                guards = {
                    "!isShared(root)",
                    "isPlain(site, arguments)",
                    "function != null",
                    "stable.isValid()"
                })
        static Object doForeign(
                CapabilitySite site,
                @Variadic Object[] arguments,
                @Bind CoreRootNode root,
                @Bind Node location,
                @Cached("stable(root)") Assumption stable,
                @Cached("resolveForeign(root, site, location)") ForeignFunction function,
                @Cached("create()") ForeignCallNode call) {
            return call.execute(function, root.capabilities(), arguments);
        }

        @Specialization(guards = {"!isShared(root)", "stable.isValid()"})
        static Object doGeneric(
                VirtualFrame frame,
                CapabilitySite site,
                @Variadic Object[] arguments,
                @Bind CoreRootNode root,
                @Bind BytecodeNode bytecode,
                @Bind Node location,
                @Bind("$bytecodeIndex") int bytecodeIndex,
                @Cached("stable(root)") Assumption stable,
                @Cached("resolve(root, site, location)") HostFunction function) {
            return HostCalls.call(
                    site, function, root, arguments, frame, bytecode, location, bytecodeIndex);
        }

        static HostFunction resolveOfAll(CoreRootNode root, CapabilitySite site, Node location) {
            return root.isShared() ? HostCalls.resolveOfAll(site, root, location) : null;
        }

        static HostFunction ask(CoreRootNode root, CapabilitySite site, Node location) {
            return HostCalls.ask(site, root, location);
        }

        @Idempotent
        static boolean isLongFunction(HostFunction function) {
            return function instanceof LongFunction;
        }

        @Specialization(
                guards = {
                    "isShared(root)",
                    "isLong(site, arguments)",
                    "isLongFunction(function)",
                    "ask(root, site, location) == function"
                },
                limit = "1")
        static long doSharedLong(
                CapabilitySite site,
                @Variadic Object[] arguments,
                @Bind CoreRootNode root,
                @Bind Node location,
                @Cached("resolveOfAll(root, site, location)") HostFunction function) {
            return ((LongFunction) function).applyLong((Long) arguments[0]);
        }

        @Specialization(
                guards = {
                    "isShared(root)",
                    "function != null",
                    "ask(root, site, location) == function"
                },
                limit = "1")
        static Object doShared(
                VirtualFrame frame,
                CapabilitySite site,
                @Variadic Object[] arguments,
                @Bind CoreRootNode root,
                @Bind BytecodeNode bytecode,
                @Bind Node location,
                @Bind("$bytecodeIndex") int bytecodeIndex,
                @Cached("resolveOfAll(root, site, location)") HostFunction function) {
            return HostCalls.call(
                    site, function, root, arguments, frame, bytecode, location, bytecodeIndex);
        }

        static ForeignFunction foreignOfContext(
                CoreRootNode root, CapabilitySite site, Node location) {
            return ForeignCallNode.plain(ask(root, site, location), site, root);
        }

        @Specialization(guards = {"isShared(root)", "isPlain(site, arguments)", "function != null"})
        static Object doSharedForeign(
                CapabilitySite site,
                @Variadic Object[] arguments,
                @Bind CoreRootNode root,
                @Bind Node location,
                @Bind("foreignOfContext(root, site, location)") ForeignFunction function,
                @Cached(value = "create()", neverDefault = true) ForeignCallNode call) {
            return call.execute(function, root.capabilities(), arguments);
        }

        @Specialization(
                replaces = {
                    "doLong",
                    "doForeign",
                    "doGeneric",
                    "doSharedLong",
                    "doShared",
                    "doSharedForeign"
                })
        static Object doAsked(
                VirtualFrame frame,
                CapabilitySite site,
                @Variadic Object[] arguments,
                @Bind CoreRootNode root,
                @Bind BytecodeNode bytecode,
                @Bind Node location,
                @Bind("$bytecodeIndex") int bytecodeIndex) {
            HostFunction function = ask(root, site, location);
            return HostCalls.call(
                    site, function, root, arguments, frame, bytecode, location, bytecodeIndex);
        }
    }

    /** Any rare operation. */
    @Operation
    @ConstantOperand(type = Builtin.class, name = "builtin")
    public static final class BuiltinCall {
        @Specialization
        static Object doCall(
                Builtin builtin,
                @Variadic Object[] operands,
                @Bind CoreRootNode root,
                @Bind Node location,
                @Bind("$bytecodeIndex") int bytecodeIndex) {
            Arena arena = root.arena();
            long mark = arena.mark();
            long objects = arena.allocatedObjects();
            try {
                Object result = builtin.callAt(operands, root.semantics(), location, bytecodeIndex);
                // What makes objects counts them first.
                return root.allocations().isActive() && objects != arena.allocatedObjects()
                        ? AllocationNodes.reported(result, root.allocations())
                        : result;
            } finally {
                arena.settle(mark);
            }
        }
    }

    /** Fails. */
    @Operation
    @ConstantOperand(type = Failing.class, name = "failing")
    public static final class Fail {
        @Specialization
        @SuppressWarnings("DoNotCallSuggester") // generated code calls it
        static void doFail(Failing failing, @Bind Node location) {
            throw fail(failing, location);
        }

        @TruffleBoundary
        private static GuestException fail(Failing failing, Node location) {
            return new GuestException(failing.kind(), failing.message(), location);
        }
    }

    /** Ends the run with a value. */
    @Operation
    public static final class Halt {
        @Specialization
        @SuppressWarnings("DoNotCallSuggester") // generated code calls it
        static void doHalt(Object value, @Bind CoreRootNode root) {
            if (root.function().program().limits().countsSteps()) {
                Metering.endTask(root.registers());
            }
            throw new HaltException(value);
        }
    }

    /**
     * Charges instructions that run together, if there is fuel for all; tells whether there is not.
     */
    @Operation
    @ConstantOperand(type = ChargeSite.class, name = "site")
    @ConstantOperand(type = LocalAccessor.class, name = "fuel")
    public static final class FuelLacks {
        @Specialization
        static boolean doCharge(
                VirtualFrame frame,
                ChargeSite site,
                LocalAccessor fuel,
                @Bind CoreRootNode root,
                @Bind BytecodeNode bytecode) {
            return Metering.charge(site, root, fuel, bytecode, frame);
        }
    }

    /** Gives back what a branch has paid for the block that does not come now. */
    @Operation
    @ConstantOperand(type = int.class, name = "instructions")
    @ConstantOperand(type = LocalAccessor.class, name = "fuel")
    public static final class GiveBack {
        @Specialization
        static void doGive(
                VirtualFrame frame,
                int instructions,
                LocalAccessor fuel,
                @Bind CoreRootNode root,
                @Bind BytecodeNode bytecode) {
            long left = Metering.local(fuel, bytecode, frame, root.registers());
            if (!root.mayPayExactly() || left >= 0) {
                fuel.setLong(bytecode, frame, left + instructions);
            }
        }
    }

    /** The fuel that other code has left. */
    @Operation
    public static final class TakeFuel {
        @Specialization
        static long doTake(@Bind CoreRootNode root) {
            return root.registers().fuel;
        }
    }

    /** Leaves the fuel to other code. */
    @Operation
    @ConstantOperand(type = LocalAccessor.class, name = "fuel")
    public static final class LeaveFuel {
        @Specialization
        static void doLeave(
                VirtualFrame frame,
                LocalAccessor fuel,
                @Bind CoreRootNode root,
                @Bind BytecodeNode bytecode) {
            Registers registers = root.registers();
            registers.fuel = Metering.local(fuel, bytecode, frame, registers);
        }
    }

    /** Charges one instruction where the fuel is known to end soon. */
    @Operation
    public static final class ChargeOne {
        @Specialization
        static void doCharge(@Bind CoreRootNode root, @Bind Node location) {
            Metering.chargeLast(root, location);
        }
    }

    /** Takes how deep the frame lies from the registers. */
    @Operation
    public static final class TakeDepth {
        @Specialization
        static void doTake(
                VirtualFrame frame, @Bind CoreRootNode root, @Bind BytecodeNode bytecode) {
            root.depth().take(root.registers(), bytecode, frame);
        }
    }

    /** Leaves how deep the frame lies in the registers. */
    @Operation
    public static final class LeaveDepth {
        @Specialization
        static void doLeave(
                VirtualFrame frame, @Bind CoreRootNode root, @Bind BytecodeNode bytecode) {
            root.leaveDepth(bytecode, frame);
        }
    }
}
