package org.trufflecasm.tck.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.graalvm.polyglot.tck.LanguageProvider;
import org.junit.jupiter.api.Test;
import org.trufflecasm.tck.polyglot.ForeignLanguages;

/** The kit is offered values of every language that takes part: without them it would pass, too. */
class KitLanguagesTest {
    @Test
    void everyLanguageOffersValues() {
        Set<String> expected = new TreeSet<>(ForeignLanguages.ids());
        expected.add("casm");
        Set<String> offered =
                ServiceLoader.load(LanguageProvider.class).stream()
                        .map(provider -> provider.get().getId())
                        .filter(id -> !id.equals("java-host"))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, offered);
    }
}
