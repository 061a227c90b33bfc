// From a clocked netlist on disk through some clocks of 1,024 streams, in a process of its own; prints its peak of memory
// in KB. Inputs are random but for reset, valid and clear.
// node clocks.mjs NETLIST.json
import { readFileSync } from 'node:fs';
import { compileSweep, readNetlist, runSweep } from '../../dist/sim/bundle/index.js';

const netlist = readNetlist(JSON.parse(readFileSync(process.argv[2], 'utf8')));
const held = { rst_ni: { value: 1n }, valid_i: { value: 1n }, clear_i: { value: 0n } };
const inputs = netlist.ports.flatMap(({ name, direction }) =>
  direction === 'input' ? [[name, held[name] ?? 'random']] : [],
);
const program = compileSweep({
  netlist,
  samples: 2 ** 20,
  inputs: Object.fromEntries(inputs),
  model: { registers: 0, clock: () => ({ ports: {}, registers: [] }) },
});
await runSweep(program, { threads: 1 });
process.stdout.write(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
