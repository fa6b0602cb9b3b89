// Runs what "casm convert FILE.cvm OUT.wasm" has written: node run-wasm.mjs OUT.wasm
import { readFileSync } from "node:fs";

/** A Number as the Crab virtual machine prints it: shortest digits, never an exponent. */
function text(number) {
  if (Number.isNaN(number)) return "NaN";
  if (!Number.isFinite(number)) return number > 0 ? "inf" : "-inf";
  if (Object.is(number, -0)) return "-0";
  const [digits, exponent] = String(Math.abs(number)).split("e");
  const sign = number < 0 ? "-" : "";
  if (exponent === undefined) return sign + digits;
  const [whole, fraction = ""] = digits.split(".");
  const all = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return sign + "0." + "0".repeat(-point) + all;
  return sign + (point >= all.length ? all + "0".repeat(point - all.length) : all.slice(0, point) + "." + all.slice(point));
}

const FAILURES = { 1: "Division by zero", 2: "StackOverflowError: call depth 8192 exceeded" };
const lines = [];
const host = {
  print_number: (number) => lines.push(text(number)),
  print_boolean: (truth) => lines.push(truth ? "true" : "false"),
  remainder: (dividend, divisor) => dividend % divisor,
  fail: (reason) => { throw new Error(FAILURES[reason]); },
};
const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), { crab: host });
try {
  instance.exports.main();
} catch (failure) {
  console.error("error: " + failure.message);
  process.exitCode = 1;
}
process.stdout.write(lines.map((line) => line + "\n").join(""));
