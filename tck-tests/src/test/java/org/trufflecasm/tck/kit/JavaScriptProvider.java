package org.trufflecasm.tck.kit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.tck.LanguageProvider;
import org.graalvm.polyglot.tck.Snippet;
import org.graalvm.polyglot.tck.TypeDescriptor;

/** Values of JavaScript, which the kit passes to capsules. Says nothing about JavaScript itself. */
public final class JavaScriptProvider implements LanguageProvider {
    private static final String ID = "js";

    private static final List<String> VALUES =
            List.of(
                    "null",
                    "undefined",
                    "true",
                    "7",
                    "-0.5",
                    "2 ** 40",
                    "0 / 0",
                    "123456789012345678n",
                    "2n ** 100n",
                    "'text'",
                    "'\\ud83d\\ude00'",
                    "[1, 2]",
                    "[]",
                    "[, 'x', [null]]",
                    "new Uint8Array(3)",
                    "({a: 1, one: 'x'})",
                    "({})",
                    "new Map([['one', 1]])",
                    "new Map([[1, 2]])",
                    "new Set([1])",
                    "new Proxy({a: 1}, {})",
                    "((x) => x)",
                    "class { m() {} }",
                    "Symbol('s')",
                    "new Date(0)",
                    "new Error('e')",
                    "[1, 2][Symbol.iterator]()",
                    "(function* () { yield 1; })()",
                    "/a+/",
                    "Promise.resolve(1)");

    /** For the service loader. */
    public JavaScriptProvider() {}

    @Override
    public String getId() {
        return ID;
    }

    private static Value eval(Context context, String code) {
        return context.eval(Source.newBuilder(ID, code, "kit.js").buildLiteral());
    }

    @Override
    public Value createIdentityFunction(Context context) {
        return eval(context, "(x) => x");
    }

    @Override
    public Collection<? extends Snippet> createValueConstructors(Context context) {
        List<Snippet> snippets = new ArrayList<>();
        for (String code : VALUES) {
            Value maker = eval(context, "() => " + code);
            // The kit holds a maker to its type, which is not our concern here.
            TypeDescriptor type = TypeDescriptor.forValue(maker.execute());
            snippets.add(Snippet.newBuilder(code, maker, type).build());
        }
        return snippets;
    }

    @Override
    public Collection<? extends Snippet> createExpressions(Context context) {
        return List.of();
    }

    @Override
    public Collection<? extends Snippet> createStatements(Context context) {
        return List.of();
    }

    @Override
    public Collection<? extends Snippet> createScripts(Context context) {
        return List.of();
    }

    @Override
    public Collection<? extends Source> createInvalidSyntaxScripts(Context context) {
        return List.of();
    }
}
