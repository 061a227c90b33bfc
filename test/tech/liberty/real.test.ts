import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  arcDelayPs,
  arcEnergyFj,
  arcSlewPs,
  builtInTechnology,
  type LibertyLibrary,
  readLiberty,
  type TechCell,
  type TimingArc,
} from '../../../src/tech/index.ts';
import { cellKindsOf } from '../../../src/verify/index.ts';
import { REAL } from './small-library.ts';

const folder = process.env.LMUL_LIBERTY_DIR;

/** The file of a technology's maker, where LMUL_LIBERTY_DIR has it. */
function real(name: keyof typeof REAL): { library: LibertyLibrary; seconds: number } {
  const bytes = readFileSync(join(folder as string, REAL[name]));
  const start = process.cpuUsage();
  const library = readLiberty(bytes, REAL[name]);
  // Of the processor, not of the clock: tests share the machine.
  const { user, system } = process.cpuUsage(start);
  return { library, seconds: (user + system) / 1e6 };
}

const names = (Object.keys(REAL) as (keyof typeof REAL)[]).filter(
  (name) => folder !== undefined && existsSync(join(folder, REAL[name])),
);

describe.skipIf(names.length === 0)('the Liberty files of LMUL_LIBERTY_DIR', () => {
  it.each(names)('%s is read in less than two seconds, with functions the simulator takes', (name) => {
    const { library, seconds } = real(name);
    expect(seconds).toBeLessThan(2);
    const { cells } = library.technology;
    expect(cells.length).toBeGreaterThan(50);
    expect(cellKindsOf(library.technology)).toHaveLength(cells.length);
    for (const { reason } of library.skipped) expect(reason).not.toBe('');
  });

  it.each(names)('%s: the compact table has the same facts, within a hundredth', (name) => {
    const compact = builtInTechnology(name);
    const { technology } = real(name).library;
    expect(technology.supplyVolts).toBe(compact.supplyVolts);
    expect(technology.defaultInputSlewPs / compact.defaultInputSlewPs).toBeCloseTo(1, 3);
    expect(technology.defaultOutputLoadFf / compact.defaultOutputLoadFf).toBeCloseTo(1, 3);
    const at = (
      cell: TechCell,
      figure: (arc: TimingArc, slewPs: number, loadFf: number) => number,
    ): number => {
      const arcs = cell.arcs.filter(
        ({ input }) => cell.flipFlop === undefined || input === cell.flipFlop.clock,
      );
      const values = arcs.map((arc) => figure(arc, compact.defaultInputSlewPs, compact.defaultOutputLoadFf));
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    const compared = compact.cells.flatMap((cell) => {
      const theirs = technology.cells.find((each) => each.name === cell.name);
      return theirs === undefined ? [] : [[cell, theirs] as const];
    });
    expect(compared.length).toBeGreaterThan(10);
    for (const [ours, theirs] of compared) {
      const near = (what: (cell: TechCell) => number, tolerance = 0.01): void =>
        expect(Math.abs(what(theirs) / what(ours) - 1), `${ours.name}: ${what}`).toBeLessThan(tolerance);
      near(({ areaUm2 }) => areaUm2, 1e-6);
      near(({ leakageNw }) => leakageNw);
      near(({ inputs }) => inputs.reduce((sum, { capFf }) => sum + capFf, 0));
      near((cell) => at(cell, arcDelayPs));
      near((cell) => at(cell, arcSlewPs));
      // Energies differ by how the states of a multiplexer's other inputs are weighed.
      near((cell) => at(cell, arcEnergyFj), 0.05);
      expect(theirs.flipFlop?.clear).toEqual(ours.flipFlop?.clear);
    }
  });
});
