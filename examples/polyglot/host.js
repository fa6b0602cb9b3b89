// Capabilities for capsules: each exported function is one, and each method of an exported object.
// casm run --provide examples/polyglot/host.js examples/polyglot/greet.casm

export const greet = {
    hello(name) {
        return `Hello, ${name}, from JavaScript!`;
    },
    // An array of the capsule is an array here, as long as the call runs.
    total(numbers) {
        return numbers.reduce((sum, number) => sum + number, 0);
    },
};
