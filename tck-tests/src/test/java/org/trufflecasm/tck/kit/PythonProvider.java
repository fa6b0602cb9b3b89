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

/** Values of Python, which the kit passes to capsules. Says nothing about Python itself. */
public final class PythonProvider implements LanguageProvider {
    private static final String ID = "python";

    private static final List<String> VALUES =
            List.of(
                    "None",
                    "True",
                    "7",
                    "2.5",
                    "3.0",
                    "2 ** 40",
                    "2 ** 100",
                    "float('nan')",
                    "'text'",
                    "'\\U0001f600'",
                    "b'bytes'",
                    "[1, 2]",
                    "[]",
                    "[1, \"x\", [None]]",
                    "(1, 2)",
                    "{\"a\": 1, \"one\": \"x\"}",
                    "{1: 2}",
                    "{}",
                    "{1, 2}",
                    "range(3)",
                    "iter([1])",
                    "(lambda x: x)",
                    "object()",
                    "int",
                    "ValueError(\"e\")",
                    "1j",
                    "(i for i in [1])",
                    "__import__(\"datetime\").date(2026, 1, 1)",
                    "...");

    /** For the service loader. */
    public PythonProvider() {}

    @Override
    public String getId() {
        return ID;
    }

    private static Value eval(Context context, String code) {
        return context.eval(Source.newBuilder(ID, code, "kit.py").buildLiteral());
    }

    @Override
    public Value createIdentityFunction(Context context) {
        return eval(context, "lambda x: x");
    }

    @Override
    public Collection<? extends Snippet> createValueConstructors(Context context) {
        List<Snippet> snippets = new ArrayList<>();
        for (String code : VALUES) {
            Value maker = eval(context, "lambda: " + code);
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
