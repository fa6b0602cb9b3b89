// node kernels.js KERNEL SIZE REPETITIONS: the kernels as one would write them in JavaScript.
'use strict';
const fs = require('fs');

const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));

function loop(n) {
  let random = 1;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    random = (random * 1103 + 12345) % 65537;
    sum = (sum + (random ^ (i & 255))) & 0x3fffffff;
  }
  return sum;
}

function primes(flags, limit) {
  flags.fill(1);
  let count = 0;
  for (let i = 2; i <= limit; i++) {
    if (flags[i] === 1) {
      count++;
      for (let k = i + i; k <= limit; k += i) {
        flags[k] = 0;
      }
    }
  }
  return count;
}

function sieve(limit) {
  const flags = [];
  for (let i = 0; i <= limit; i++) {
    flags.push(1);
  }
  let total = 0;
  for (let repetition = 0; repetition < 20; repetition++) {
    total += primes(flags, limit);
  }
  return total;
}

function escapeTime(cr, ci) {
  let [re, im, re2, im2, count] = [0, 0, 0, 0, 0];
  while (count < 200 && re2 + im2 <= 4) {
    im = 2 * re * im + ci;
    re = re2 - im2 + cr;
    re2 = re * re;
    im2 = im * im;
    count++;
  }
  return count;
}

function mandelbrot(n) {
  const step = 2 / n;
  let total = 0;
  for (let y = 0, ci = -1; y < n; y++, ci += step) {
    for (let x = 0, cr = -1.5; x < n; x++, cr += step) {
      total += escapeTime(cr, ci);
    }
  }
  return total;
}

class Body {
  constructor(x, y, z, vx, vy, vz, mass) {
    Object.assign(this, { x, y, z, vx, vy, vz, mass });
  }

  attract(other, time) {
    const dx = this.x - other.x;
    const dy = this.y - other.y;
    const dz = this.z - other.z;
    const distance = dx * dx + dy * dy + dz * dz + 0.01;
    const magnitude = time / (distance * distance);
    const mine = this.mass * magnitude;
    const theirs = other.mass * magnitude;
    this.vx -= dx * theirs;
    this.vy -= dy * theirs;
    this.vz -= dz * theirs;
    other.vx += dx * mine;
    other.vy += dy * mine;
    other.vz += dz * mine;
  }

  move(time) {
    this.x += time * this.vx;
    this.y += time * this.vy;
    this.z += time * this.vz;
  }
}

function root(x) {
  let guess = Math.max(x, 1);
  for (let i = 0; i < 40; i++) {
    guess = 0.5 * (guess + x / guess);
  }
  return guess;
}

function nbody(n) {
  const bodies = [
    new Body(0, 0, 0, 0, 0, 0, 10),
    new Body(4.5, -1.25, -0.125, 0.5, 1.5, -0.25, 0.5),
    new Body(8.25, 4.125, -0.5, -1, 1.75, 0, 0.25),
    new Body(12.75, -15, -0.25, 1, 0.75, -0.125, 0.0625),
    new Body(15.25, -25.75, 0.25, 0.875, 0.5, -0.0625, 0.03125),
  ];
  for (let step = 0; step < n; step++) {
    for (let i = 0; i < bodies.length; i++) {
      for (let j = i + 1; j < bodies.length; j++) {
        bodies[i].attract(bodies[j], 0.001);
      }
    }
    for (const body of bodies) {
      body.move(0.001);
    }
  }
  let sum = 0;
  for (const { x, y, z } of bodies) {
    sum += root(x * x + y * y + z * z);
  }
  return Math.floor(sum * 1000);
}

const grow = (depth) =>
  depth > 0 ? { left: grow(depth - 1), right: grow(depth - 1) } : { left: null, right: null };
const nodes = (tree) => (tree.left === null ? 1 : nodes(tree.left) + nodes(tree.right) + 1);

function trees(n) {
  let total = nodes(grow(n + 1));
  const longLived = grow(n);
  for (let depth = 4, count = 2 ** n; depth <= n; depth += 2, count >>= 2) {
    for (let i = 0; i < count; i++) {
      total += nodes(grow(depth));
    }
  }
  return total + nodes(longLived);
}

function strings(n) {
  const parts = ['ab', 'cde', 'f', 'gh', 'ijkl', 'm', 'no'];
  const last = parts.map(() => '');
  let hits = 0;
  for (let i = 0; i < n; i++) {
    let text = '';
    for (let j = 0; j < 64; j++) {
      text += parts[(i + j) % parts.length];
    }
    const place = i % parts.length;
    if (text === last[place]) {
      hits++;
    }
    last[place] = text;
  }
  return hits;
}

const layouts = [
  () => ({ count: 0, sum: 0 }),
  () => ({ sum: 0, count: 0 }),
  () => ({ tag: 7, count: 0, sum: 0 }),
  () => ({ sum: 0, tag: 9, count: 0 }),
];

function objects(n) {
  const items = [];
  for (let i = 0; i < 1024; i++) {
    items.push(layouts[(i * 7) % layouts.length]());
  }
  let random = 1;
  for (let i = 0; i < n; i++) {
    random = (random * 1103 + 12345) % 65537;
    const item = items[random & 1023];
    item.count++;
    item.sum = (item.sum + random) & 0xfffff;
  }
  return items.reduce((total, item) => (total * 31 + item.sum + item.count) % 1000003, 0);
}

const host = { step: (x) => (x + 7) & 65535 };

function hostcall(n) {
  let x = 1;
  for (let i = 0; i < n; i++) {
    x = host.step(x) + 1;
  }
  return x;
}

let held = '';

function write(text) {
  held += text;
  if (held.length > 65536) {
    flush();
  }
}

function flush() {
  fs.writeSync(1, held);
  held = '';
}

function print(n) {
  for (let i = 0; i < n; i++) {
    write(`line ${i}\n`);
  }
  return n;
}

const kernels = {
  fib, loop, sieve, mandelbrot, nbody, trees, strings, objects, hostcall, print,
};
const [name, size, repetitions] = process.argv.slice(2);
if (name === 'hello') {
  write('hello\n');
} else {
  for (let i = 1; i <= Number(repetitions); i++) {
    const start = performance.now();
    write(`${name} ${kernels[name](Number(size))}\n`);
    flush();
    write(`@bench iter=${i} ms=${(performance.now() - start).toFixed(3)}\n`);
  }
}
flush();
