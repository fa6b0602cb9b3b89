// The capsule loop.casm in JavaScript.
(function () {
  let state = 1;
  let sum = 0;
  for (let i = 0; i < 50000000; i++) {
    state = (state * 1103 + 12345) % 65537;
    sum = (sum + (state ^ (i & 255))) & 1073741823;
  }
  return "loop " + sum;
})
