package org.trufflecasm.tck.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a capsule smaller while something about it stays: removes functions and instructions. */
public final class Shrinker {
    private static final int MAX_TRIES = 3_000;

    private final Predicate<CapsuleModel> property;
    private CapsuleModel smallest;
    private int tries;

    private Shrinker(CapsuleModel start, Predicate<CapsuleModel> property) {
        this.smallest = start;
        this.property = property;
    }

    /**
     * A smaller capsule with the property, or the same one if none was found.
     *
     * @param start a capsule with the property
     * @param property what must stay
     */
    public static CapsuleModel shrink(CapsuleModel start, Predicate<CapsuleModel> property) {
        Shrinker shrinker = new Shrinker(start, property);
        boolean smaller = true;
        while (smaller && shrinker.tries < MAX_TRIES) {
            int before = shrinker.smallest.size();
            shrinker.removeFunctions();
            shrinker.removeInstructions();
            smaller = shrinker.smallest.size() < before;
        }
        return shrinker.smallest;
    }

    /** Calls of a function that is gone fail; so only what nobody needs can go. */
    private void removeFunctions() {
        for (int i = smallest.functions().size() - 1; i > 0; i--) {
            List<FunctionModel> fewer = new ArrayList<>(smallest.functions());
            fewer.remove(i);
            attempt(smallest.withFunctions(fewer));
        }
    }

    private void removeInstructions() {
        for (int function = 0; function < smallest.functions().size(); function++) {
            int length = smallest.functions().get(function).body().size();
            for (int chunk = Math.max(1, length / 2); chunk > 0; chunk /= 2) {
                for (int start = smallest.functions().get(function).body().size() - chunk;
                        start >= 0;
                        start -= chunk) {
                    removeSteps(function, start, chunk);
                }
            }
        }
    }

    /**
     * Tries without the instructions of a part of a body; labels stay, since others may name them.
     */
    private void removeSteps(int function, int start, int length) {
        FunctionModel old = smallest.functions().get(function);
        List<Element> body = new ArrayList<>();
        int removed = 0;
        for (int i = 0; i < old.body().size(); i++) {
            Element element = old.body().get(i);
            if (i >= start && i < start + length && element instanceof Element.Step) {
                removed++;
            } else {
                body.add(element);
            }
        }
        if (removed > 0) {
            List<FunctionModel> functions = new ArrayList<>(smallest.functions());
            functions.set(function, old.withBody(body));
            attempt(smallest.withFunctions(functions));
        }
    }

    private void attempt(CapsuleModel candidate) {
        if (tries++ < MAX_TRIES && property.test(candidate)) {
            smallest = candidate;
        }
    }
}
