package org.trufflecasm.language;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.trufflecasm.capability.HostFunction;
import org.trufflecasm.capability.spi.Capability;
import org.trufflecasm.error.InteropList;
import org.trufflecasm.runtime.CasmNull;

/** The language's bindings: what a host can ask about values and the newest run. */
@ExportLibrary(InteropLibrary.class)
@SuppressWarnings("static-method")
final class Bindings implements TruffleObject {

    private enum Member {
        /** The name of a value's type. */
        TYPEOF("typeOf", 1),
        /** A value's text. */
        TEXT("text", 1),
        /** How many instructions the newest run executed. */
        STEPS("steps", 0),
        /** Denies a capability from now on: a name, {@code ns.*} or {@code *}. */
        REVOKE("revoke", 1),
        /** Allows a capability to the capsules that are loaded from now on; a denial beats it. */
        GRANT("grant", 1),
        /**
         * Offers a capability to the capsules that are loaded from now on: {@code name, executable,
         * arity}, without the last one for any number of arguments; or a {@link Capability} of the
         * host.
         */
        PROVIDE("provide", 1, 3),
        /** What the newest run used. */
        STATISTICS("statistics", 0),
        /** What there is to know about the code of the newest run, see {@link CodeRemark}. */
        REVIEW("review", 0);

        private final String shown;
        private final int least;
        private final int most;

        Member(String shown, int arity) {
            this(shown, arity, arity);
        }

        Member(String shown, int least, int most) {
            this.shown = shown;
            this.least = least;
            this.most = most;
        }

        static Member of(String name) throws UnknownIdentifierException {
            for (Member member : values()) {
                if (member.shown.equals(name)) {
                    return member;
                }
            }
            throw UnknownIdentifierException.create(name);
        }
    }

    private final CasmContext context;

    Bindings(CasmContext context) {
        this.context = context;
    }

    @ExportMessage
    boolean hasLanguage() {
        return true;
    }

    @ExportMessage
    Class<? extends TruffleLanguage<?>> getLanguage() {
        return CasmLanguage.class;
    }

    @ExportMessage
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return "casm";
    }

    @ExportMessage
    boolean isScope() {
        return true;
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return InteropList.of(Arrays.stream(Member.values()).map(member -> member.shown).toArray());
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberReadable(String member) {
        try {
            return Member.of(member) != null;
        } catch (UnknownIdentifierException absent) {
            return false;
        }
    }

    @ExportMessage
    @TruffleBoundary
    Object readMember(String member) throws UnknownIdentifierException {
        return new Question(Member.of(member), context);
    }

    /** A member that can be called. */
    @ExportLibrary(InteropLibrary.class)
    static final class Question implements TruffleObject {
        private final Member member;
        private final CasmContext context;

        Question(Member member, CasmContext context) {
            this.member = member;
            this.context = context;
        }

        @ExportMessage
        boolean isExecutable() {
            return true;
        }

        @ExportMessage
        @TruffleBoundary
        Object execute(Object[] arguments) throws ArityException, UnsupportedTypeException {
            if (arguments.length < member.least || arguments.length > member.most) {
                throw ArityException.create(member.least, member.most, arguments.length);
            }
            return switch (member) {
                case TYPEOF -> context.semantics().typeName(arguments[0]);
                case TEXT -> context.semantics().text(arguments[0]).toString();
                case STEPS -> context.statistics().steps();
                case REVOKE -> changePolicy(arguments[0], context::revoke);
                case GRANT -> changePolicy(arguments[0], context::grant);
                case PROVIDE -> provide(arguments);
                case STATISTICS -> context.statistics();
                case REVIEW -> InteropList.of(context.newestRun().review().toArray());
            };
        }

        private static Object changePolicy(Object pattern, Consumer<String> change)
                throws UnsupportedTypeException {
            try {
                change.accept(InteropLibrary.getUncached().asString(pattern));
                return CasmNull.INSTANCE;
            } catch (UnsupportedMessageException | IllegalArgumentException wrong) {
                throw UnsupportedTypeException.create(
                        new Object[] {pattern}, "a name, NAMESPACE.* or * is expected");
            }
        }

        private Object provide(Object[] arguments) throws UnsupportedTypeException {
            try {
                if (arguments.length == 1) {
                    context.provide(capability(arguments[0]));
                } else {
                    provideExecutable(arguments);
                }
                return CasmNull.INSTANCE;
            } catch (IllegalArgumentException wrong) {
                throw UnsupportedTypeException.create(arguments, wrong.getMessage());
            } catch (UnsupportedMessageException wrong) {
                throw UnsupportedTypeException.create(
                        arguments, "a name, something to call and a number are expected");
            }
        }

        private Capability capability(Object argument) {
            if (context.env().isHostObject(argument)
                    && context.env().asHostObject(argument) instanceof Capability capability) {
                return capability;
            }
            throw new IllegalArgumentException(
                    "a name and something to call, or a Capability, is expected");
        }

        private void provideExecutable(Object[] arguments) throws UnsupportedMessageException {
            InteropLibrary library = InteropLibrary.getUncached();
            if (!library.isExecutable(arguments[1])) {
                throw new IllegalArgumentException("something that can be called is expected");
            }
            int arity = arguments.length == 2 ? HostFunction.ANY : library.asInt(arguments[2]);
            context.provide(library.asString(arguments[0]), arity, arguments[1]);
        }

        @Override
        public String toString() {
            return member.name().toLowerCase(Locale.ROOT);
        }
    }
}
