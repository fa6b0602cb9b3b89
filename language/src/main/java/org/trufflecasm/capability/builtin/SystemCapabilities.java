package org.trufflecasm.capability.builtin;

import java.util.List;
import org.trufflecasm.capability.CapabilityContext;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.PureFunction;
import org.trufflecasm.runtime.CasmNull;

/** The capabilities {@code sys.*} (specification §5). */
public final class SystemCapabilities {
    /** All of them. */
    public static final List<HostFunction> ALL =
            List.of(
                    new PureFunction("sys.env", SystemCapabilities::variable),
                    new PureFunction("sys.args", SystemCapabilities::arguments),
                    new PureFunction("sys.exit", SystemCapabilities::exit),
                    new CommandCapability());

    private SystemCapabilities() {}

    private static Object variable(CapabilityContext context, Object[] values) {
        String name = new Arguments(context, values).string(0);
        String value =
                context.access().env() == null
                        ? null
                        : context.access().env().getEnvironment().get(name);
        return value == null ? CasmNull.INSTANCE : Arguments.made(context, value);
    }

    private static Object arguments(CapabilityContext context, Object[] values) {
        String[] arguments =
                context.access().env() == null
                        ? new String[0]
                        : context.access().env().getApplicationArguments();
        return new Arguments(context, values).made(List.of(arguments));
    }

    /** Ends the run at once; no handler of the capsule sees it. */
    private static Object exit(CapabilityContext context, Object[] values) {
        long status = new Arguments(context, values).integer(0);
        if (status < 0 || status > 255) {
            throw Arguments.failure("sys.exit", "the status must be from 0 to 255, not " + status);
        }
        if (context.access().env() == null) {
            throw Arguments.failure("sys.exit", "this host has nothing to end");
        }
        context.flush();
        context.access().env().getContext().closeExited(null, (int) status);
        throw new AssertionError("a context that was closed goes on");
    }
}
