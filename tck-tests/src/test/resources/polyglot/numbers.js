// What is an int, what a float.
const library = Polyglot.evalFile('application/x-casm+module', 'library.casm');
console.log(library.kind(3), library.kind(3.5), library.kind(2 ** 40), library.kind(2n ** 62n), library.kind(-0), library.kind(0 / 0));
console.log(library.add(9007199254740993n, 0), typeof library.add(1n, 2), library.half(5), library.half(5.5));
