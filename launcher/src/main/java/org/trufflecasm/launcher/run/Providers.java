package org.trufflecasm.launcher.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.ByteSequence;

/**
 * Makes capabilities of the functions that files export: an exported function {@code f} becomes
 * {@code f}, a function {@code m} of an exported object {@code ns} becomes {@code ns.m}, and a
 * function {@code f} of the capsule {@code lib.casm} becomes {@code lib.f}. They are granted, since
 * the user has named the file; a capsule must ask for them, and a denial beats the grant.
 */
final class Providers {
    /** The capsule is loaded and not run. */
    private static final String CAPSULE_TYPE = "application/x-casm+module-binary";

    private static final String MODULE_TYPE = "application/javascript+module";

    private final Context context;

    Providers(Context context) {
        this.context = context;
    }

    /** The ids of the languages that files are written in, but for capsules. */
    static Set<String> languages(List<ProvidingFile> files) {
        return files.stream()
                .map(ProvidingFile::language)
                .filter(language -> !language.equals(CapsuleSession.LANGUAGE))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Evaluates a file and offers what it exports.
     *
     * @throws InvalidOptionException if the file fails, or exports no function
     */
    void provide(ProvidingFile file) throws InvalidOptionException {
        List<String> offered = new ArrayList<>();
        try {
            switch (file.language()) {
                case "js" -> offerMembers("", javaScript(file), offered);
                case "python" -> python(file, offered);
                default -> offerMembers(file.stem() + ".", capsule(file), offered);
            }
        } catch (PolyglotException failure) {
            throw new InvalidOptionException(
                    "--provide " + file.file().name() + ": " + text(failure), failure);
        }
        if (offered.isEmpty()) {
            throw new InvalidOptionException(
                    "--provide " + file.file().name() + ": it exports no function", null);
        }
    }

    private static String text(PolyglotException failure) {
        SourceSection place = failure.getSourceLocation();
        return failure.getMessage()
                + (place == null || !place.hasLines()
                        ? ""
                        : " (line " + place.getStartLine() + ")");
    }

    private Value javaScript(ProvidingFile file) {
        return context.eval(
                Source.newBuilder("js", textOf(file), file.file().name())
                        .mimeType(MODULE_TYPE)
                        .buildLiteral());
    }

    private Value capsule(ProvidingFile file) {
        return context.eval(
                Source.newBuilder(
                                CapsuleSession.LANGUAGE,
                                ByteSequence.create(file.file().content()),
                                file.file().name())
                        .mimeType(CAPSULE_TYPE)
                        .buildLiteral());
    }

    /** What a module says it exports, else what it defines itself and does not hide. */
    private void python(ProvidingFile file, List<String> offered) {
        context.eval(Source.newBuilder("python", textOf(file), file.file().name()).buildLiteral());
        Value names =
                context.eval(
                        "python",
                        "[n for n, v in list(globals().items()) if n in __all__]"
                                + " if '__all__' in globals() else"
                                + " [n for n, v in list(globals().items()) if not n.startswith('_')"
                                + " and getattr(v, '__module__', None) == __name__]");
        Value module = context.getBindings("python");
        for (long i = 0; i < names.getArraySize(); i++) {
            String name = names.getArrayElement(i).asString();
            offerMember("", name, module.getMember(name), offered);
        }
    }

    private static String textOf(ProvidingFile file) {
        return new String(file.file().content(), StandardCharsets.UTF_8);
    }

    private void offerMembers(String prefix, Value exports, List<String> offered) {
        for (String name : exports.getMemberKeys()) {
            offerMember(prefix, name, exports.getMember(name), offered);
        }
    }

    /** A function, or an object of functions; a class is such an object, too. */
    private void offerMember(String prefix, String name, Value value, List<String> offered) {
        if (isFunction(value)) {
            offer(prefix + name, value, offered);
        } else if (value.hasMembers() && prefix.isEmpty()) {
            for (String method : value.getMemberKeys()) {
                Value function = method.startsWith("_") ? null : value.getMember(method);
                if (function != null && isFunction(function)) {
                    offer(name + "." + method, ofObject(function, value), offered);
                }
            }
        }
    }

    /** Not a class, which can be called in Python; in JavaScript every function may be a class. */
    private static boolean isFunction(Value value) {
        return value.canExecute() && !(value.isMetaObject() && !value.canInvokeMember("bind"));
    }

    /** A method of JavaScript does not know the object that it was read from. */
    private static Value ofObject(Value function, Value object) {
        return function.canInvokeMember("bind") ? function.invokeMember("bind", object) : function;
    }

    private void offer(String name, Value function, List<String> offered) {
        context.getBindings(CapsuleSession.LANGUAGE).getMember("provide").execute(name, function);
        context.getBindings(CapsuleSession.LANGUAGE).getMember("grant").execute(name);
        offered.add(name);
    }
}
