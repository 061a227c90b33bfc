import { describe, expect, it } from 'vitest';
import { energyModel, measureEnergy } from '../../../src/measure/index.ts';
import { builtInTechnology, type TechCell, type Technology } from '../../../src/tech/index.ts';
import { alternating, conditionsOf, glitching } from './glitching.ts';

/** Numbers that are exact in binary, so that sums by hand come out to the last digit. */
const cell = (name: string, inputs: string[], text: string, d0Ps: number, energyFj: number): TechCell => ({
  name,
  areaUm2: 1,
  leakageNw: 2,
  inputs: inputs.map((pin) => ({ name: pin, capFf: 1 })),
  outputs: [{ name: 'Y', function: text }],
  arcs: inputs.map((input) => ({
    kind: 'linear',
    input,
    output: 'Y',
    d0Ps,
    kPsPerFf: 0,
    slewPs: 50,
    energyFj,
  })),
  inputEnergyFj: 0.25,
});
const round: Technology = {
  ...builtInTechnology('sky130'),
  name: 'round',
  supplyVolts: 2,
  cells: [
    cell('INV', ['A'], '!A', 20, 0.5),
    cell('AND', ['A', 'B'], 'A & B', 10, 1.5),
    cell('OR', ['A', 'B'], 'A | B', 15, 3),
  ],
};
const names = { inv: 'INV', and: 'AND', or: 'OR' };
const loads = { a_i: 2, b_i: 1, n: 1, m: 1, p_o: 4.5 };

describe('energy of a three-gate netlist', () => {
  const netlist = glitching(round, names);
  const model = energyModel(netlist, round, conditionsOf(netlist, loads), 1);

  it('is what a hand computes, to the last digit', async () => {
    // In an operation `a` and `n` toggle once. Half of the time `a` rises, and m pulses for the 20 ps of the inverter:
    // both of its edges pass the 10 ps of AND and the 15 ps of OR, two toggles in half of the operations.
    const { figures, run } = await measureEnergy(model, alternating, { periodPs: 1000 });
    expect(['a_i', 'n', 'm', 'p_o'].map((name) => run.togglesPerOp[netlist.netNames.indexOf(name)])).toEqual([
      1, 1, 1, 1,
    ]);
    expect(figures.termsFjPerOp).toEqual({
      // 1/2 C V² = 2 fJ for each fF: n 1 fF, m 1 fF, p_o 4.5 fF.
      switching: 1 * 2 + 1 * 2 + 4.5 * 2,
      internal: 0.5 + 1.5 + 3,
      registers: 0,
      // a_i 2 fF. Pins toggle 1 (inverter), 2 (AND), 1 (OR) times, outputs 3 times: one pin transition led nowhere.
      input: 2 * 2 + 0.25,
      clock: 0,
      // 3 cells x 2 nW x 1 ns = 6e-18 J.
      leakage: 0.006,
    });
    expect(figures.energyFjPerOp).toBe(22.256);
    expect(figures.halfWidthFjPerOp).toBe(0);
    expect(figures.pairs).toBe(8 * 512);
  });

  it('without delays has no pulse, with unit delays the whole one', async () => {
    const { figures } = await measureEnergy(model, alternating, { periodPs: 0 });
    // Only n switches: 2 + 0.5; input 4 and three pins less one output.
    expect(figures.zeroFjPerOp).toBe(2 + 0.5 + 4 + 2 * 0.25);
    expect(figures.unitFjPerOp).toBe(figures.energyFjPerOp);
    expect(figures.glitchFactor).toBe(18 / 2.5);
  });

  it('has no more glitches where a gate is slower than the pulse is wide', async () => {
    const slow = { ...round, cells: [...round.cells.slice(0, 2), cell('OR', ['A', 'B'], 'A | B', 21, 3)] };
    const { figures } = await measureEnergy(
      energyModel(netlist, slow, conditionsOf(netlist, loads), 1),
      alternating,
      {
        periodPs: 0,
      },
    );
    expect(figures.termsFjPerOp.switching).toBe(2 + 2);
    expect(figures.termsFjPerOp.internal).toBe(0.5 + 1.5);
  });
});

describe('energy in sky130', () => {
  const sky130 = builtInTechnology('sky130');
  const prefix = 'sky130_fd_sc_hd__';
  const netlist = glitching(sky130, { inv: `${prefix}inv_1`, and: `${prefix}and2_1`, or: `${prefix}or2_1` });

  const switching = async (loadsFf: Readonly<Record<string, number>>): Promise<number> => {
    const model = energyModel(netlist, sky130, conditionsOf(netlist, loadsFf));
    expect(model.gridPs).toBe(1);
    return (await measureEnergy(model, alternating, { periodPs: 0 })).figures.termsFjPerOp.switching;
  };

  it('charges 1/2 C V² at 1.8 V: 1.62 fJ for each fF and toggle', async () => {
    // The pulse is as wide as the inverter is slow, 40 ps, and AND2 takes 124 ps: only n toggles.
    expect(await switching(loads)).toBeCloseTo(1 * 1.62, 12);
    // Loaded with 40 fF the inverter takes 233 ps, AND2 124 ps, OR2 168 ps: everything toggles once an operation.
    expect(await switching({ ...loads, n: 40 })).toBeCloseTo((40 + 1 + 4.5) * 1.62, 12);
  });
});
