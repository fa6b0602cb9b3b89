// The programs of this folder in JavaScript: node baseline.js fib|sum|mandelbrot|nested
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
function sum() { let s = 0; for (let i = 0; i < 50000000; i++) s += i; return s; }
function nested() { let s = 0; for (let i = 0; i < 8000; i++) for (let j = 0; j < 8000; j++) s += i * j; return s; }
function steps(cr, ci) {
  let zr = 0, zi = 0, k = 0;
  do {
    const a = zr * zr, b = zi * zi;
    if (a + b > 4) break;
    zi = 2 * zr * zi + ci; zr = a - b + cr; k++;
  } while (k < 200);
  return k;
}
function mandelbrot() {
  let s = 0;
  for (let y = 0; y < 1000; y++) for (let x = 0; x < 1000; x++) s += steps(x / 333.3333333333333 - 2, y / 500 - 1);
  return s;
}
const program = { fib: () => fib(32), sum, nested, mandelbrot }[process.argv[2]];
for (let run = 0; run < 15; run++) {
  const start = performance.now();
  const result = program();
  console.log(`${result} ms=${performance.now() - start}`);
}
