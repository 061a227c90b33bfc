import { expect, it } from 'vitest';
import { compileSweep, readNetlist, runSweep } from '../../sim/index.ts';
import { design } from './support.ts';

it('a sweep of logic that folds to a constant, or to an input, is run and finds its wrong steps', async () => {
  for (const [bit, wrongStep] of [
    ['1', 0],
    [2, 0],
    ['0', undefined],
  ] as const) {
    const netlist = readNetlist(
      design({
        ports: {
          a: { direction: 'input', bits: Array.from({ length: 16 }, (_, index) => index + 2) },
          fail: { direction: 'output', bits: [bit] },
        },
      }),
    );
    const inputs = { a: { firstBit: 0 } };
    const program = compileSweep({
      netlist,
      indexBits: 16,
      inputs,
      expected: ({ zero }) => ({ fail: [zero] }),
    });
    const { right, wrong } = await runSweep(program);
    expect([wrong?.step, right.to]).toEqual([wrongStep, wrongStep ?? program.steps]);
  }
});
