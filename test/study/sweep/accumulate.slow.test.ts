import { afterAll, expect, it } from 'vitest';
import { isMeasured, parseStudy, planOf, sweep } from '../../../src/study/index.ts';
import { closeTools } from '../../../src/tools/index.ts';

afterAll(closeTools);

it('a sweep measures units that accumulate: the error of their products, area, delay, and energy by the clock', async () => {
  const study = parseStudy(
    JSON.stringify({
      name: 'accumulate',
      formats: ['e2m1'],
      units: [{ product: 'lmul' }, { product: 'exact' }],
      levels: [{ kind: 'mac', accumulator: 'kulisch', guardBits: 2 }],
      targets: ['gates', 'cells:asap7'],
      recipes: ['ripple-dc2'],
      precision: 0.05,
    }),
    'accumulate.json',
  );
  const outcomes = await sweep(study, planOf(study));
  expect(outcomes.map((outcome) => outcome.kind)).toEqual(['measured', 'measured', 'measured', 'measured']);
  const [lmulGates, lmulCells, , exactCells] = outcomes.filter(isMeasured);
  // The error of one mantissa bit: 3/8 of L-Mul, as of the product alone.
  expect(lmulGates!.error.mred).toBeCloseTo(0.375, 12);
  expect(lmulGates!.costs.aigNodes).toBeGreaterThan(100);
  expect(lmulCells!.extent.kind).toBe('streams');
  for (const { costs, energies, missing } of [lmulCells!, exactCells!]) {
    expect(missing).toBeUndefined();
    expect(costs.areaUm2).toBeGreaterThan(1);
    expect(costs.energyFjPerOp).toBe(energies![0]!.figures.energyFjPerOp);
    // A register takes energy every clock.
    expect(energies![0]!.figures.termsFjPerOp.clock).toBeGreaterThan(0);
  }
});
