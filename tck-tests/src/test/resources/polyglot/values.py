# A capsule is loaded, not run; its functions take and give Python's values.
import polyglot

library = polyglot.eval(language="application/x-casm+module", path="library.casm")
print(library.add(2, 3), library.add("a", "b"), library.add(0.5, 1), library.half(7), library.half(7.0))
print(library.fib(20), library.nothing() is None)
for value in [1, 1.5, True, "x", None, [1], (1, 2), {"a": 1}, {1: 2}, 2**62, 2**70, lambda: 1, library.tuple(), library.add, int]:
    print(library.kind(value))
print(library.text([1, 2.5, "x", [True, None]]), library.sum([1, 2, 3.5]))
numbers = library.numbers(5)
print(len(numbers), numbers[0], numbers[-1], list(numbers), sum(numbers), 3 in numbers)
numbers[0] = 7
numbers.append(8)
print(list(numbers), [n * 2 for n in numbers])
person = library.person("Ada", 36)
print(len(person), person["name"], sorted(person.keys()), "age" in person, dict(person.items()))
person["age"] = 37
print(library.text(person), person.name)
subtract = library.subtract
print(subtract(10, 3), subtract.named({"what": 3, "from": 10}), list(subtract.parameters), subtract.name)
print(polyglot.eval(language="casm", path="library.casm"))
