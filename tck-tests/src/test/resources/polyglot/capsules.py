# A capsule is evaluated, which runs it; what it gives is Python's as far as Python has it.
import json

import polyglot

text = json.dumps({"version": "1.0", "functions": {"main": {"params": [], "body": [
    {"op": "push_int", "value": 6}, {"op": "push_int", "value": 7}, {"op": "mul"}, {"op": "ret"}]}}})
print(polyglot.eval(language="casm", string=text))
print(polyglot.eval(language="casm", path="library.casm"))
library = polyglot.eval(language="application/x-casm+module", path="library.casm")
print(library(), library.main())
numbers = library.numbers(4)
print([n for n in numbers], list(reversed(numbers)), list(enumerate(numbers))[1], max(numbers))
print(numbers[1:3], numbers[-2], len(library.numbers(0)), bool(library.numbers(0)))
try:
    numbers[4]
except IndexError as error:
    print("IndexError:", error)
person = library.person("Ada", 36)
print({key: person[key] for key in person.keys()}, person.get("missing", "none"))
try:
    person["missing"]
except KeyError as error:
    print("KeyError:", error)
print(isinstance(numbers, polyglot.ForeignList), isinstance(person, polyglot.ForeignDict))
print(isinstance(numbers, polyglot.ForeignDict), isinstance(library.add, polyglot.ForeignExecutable))
try:
    polyglot.eval(language="casm", string="{}")
except BaseException as error:
    print(type(error).__name__, error.message)
