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
import java.util.Locale;
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
        /** What the newest run used. */
        STATISTICS("statistics", 0),
        /** What there is to know about the code of the newest run, see {@link CodeRemark}. */
        REVIEW("review", 0);

        private final String shown;
        private final int arity;

        Member(String shown, int arity) {
            this.shown = shown;
            this.arity = arity;
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
        return InteropList.of(
                Member.TYPEOF.shown,
                Member.TEXT.shown,
                Member.STEPS.shown,
                Member.REVOKE.shown,
                Member.STATISTICS.shown,
                Member.REVIEW.shown);
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
            if (arguments.length != member.arity) {
                throw ArityException.create(member.arity, member.arity, arguments.length);
            }
            return switch (member) {
                case TYPEOF -> context.semantics().typeName(arguments[0]);
                case TEXT -> context.semantics().text(arguments[0]).toString();
                case STEPS -> context.statistics().steps();
                case REVOKE -> revoke(arguments[0]);
                case STATISTICS -> context.statistics();
                case REVIEW -> InteropList.of(context.newestRun().review().toArray());
            };
        }

        private Object revoke(Object pattern) throws UnsupportedTypeException {
            try {
                context.revoke(InteropLibrary.getUncached().asString(pattern));
                return CasmNull.INSTANCE;
            } catch (UnsupportedMessageException | IllegalArgumentException wrong) {
                throw UnsupportedTypeException.create(
                        new Object[] {pattern}, "a name, NAMESPACE.* or * is expected");
            }
        }

        @Override
        public String toString() {
            return member.name().toLowerCase(Locale.ROOT);
        }
    }
}
