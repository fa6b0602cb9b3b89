// A capsule is loaded, not run; its functions take and give JavaScript's values.
const library = Polyglot.evalFile('application/x-casm+module', 'library.casm');
console.log(String(library), typeof library.add);
console.log(Object.keys(library).slice(0, 4).join(' '));
console.log(library.add(2, 3), library.add('a', 'b'), library.add(0.5, 1), library.half(7), library.half(7.5));
console.log(library.fib(20), library.nothing(), library.nothing() === null);
for (const value of [1, 1.5, true, 'x', null, undefined, [1], {a: 1}, new Map([['k', 1]]), 10n,
    () => 1, library.tuple(), library.add, new Date(0), Symbol.iterator]) {
    console.log(library.kind(value));
}
console.log(library.text([1, 2.5, 'x', [true, null]]), library.text({b: 1, a: {c: 2}}));
console.log(library.sum([1, 2, 3.5]), library.sum([]));
