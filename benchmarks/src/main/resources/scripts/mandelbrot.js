// The capsule mandelbrot.casm in JavaScript.
(function () {
  const size = 1000;
  const step = 2.0 / size;
  let total = 0;
  let ci = -1.0;
  for (let y = 0; y < size; y++) {
    let cr = -1.5;
    for (let x = 0; x < size; x++) {
      let zr = 0.0;
      let zi = 0.0;
      let r2 = 0.0;
      let i2 = 0.0;
      let turns = 0;
      while (turns < 200 && r2 + i2 <= 4.0) {
        zi = 2.0 * zr * zi + ci;
        zr = r2 - i2 + cr;
        r2 = zr * zr;
        i2 = zi * zi;
        turns++;
      }
      total += turns;
      cr += step;
    }
    ci += step;
  }
  return "mandelbrot " + total;
})
