// Evaluating a capsule runs it; calling a loaded one does so, too.
console.log(Polyglot.evalFile('casm', 'library.casm'));
const library = Polyglot.evalFile('application/x-casm+module', 'library.casm');
console.log(library(), library.main());
console.log(Polyglot.eval('casm', JSON.stringify({version: '1.0', functions: {main: {params: [],
    body: [{op: 'push_int', value: 6}, {op: 'push_int', value: 7}, {op: 'mul'}, {op: 'ret'}]}}})));
console.log(library.later(1));
