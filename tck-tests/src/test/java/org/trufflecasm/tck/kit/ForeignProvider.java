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

/**
 * Values of another language, which the kit passes to capsules. Says nothing about that language
 * itself.
 */
abstract class ForeignProvider implements LanguageProvider {
    private final String id;
    private final String fileName;
    private final String identity;
    private final String lambda;
    private final List<String> values;

    /**
     * @param id of the language
     * @param fileName of its sources
     * @param identity a function that gives what it gets
     * @param lambda what makes an expression that follows a function without parameters
     * @param values expressions for the values
     */
    ForeignProvider(
            String id, String fileName, String identity, String lambda, List<String> values) {
        this.id = id;
        this.fileName = fileName;
        this.identity = identity;
        this.lambda = lambda;
        this.values = values;
    }

    @Override
    public final String getId() {
        return id;
    }

    private Value eval(Context context, String code) {
        return context.eval(Source.newBuilder(id, code, fileName).buildLiteral());
    }

    @Override
    public final Value createIdentityFunction(Context context) {
        return eval(context, identity);
    }

    @Override
    public final Collection<? extends Snippet> createValueConstructors(Context context) {
        List<Snippet> snippets = new ArrayList<>();
        for (String code : values) {
            Value maker = eval(context, lambda + code);
            // The kit holds a maker to its type, which is not our concern here.
            TypeDescriptor type = TypeDescriptor.forValue(maker.execute());
            snippets.add(Snippet.newBuilder(code, maker, type).build());
        }
        return snippets;
    }

    @Override
    public final Collection<? extends Snippet> createExpressions(Context context) {
        return List.of();
    }

    @Override
    public final Collection<? extends Snippet> createStatements(Context context) {
        return List.of();
    }

    @Override
    public final Collection<? extends Snippet> createScripts(Context context) {
        return List.of();
    }

    @Override
    public final Collection<? extends Source> createInvalidSyntaxScripts(Context context) {
        return List.of();
    }
}
