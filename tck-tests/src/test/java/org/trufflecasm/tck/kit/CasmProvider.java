package org.trufflecasm.tck.kit;

import static org.graalvm.polyglot.tck.TypeDescriptor.ANY;
import static org.graalvm.polyglot.tck.TypeDescriptor.BOOLEAN;
import static org.graalvm.polyglot.tck.TypeDescriptor.NULL;
import static org.graalvm.polyglot.tck.TypeDescriptor.NUMBER;
import static org.graalvm.polyglot.tck.TypeDescriptor.OBJECT;
import static org.graalvm.polyglot.tck.TypeDescriptor.STRING;
import static org.graalvm.polyglot.tck.TypeDescriptor.array;
import static org.graalvm.polyglot.tck.TypeDescriptor.executable;
import static org.graalvm.polyglot.tck.TypeDescriptor.hash;
import static org.graalvm.polyglot.tck.TypeDescriptor.intersection;
import static org.graalvm.polyglot.tck.TypeDescriptor.iterable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.tck.InlineSnippet;
import org.graalvm.polyglot.tck.LanguageProvider;
import org.graalvm.polyglot.tck.ResultVerifier;
import org.graalvm.polyglot.tck.Snippet;
import org.graalvm.polyglot.tck.TypeDescriptor;

/**
 * Capsules for the platform's compatibility kit. Operators take values of every kind; what each
 * must give is computed by {@link Expected}.
 */
public final class CasmProvider implements LanguageProvider {
    private static final TypeDescriptor FUNCTION = intersection(executable(ANY, ANY), OBJECT);

    /** What each function without parameters makes. */
    private static final Map<String, TypeDescriptor> VALUES =
            Map.ofEntries(
                    Map.entry("null", NULL),
                    Map.entry("true", BOOLEAN),
                    Map.entry("false", BOOLEAN),
                    Map.entry("int", NUMBER),
                    Map.entry("large_int", NUMBER),
                    Map.entry("float", NUMBER),
                    Map.entry("whole_float", NUMBER),
                    Map.entry("str", STRING),
                    Map.entry("empty_str", STRING),
                    Map.entry("array", sequence(NUMBER)),
                    Map.entry("empty_array", sequence(ANY)),
                    Map.entry("mixed_array", sequence(ANY)),
                    Map.entry("tuple", sequence(NUMBER)),
                    Map.entry("list", sequence(STRING)),
                    Map.entry("vector", sequence(NUMBER)),
                    Map.entry("set", sequence(NUMBER)),
                    Map.entry("map", intersection(OBJECT, hash(STRING, NUMBER))),
                    Map.entry("function", FUNCTION),
                    Map.entry("closure", FUNCTION));

    private static final List<String> INVALID =
            List.of(
                    "",
                    "{",
                    "[1, 2",
                    "{\"version\": \"1.0\", \"functions\": {\"main\": {\"params\": [],"
                            + " \"body\": [{\"op\": \"nonsense\"}]}}}",
                    "{\"version\": \"9.0\", \"functions\": {}}",
                    "{\"version\": \"1.0\", \"functions\": {\"main\": {\"params\": [],"
                            + " \"body\": [{\"op\": \"jmp\", \"target\": \"nowhere\"}]}}}",
                    "{\"version\": \"1.0\", \"functions\": {\"main\": {\"params\": [],"
                            + " \"body\": [{\"op\": \"push_int\", \"value\": \"x\"}]}}}");

    /** For the service loader. */
    public CasmProvider() {}

    private static TypeDescriptor sequence(TypeDescriptor element) {
        return intersection(array(element), iterable(element));
    }

    @Override
    public String getId() {
        return KitCapsules.ID;
    }

    @Override
    public Value createIdentityFunction(Context context) {
        return KitCapsules.load(context, "values.casm").getMember("identity");
    }

    @Override
    public Snippet createIdentityFunctionSnippet(Context context) {
        Value identity = createIdentityFunction(context);
        Expected expected = new Expected(KitCapsules.load(context, "values.casm"));
        return Snippet.newBuilder("identity", identity, ANY)
                .parameterTypes(ANY)
                .resultVerifier(run -> expected.checkSame(run))
                .build();
    }

    @Override
    public Collection<? extends Snippet> createValueConstructors(Context context) {
        Value values = KitCapsules.load(context, "values.casm");
        List<Snippet> snippets = new ArrayList<>();
        VALUES.forEach(
                (name, type) ->
                        snippets.add(
                                Snippet.newBuilder(name, values.getMember(name), type).build()));
        return snippets;
    }

    @Override
    public Collection<? extends Snippet> createExpressions(Context context) {
        Value values = KitCapsules.load(context, "values.casm");
        Expected expected = new Expected(values);
        List<Snippet> snippets = new ArrayList<>();
        for (String member : values.getMemberKeys()) {
            if (member.startsWith("op_")) {
                String operator = member.substring("op_".length());
                snippets.add(snippet(values, member, run -> expected.checkOperator(operator, run)));
            }
        }
        snippets.add(snippet(values, "get_field", expected::checkGetField));
        snippets.add(snippet(values, "make_array", expected::checkMakeArray));
        snippets.add(snippet(values, "make_map", expected::checkMakeMap));
        return snippets;
    }

    @Override
    public Collection<? extends Snippet> createStatements(Context context) {
        Value values = KitCapsules.load(context, "values.casm");
        Expected expected = new Expected(values);
        return List.of(
                snippet(values, "if", expected::checkIf),
                snippet(values, "store", expected::checkSame),
                snippet(values, "throw", expected::checkThrow),
                snippet(values, "try", expected::checkSame),
                Snippet.newBuilder("while", values.getMember("while"), ANY)
                        .parameterTypes(ANY)
                        .resultVerifier(expected::checkWhile)
                        .build());
    }

    private static Snippet snippet(Value values, String name, ResultVerifier verifier) {
        Value function = values.getMember(name);
        TypeDescriptor[] parameters =
                new TypeDescriptor[(int) function.getMember("parameters").getArraySize()];
        Arrays.fill(parameters, ANY);
        return Snippet.newBuilder(name, function, ANY)
                .parameterTypes(parameters)
                .resultVerifier(verifier)
                .build();
    }

    @Override
    public Collection<? extends Snippet> createScripts(Context context) {
        return List.of(script(context));
    }

    private static Snippet script(Context context) {
        return Snippet.newBuilder("product", KitCapsules.script(context, "script.casm"), NUMBER)
                .resultVerifier(
                        run -> {
                            if (run.getException() != null) {
                                throw run.getException();
                            }
                            Expected.require(run.getResult().asInt() == 42, run);
                        })
                .build();
    }

    @Override
    public Collection<? extends Source> createInvalidSyntaxScripts(Context context) {
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < INVALID.size(); i++) {
            sources.add(
                    Source.newBuilder(KitCapsules.ID, INVALID.get(i), "invalid" + i + ".casm")
                            .buildLiteral());
        }
        return sources;
    }

    @Override
    public Collection<? extends InlineSnippet> createInlineScripts(Context context) {
        Snippet script = script(context);
        return List.of(
                InlineSnippet.newBuilder(script, "6 * 7")
                        .resultVerifier(run -> Expected.require(isInt(run, 42), run))
                        .build(),
                InlineSnippet.newBuilder(script, "x * 10 + y")
                        .locationPredicate(
                                section -> section.getCharacters().toString().contains("mul"))
                        .resultVerifier(run -> Expected.require(isInt(run, 67), run))
                        .build());
    }

    private static boolean isInt(ResultVerifier.SnippetRun run, int value) {
        return run.getException() == null && run.getResult().asInt() == value;
    }
}
