# Failures are exceptions, with kind, message and the capsule's trace.
import polyglot

library = polyglot.eval(language="application/x-casm+module", path="library.casm")


def failing(action):
    try:
        print("no failure", action())
    except BaseException as error:
        trace = " ".join(f"{f.function} {f.file}:{f.line}" for f in list(error.trace)[:2])
        print(error.kind, "|", error.message, "|", trace)


failing(lambda: library.divide(1, 0))
failing(lambda: library.fail("oops"))
failing(lambda: library.sum(5))
try:
    library.add(1)
except TypeError as error:
    print("TypeError", "2" in str(error))
