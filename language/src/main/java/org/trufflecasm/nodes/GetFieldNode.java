package org.trufflecasm.nodes;

import com.oracle.truffle.api.bytecode.ConstantOperand;
import com.oracle.truffle.api.bytecode.OperationProxy;
import com.oracle.truffle.api.dsl.Bind;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Cached.Shared;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.FieldCodes;
import org.trufflecasm.runtime.MapFields;

/** {@code o → v}: the value of a map's field, null where it is missing. */
@OperationProxy.Proxyable
@GenerateInline(false)
@ConstantOperand(type = FieldKey.class, name = "key")
public abstract class GetFieldNode extends Node {
    /** Runs the operation outside of bytecode. */
    public abstract Object execute(FieldKey key, Object receiver);

    static boolean isLong(int code) {
        return FieldCodes.isLong(code);
    }

    static boolean isDouble(int code) {
        return FieldCodes.isDouble(code);
    }

    static boolean isOther(int code) {
        return code < 0 || FieldCodes.isReference(code);
    }

    @Specialization(guards = "isLong(code)")
    static long doLong(
            FieldKey key,
            Object receiver,
            @Shared @Cached(value = "create(key)", neverDefault = true) FieldReadSite site,
            @Bind("site.code(receiver)") int code,
            @Bind Node node) {
        AccountedCode.checkRead(receiver, node);
        return MapFields.getLong((CasmMap) receiver, code);
    }

    @Specialization(guards = "isDouble(code)")
    static double doDouble(
            FieldKey key,
            Object receiver,
            @Shared @Cached(value = "create(key)", neverDefault = true) FieldReadSite site,
            @Bind("site.code(receiver)") int code,
            @Bind Node node) {
        AccountedCode.checkRead(receiver, node);
        return MapFields.getDouble((CasmMap) receiver, code);
    }

    @Specialization(guards = "isOther(code)")
    static Object doOther(
            FieldKey key,
            Object receiver,
            @Shared @Cached(value = "create(key)", neverDefault = true) FieldReadSite site,
            @Bind("site.code(receiver)") int code,
            @Bind Node node) {
        AccountedCode.checkRead(receiver, node);
        if (FieldCodes.isReference(code)) {
            return MapFields.getReference((CasmMap) receiver, code);
        }
        if (code == FieldSite.NOT_A_MAP) {
            throw FieldErrors.notAMap(receiver, node);
        }
        return site.readOther((CasmMap) receiver, code);
    }
}
