package org.trufflecasm.tck.kit;

import java.util.List;

/** Values of Python. */
public final class PythonProvider extends ForeignProvider {
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
    public PythonProvider() {
        super("python", "kit.py", "lambda x: x", "lambda: ", VALUES);
    }
}
