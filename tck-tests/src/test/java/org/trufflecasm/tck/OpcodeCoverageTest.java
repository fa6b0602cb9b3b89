package org.trufflecasm.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trufflecasm.format.crush.CrushOpcode;
import org.trufflecasm.launcher.conformance.CaseLoader;
import org.trufflecasm.launcher.conformance.ConformanceCase;
import org.trufflecasm.tck.tier.ReferenceTier;

/** Every row of the table of opcodes is executed by some conformance case. */
class OpcodeCoverageTest {

    @Test
    void everyOpcodeIsExecutedBySomeCase() throws IOException {
        ReferenceTier reference = new ReferenceTier();
        for (ConformanceCase one : CaseLoader.load(List.of(ProjectFiles.conformance()))) {
            if (one.isJudgeable()) {
                reference.run(one);
            }
        }
        Set<CrushOpcode> missing = EnumSet.allOf(CrushOpcode.class);
        missing.removeAll(reference.executed());
        assertEquals(Set.of(), missing);
    }
}
