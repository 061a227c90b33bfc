import { describe, expect, it } from 'vitest';
import { evaluate, gateKind } from '../../sim/index.ts';
import { arcDelayPs, builtInTechnology, technologyNames } from '../../src/tech/index.ts';
import { cellKindsOf } from '../../src/verify/index.ts';

const technologies = technologyNames().map(builtInTechnology);

describe('the built-in technologies', () => {
  it('are these three, each from a source with a licence that lets its facts be used', () => {
    expect(technologies.map(({ name, supplyVolts, licence }) => [name, supplyVolts, licence])).toEqual([
      ['asap7', 0.7, 'BSD-3-Clause'],
      ['ihp-sg13g2', 1.2, 'Apache-2.0'],
      ['sky130', 1.8, 'Apache-2.0'],
    ]);
    for (const { sources } of technologies) expect(sources.length).toBeGreaterThan(0);
  });

  it('refuse a name that is none of them, and say which there are', () => {
    expect(() => builtInTechnology('nangate45')).toThrow(
      'There is no built-in technology of this name.\n  got: nangate45\n  try: asap7, ihp-sg13g2, sky130, or a Liberty file of your own: --liberty FILE.lib',
    );
  });

  // Fan-out-of-four delays of the inverter as read from the source libraries' own tables, ps.
  it.each([
    ['sky130', 'sky130_fd_sc_hd__inv_1', 80.53],
    ['ihp-sg13g2', 'sg13g2_inv_1', 61.31],
    ['asap7', 'INVx1_ASAP7_75t_R', 19.6],
  ])('%s: %s drives four of its kind in %d ps', (name, cellName, fo4Ps) => {
    const technology = builtInTechnology(name);
    const inverter = technology.cells.find((cell) => cell.name === cellName)!;
    const load = technology.defaultOutputLoadFf;
    expect(load / inverter.inputs[0]!.capFf).toBeCloseTo(4, 2);
    expect(arcDelayPs(inverter.arcs[0]!, technology.defaultInputSlewPs, load)).toBeCloseTo(fo4Ps, 1);
  });

  it.each(technologies)(
    '$name: every function reads, over the pins of its cell, and every pin has an arc',
    (technology) => {
      for (const kind of cellKindsOf(technology)) {
        const cell = technology.cells.find(({ name }) => name === kind.type)!;
        const movers =
          cell.flipFlop === undefined ? cell.inputs.map(({ name }) => name) : [cell.flipFlop.clock];
        for (const { name: output } of cell.outputs)
          expect(cell.arcs.filter((arc) => arc.output === output).map(({ input }) => input)).toEqual(movers);
      }
    },
  );

  it('say what a cell computes: the truth tables of a few, from their names', () => {
    const rows = (name: string, cellName: string): string => {
      const { cells } = builtInTechnology(name);
      const { inputs, outputs } = cells.find((cell) => cell.name === cellName)!;
      const pins = inputs.map((pin) => pin.name);
      const kind = gateKind(cellName, pins, { Y: outputs[0]!.function });
      return Array.from({ length: 2 ** pins.length }, (_, row) =>
        evaluate(
          kind.outputs[0]!.function,
          pins.map((_, i) => (row >> i) & 1),
        ),
      ).join('');
    };
    expect(rows('sky130', 'sky130_fd_sc_hd__a21oi_1')).toBe('11100000');
    expect(rows('sky130', 'sky130_fd_sc_hd__nand2b_1')).toBe('1101');
    expect(rows('ihp-sg13g2', 'sg13g2_mux2_1')).toBe('01010011');
    expect(rows('asap7', 'MAJIxp5_ASAP7_75t_R')).toBe('11101000');
    expect(rows('asap7', 'XNOR2xp5_ASAP7_75t_R')).toBe('1001');
  });
});
