// ONNX Runtime through Node: the model that ProcessPeer.cs writes, one thread. Arguments and commands: ProcessPeer.cs.
const fs = require('fs'), readline = require('readline');
const { InferenceSession, Tensor } = require('onnxruntime-node');
const [folder, , batchText, , , , sizesText] = process.argv.slice(2);
const batch = Number(batchText), sizes = sizesText.split(',').map(Number), width = sizes[0];
const bytes = fs.readFileSync(`${folder}/inputs.bin`);
const inputs = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
let session, output;

async function pass(rows) {
  const before = process.cpuUsage();
  for (let row = 0; row + batch <= rows; row += batch) {
    const x = new Tensor('float32', inputs.subarray(row * width, (row + batch) * width), [batch, width]);
    output = (await session.run({ x }))[session.outputNames[0]].data;
  }
  const used = process.cpuUsage(before);
  return (used.user + used.system) * 1e-6;
}

const commands = {
  async load() {
    session = await InferenceSession.create(`${folder}/model.onnx`, { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all' });
    return 'done';
  },
  async save() {
    fs.writeFileSync(`${folder}/outputs.bin`, new Uint8Array(output.buffer, output.byteOffset, output.byteLength));
    return 'done';
  },
  pass: count => pass(Number(count)),
};

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [name, argument] = line.split(' ');
    console.log(await commands[name](argument));
  }
})();
