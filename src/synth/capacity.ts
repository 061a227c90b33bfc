import { Diagnostic, EXIT } from '../diagnostic.ts';
import type { Ice40Device } from '../tools/index.ts';
import type { NetBit, NetlistModule } from './netlist-json.ts';
import type { Ice40Family } from './synthesize-ice40.ts';
import { isFlipFlop } from './synthesize-ice40.ts';

export interface DeviceFacts {
  readonly package: string;
  readonly family: Ice40Family;
  readonly logicCells: number;
  readonly pins: number;
}

/** iCE40 family data sheets (Lattice DS1040, FPGA-DS-02008); pins as nextpnr counts them in the package. */
export const deviceFacts: Readonly<Record<Ice40Device, DeviceFacts>> = {
  hx8k: { package: 'ct256', family: 'hx', logicCells: 7680, pins: 206 },
  hx1k: { package: 'tq144', family: 'hx', logicCells: 1280, pins: 96 },
  lp1k: { package: 'qn84', family: 'lp', logicCells: 1280, pins: 67 },
  up5k: { package: 'sg48', family: 'u', logicCells: 5280, pins: 39 },
};

/**
 * The logic cells a netlist fills at least: a cell holds one LUT, the flip-flop that LUT alone feeds, and the carry
 * that shares the LUT's I1 and I2 and feeds its I3.
 */
export function logicCellsOf({ cells }: NetlistModule): number {
  const all = Object.values(cells);
  const luts = all.filter(({ type }) => type === 'SB_LUT4');
  const fanout = new Map<NetBit, number>();
  for (const { connections, port_directions } of all) {
    for (const [port, bits] of Object.entries(connections)) {
      if (port_directions[port] === 'input')
        for (const bit of bits) fanout.set(bit, (fanout.get(bit) ?? 0) + 1);
    }
  }
  const lutOutputs = new Set(luts.map(({ connections }) => connections.O?.[0]));
  const chains = new Set(luts.map(({ connections: c }) => [c.I1?.[0], c.I2?.[0], c.I3?.[0]].join()));
  const looseFlipFlops = all.filter(({ type, connections }) => {
    const data = connections.D?.[0];
    return isFlipFlop(type) && !(lutOutputs.has(data) && fanout.get(data!) === 1);
  });
  const looseCarries = all.filter(
    ({ type, connections: c }) =>
      type === 'SB_CARRY' && !chains.has([c.I0?.[0], c.I1?.[0], c.CI?.[0]].join()),
  );
  return luts.length + looseFlipFlops.length + looseCarries.length;
}

/** Throws a Diagnostic saying by how much a design is too large; nextpnr would crash instead. */
export function checkCapacity(device: Ice40Device, needed: { logicCells: number; pins: number }): void {
  const facts = deviceFacts[device];
  const demands = [
    ['logic cells', needed.logicCells, facts.logicCells],
    ['pins', needed.pins, facts.pins],
  ] as const;
  for (const [what, needs, has] of demands) {
    if (needs <= has) continue;
    const text = `needs ${needs} ${what}, ${device} has ${has}: ${needs - has} too many`;
    throw new Diagnostic({ code: 'synth/does-not-fit', text, wayOut: wayOut(needs), exit: EXIT.checkFailed });
  }
}

function wayOut(logicCells: number): string {
  const names = Object.keys(deviceFacts) as Ice40Device[];
  const larger = names.filter((name) => deviceFacts[name].logicCells >= logicCells);
  return larger.length === 0
    ? 'a narrower format: no device is large enough'
    : `device ${larger.join(' or ')}`;
}
