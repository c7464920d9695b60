// Whether what `srdesk export --for web` wrote runs in a browser's runtime: every model of a folder, by onnxruntime-web.
//
//     npm install onnxruntime-web          (anywhere; it is no part of srdesk)
//     node packaging/web-check.mjs FOLDER [NODE_MODULES]
//
// Ends with 0 if every value is as near to the reference as port.json wants it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [folder, modules = "node_modules"] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "index.js"));
const ort = require("onnxruntime-web");
ort.env.wasm.numThreads = 1;

function tensor(path) {
  // An .npy file of version 1: magic, length of the header, header, little-endian float32 in C order.
  const file = readFileSync(path);
  const length = file.readUInt16LE(8);
  const shape = file.toString("latin1", 10, 10 + length).match(/'shape': \(([^)]*)\)/)[1];
  const bytes = file.buffer.slice(file.byteOffset + 10 + length, file.byteOffset + file.length);
  return new ort.Tensor("float32", new Float32Array(bytes), shape.split(",").filter((part) => part.trim()).map(Number));
}

const port = JSON.parse(readFileSync(join(folder, "port.json"), "utf8"));
const given = tensor(join(folder, port.reference.input));
const wanted = tensor(join(folder, port.reference.output));
let failed = false;
for (const { name } of port.files) {
  const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(join(folder, name))));
  const results = await session.run({ [session.inputNames[0]]: given });
  const made = results[session.outputNames[0]];
  const off = made.data.reduce((worst, value, index) => Math.max(worst, Math.abs(value - wanted.data[index])), 0);
  const right = made.dims.join() === wanted.dims.join() && off <= port.reference.largest_deviation;
  console.log(`${right ? "ok  " : "FAIL"} ${name}: ${made.dims.join(" x ")}, off by ${off.toExponential(1)} at most`);
  failed ||= !right;
}
process.exit(failed ? 1 : 0);
