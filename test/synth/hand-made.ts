import type { NetBit, NetlistCell, NetlistModule } from '../../src/synth/index.ts';
import type { LookupTable, TechCell, Technology, TimingArc } from '../../src/tech/index.ts';

const linear = (input: string, output: string, d0Ps: number, kPsPerFf: number): TimingArc => ({
  kind: 'linear',
  input,
  output,
  d0Ps,
  kPsPerFf,
  slewPs: 20,
  energyFj: 1,
});

const constant = (value: number): LookupTable => ({ slewsPs: [0], loadsFf: [0], values: [value] });

/** Rises in 10 ps and falls in 20. */
const uneven = (sense: 'positive' | 'negative' | 'both'): TimingArc => ({
  kind: 'table',
  input: 'A',
  output: 'Y',
  sense,
  delayPs: { rise: constant(10), fall: constant(20) },
  slewPs: { rise: constant(5), fall: constant(6) },
  energyFj: {},
});

const cell = (
  name: string,
  inputs: Readonly<Record<string, number>>,
  fn: string,
  arcs: TimingArc[],
): TechCell => ({
  name,
  areaUm2: 1,
  leakageNw: 0,
  inputs: Object.entries(inputs).map(([pin, capFf]) => ({ name: pin, capFf })),
  outputs: [{ name: arcs[0]!.output, function: fn }],
  arcs,
  inputEnergyFj: 0,
});

/** Round figures, for sums in the head. */
export const technology: Technology = {
  name: 'hand',
  title: 'by hand',
  node: 'none',
  corner: 'typical',
  supplyVolts: 1,
  temperatureC: 25,
  licence: 'none',
  sources: [],
  slewLowerPct: 20,
  slewUpperPct: 80,
  defaultInputSlewPs: 20,
  defaultOutputLoadFf: 4,
  cells: [
    cell('INV', { A: 1 }, '!A', [linear('A', 'Y', 10, 2)]),
    cell('NAND', { A: 1.5, B: 2 }, '!A | !B', [linear('A', 'Y', 15, 3), linear('B', 'Y', 15, 3)]),
    cell('UNEVEN', { A: 1 }, '(A)', [uneven('negative')]),
    cell('UNEVENBUF', { A: 1 }, '(A)', [uneven('positive')]),
    {
      ...cell('DFF', { CK: 1, D: 1 }, 'IQ', [linear('CK', 'Q', 50, 1)]),
      flipFlop: { clock: 'CK', edge: 'rising', data: 'D', setupPs: 30, clockEnergyFj: 0, dataEnergyFj: 0 },
    },
  ],
};

export const placed = (type: string, pins: Readonly<Record<string, NetBit>>): NetlistCell => ({
  type,
  parameters: {},
  port_directions: Object.fromEntries(
    Object.keys(pins).map((pin) => [pin, pin === 'Y' || pin === 'Q' ? 'output' : 'input']),
  ),
  connections: Object.fromEntries(Object.entries(pins).map(([pin, bit]) => [pin, [bit]])),
});

/** `a` (2), `b` (3) and `clk` (9) in, `y` (4) out. */
export const circuit = (cells: Readonly<Record<string, NetlistCell>>): NetlistModule => ({
  ports: {
    a: { direction: 'input', bits: [2] },
    b: { direction: 'input', bits: [3] },
    clk: { direction: 'input', bits: [9] },
    y: { direction: 'output', bits: [4] },
  },
  cells,
});
