// Functions know their names and parameters, and can be called by name.
const library = Polyglot.evalFile('application/x-casm+module', 'library.casm');
const subtract = library.subtract;
console.log(subtract.name, subtract.parameters.length, [...subtract.parameters].join(), String(subtract));
console.log(subtract(10, 3), subtract.named({what: 3, from: 10}));
const addFive = library.adder(5);
console.log(addFive(4), [...addFive.parameters].join(), addFive.named({b: 1}));
console.log([1, 2, 3].map(x => library.half(x)).join());
