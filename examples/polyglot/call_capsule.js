// A JavaScript program that calls the functions of a capsule: casm js examples/polyglot/call_capsule.js

// Loads the capsule without running it; its functions are members.
const statistics = Polyglot.evalFile('application/x-casm+module', 'statistics.casm');

console.log('mean:', statistics.mean([1, 2, 3, 4]));

// Maps and arrays of a capsule are objects and arrays here; arguments can have names.
const described = statistics.describe.named({name: 'primes', values: [2, 3, 5, 7, 11]});
console.log(described.name, described.count, JSON.stringify(described));

// What goes wrong in a capsule is an exception with its kind.
try {
    statistics.mean('text');
} catch (failure) {
    console.log(failure.kind, '-', failure.message);
}
