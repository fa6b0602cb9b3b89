package org.trufflecasm.nodes;

import com.oracle.truffle.api.bytecode.ConstantOperand;
import com.oracle.truffle.api.bytecode.OperationProxy;
import com.oracle.truffle.api.dsl.Bind;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Cached.Shared;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.Node;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.CasmMap;
import org.trufflecasm.runtime.FieldCodes;
import org.trufflecasm.runtime.MapFields;

/** {@code o v → o}: sets a map's field. */
@OperationProxy.Proxyable
@GenerateInline(false)
@ConstantOperand(type = FieldKey.class, name = "key")
public abstract class SetFieldNode extends Node {
    /** Runs the operation outside of bytecode. */
    public abstract Object execute(FieldKey key, Object receiver, Object value);

    static boolean takesLong(int code) {
        return FieldCodes.isLong(code) || code == FieldCodes.ABSENT;
    }

    static boolean takesDouble(int code) {
        return FieldCodes.isDouble(code) || code == FieldCodes.ABSENT;
    }

    static boolean takesReference(int code, Object value) {
        return FieldCodes.isReference(code)
                || (code == FieldCodes.ABSENT
                        && !(value instanceof Long || value instanceof Double));
    }

    /**
     * Whether nobody borrows a map. Asked apart from the code, which must stay a constant of
     * compiled code: stores to places that are not known spoil what it knows about all objects.
     */
    static boolean isFree(Object receiver) {
        return !(receiver instanceof CasmMap map) || map.isFree();
    }

    static boolean takesOther(int code, Object value) {
        if (code >= 0) {
            return (FieldCodes.isLong(code) && !(value instanceof Long))
                    || (FieldCodes.isDouble(code) && !(value instanceof Double));
        }
        return code != FieldCodes.ABSENT;
    }

    /** The map gets one key more. */
    private static void account(Node node) {
        AccountedCode root = AccountedCode.of(node);
        if (root.countsMemory()) {
            root.arena().charge(Arena.SLOT, node);
        }
    }

    @Specialization(guards = {"takesLong(code)", "isFree(receiver)"})
    static Object doLong(
            FieldKey key,
            Object receiver,
            long value,
            @Shared @Cached(value = "create(key)", neverDefault = true) FieldWriteSite site,
            @Bind("site.code(receiver)") int code,
            @Bind Node node) {
        CasmMap map = (CasmMap) receiver;
        if (FieldCodes.isLong(code)) {
            MapFields.setLong(map, code, value);
        } else {
            account(node);
            site.addLong(map, value);
        }
        return receiver;
    }

    @Specialization(guards = {"takesDouble(code)", "isFree(receiver)"})
    static Object doDouble(
            FieldKey key,
            Object receiver,
            double value,
            @Shared @Cached(value = "create(key)", neverDefault = true) FieldWriteSite site,
            @Bind("site.code(receiver)") int code,
            @Bind Node node) {
        CasmMap map = (CasmMap) receiver;
        if (FieldCodes.isDouble(code)) {
            MapFields.setDouble(map, code, value);
        } else {
            account(node);
            site.addDouble(map, value);
        }
        return receiver;
    }

    @Specialization(guards = {"takesReference(code, value)", "isFree(receiver)"})
    static Object doReference(
            FieldKey key,
            Object receiver,
            Object value,
            @Shared @Cached(value = "create(key)", neverDefault = true) FieldWriteSite site,
            @Bind("site.code(receiver)") int code,
            @Bind Node node) {
        CasmMap map = (CasmMap) receiver;
        if (FieldCodes.isReference(code)) {
            MapFields.setReference(map, code, value);
        } else {
            account(node);
            site.addReference(map, value);
        }
        return receiver;
    }

    @Specialization(guards = "takesOther(code, value) || !isFree(receiver)")
    static Object doOther(
            FieldKey key,
            Object receiver,
            Object value,
            @Shared @Cached(value = "create(key)", neverDefault = true) FieldWriteSite site,
            @Bind("site.code(receiver)") int code,
            @Bind Node node) {
        if (code == FieldSite.NOT_A_MAP) {
            throw FieldErrors.notAMap(receiver, node);
        }
        CasmMap map = (CasmMap) receiver;
        if (!map.isFree()) {
            AccountedCode.of(node).arena().borrows().checkWrite(map, node);
        }
        if (AccountedCode.of(node).countsMemory() && !map.containsKey(site.name())) {
            account(node);
        }
        site.writeOther(map, code, value);
        return receiver;
    }
}
