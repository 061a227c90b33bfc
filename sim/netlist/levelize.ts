import { SimulationError } from '../errors.ts';
import type { Cell, FlipFlop, Step } from './netlist.ts';

export type UnlevelledCell = Omit<Cell, 'level'>;

/** What ordering needs to know of a step: what it waits for and what it settles. */
interface Node {
  readonly name: string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/**
 * Orders cells, and the flip-flops that an asynchronous reset may force, so that each comes after what it reads.
 * Throws `combinational-loop`, naming the cells and nets of one loop.
 */
export function levelize(
  cells: readonly UnlevelledCell[],
  flipFlops: readonly FlipFlop[],
  netCount: number,
  netNames: readonly string[],
): { cells: Cell[]; steps: Step[]; depth: number } {
  const forced = flipFlops.filter(({ reset }) => reset?.style === 'asynchronous');
  const nodes: Node[] = [
    ...cells,
    ...forced.map(({ name, reset, output }) => ({ name, inputs: [reset!.wire], outputs: [output] })),
  ];
  const driver = new Int32Array(netCount).fill(-1);
  nodes.forEach(({ outputs }, index) => {
    for (const net of outputs) driver[net] = index;
  });
  const levels = levelsOf(nodes, driver);
  if (levels.includes(0)) throw loopError(nodes, driver, levels, netNames);

  const order = nodes.map((_, index) => index).sort((a, b) => levels[a]! - levels[b]! || a - b);
  const steps = order.map((index): Step => {
    const cell = cells[index];
    return cell === undefined
      ? { kind: 'force', flipFlop: forced[index - cells.length]! }
      : { kind: 'evaluate', cell: { ...cell, level: levels[index]! } };
  });
  return {
    cells: steps.flatMap((step) => (step.kind === 'evaluate' ? [step.cell] : [])),
    steps,
    depth: levels.reduce((deepest, level) => Math.max(deepest, level), 0),
  };
}

/** The level of each node, from 1; 0 stays where a node is on a loop or behind one. */
function levelsOf(nodes: readonly Node[], driver: Int32Array): Int32Array {
  const waiting = new Int32Array(nodes.length);
  const readers: number[][] = nodes.map(() => []);
  nodes.forEach(({ inputs }, index) => {
    for (const net of inputs) {
      if (driver[net]! < 0) continue;
      waiting[index]! += 1;
      readers[driver[net]!]!.push(index);
    }
  });
  const levels = new Int32Array(nodes.length);
  const lowest = new Int32Array(nodes.length).fill(1);
  const ready = [...waiting.keys()].filter((index) => waiting[index] === 0);
  for (let next = 0; next < ready.length; next += 1) {
    const index = ready[next]!;
    levels[index] = lowest[index]!;
    for (const reader of readers[index]!) {
      lowest[reader] = Math.max(lowest[reader]!, levels[index]! + 1);
      waiting[reader]! -= 1;
      if (waiting[reader] === 0) ready.push(reader);
    }
  }
  return levels;
}

/** Walks from an unordered node to whatever unordered node drives it, until one comes round again. */
function loopError(
  nodes: readonly Node[],
  driver: Int32Array,
  levels: Int32Array,
  netNames: readonly string[],
): SimulationError {
  const path: { index: number; net: number }[] = [];
  const seen = new Set<number>();
  let index = levels.indexOf(0);
  while (!seen.has(index)) {
    seen.add(index);
    const net = nodes[index]!.inputs.find((input) => driver[input]! >= 0 && levels[driver[input]!] === 0)!;
    path.push({ index, net });
    index = driver[net]!;
  }
  const loop = path.slice(path.findIndex((hop) => hop.index === index)).reverse();
  // Each hop's net is the one its cell reads, so in signal order it stands before the cell.
  const hops = loop.map((hop) => `${netNames[hop.net]} -> ${nodes[hop.index]!.name}`);
  const shown = hops.length > 20 ? [...hops.slice(0, 20), `… ${hops.length - 20} more`] : hops;
  return new SimulationError(
    'combinational-loop',
    `a combinational loop runs through ${loop.length} cell${loop.length === 1 ? '' : 's'}`,
    [...shown, 'break it with a flip-flop'],
  );
}
