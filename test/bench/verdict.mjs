// From a netlist on disk to a verdict over all pairs, in a process of its own; prints its peak of memory in KB.
// node verdict.mjs NETLIST.json TABLE.bin
import { readFileSync } from 'node:fs';
import { compileSweep, packNumbers, readNetlist, runSweep } from '../../dist/sim/bundle/index.js';

const [netlistFile, tableFile] = process.argv.slice(2);
const table = packNumbers(readFileSync(tableFile), 8, 2048);
const program = compileSweep({
  netlist: readNetlist(JSON.parse(readFileSync(netlistFile, 'utf8'))),
  indexBits: 16,
  inputs: { a_i: { firstBit: 8 }, b_i: { firstBit: 0 } },
  table: { p_o: table },
});
const { wrong } = await runSweep(program, { threads: 1 });
if (wrong !== undefined) process.exitCode = 1;
process.stdout.write(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
