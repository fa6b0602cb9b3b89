package org.trufflecasm.capability;

import java.util.List;
import org.trufflecasm.runtime.Arena;
import org.trufflecasm.runtime.CasmString;
import org.trufflecasm.runtime.StringFunctions;

/**
 * The capabilities {@code str.*} that are built in (specification §5); operands count by their
 * texts.
 */
final class StringCapabilities {
    static final List<HostFunction> ALL =
            List.of(
                    new PureFunction("str.concat", StringCapabilities::concat),
                    new PureFunction("str.len", (c, v) -> (long) c.text(v[0]).utf8Length()),
                    new PureFunction(
                            "str.contains",
                            (c, v) -> StringFunctions.contains(v[0], v[1], c.semantics())),
                    new PureFunction(
                            "str.split",
                            (c, v) -> StringFunctions.split(v[0], v[1], c.semantics())),
                    new PureFunction(
                            "str.replace",
                            (c, v) -> StringFunctions.replace(v[0], v[1], v[2], c.semantics())),
                    new PureFunction(
                            "str.join",
                            (c, v) -> StringFunctions.join(v[0], v[1], c.semantics(), null)));

    private StringCapabilities() {}

    private static CasmString concat(CapabilityContext context, Object[] values) {
        CasmString all = CasmString.EMPTY;
        for (Object value : values) {
            CasmString text = context.text(value);
            context.arena().reserveObject(Arena.OBJECT + all.storageOfConcat(text), null);
            all = all.concat(text);
        }
        return all;
    }
}
