// Arrays, maps and sets of a capsule are JavaScript's collections.
const library = Polyglot.evalFile('application/x-casm+module', 'library.casm');
const numbers = library.numbers(5);
console.log(numbers.length, numbers[0], numbers[4], numbers[5], [...numbers].join('-'));
console.log(Array.isArray(numbers), JSON.stringify(numbers), numbers.map(x => x * x).join());
for (const number of numbers) console.log('number', number);
numbers[0] = 7;
numbers.push(8.5);
console.log(JSON.stringify(numbers), library.sum(numbers));
const person = library.person('Ada', 36);
console.log(person.name, person['age'], person.missing, 'name' in person, Object.keys(person).join());
person.age = 37;
person.tags = 'x';
console.log(JSON.stringify(person), library.text(person));
console.log(JSON.stringify(library.echo({list: [1, {deep: true}], text: 'x'})));
console.log(JSON.stringify(library.tuple()), JSON.stringify([...library.set()]), String(library.echo([1, [2]])));
