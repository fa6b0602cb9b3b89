package org.trufflecasm.tck.kit;

import java.util.List;

/** Values of JavaScript. */
public final class JavaScriptProvider extends ForeignProvider {
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
    public JavaScriptProvider() {
        super("js", "kit.js", "(x) => x", "() => ", VALUES);
    }
}
