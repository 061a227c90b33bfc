import { ORDERINGS } from '../kernel/ordering.ts';
import { compileSweep, type SweepDesign, type SweepProgram } from './program.ts';
import { type SweepRunner, startSweep } from './runner.ts';

/** Until V8's better code of a program stands. */
const WARM_UP_MS = 30;
/** Of a round of each. */
const ROUND_MS = 4;
const ROUNDS = 6;
/** Steps of a call: long enough for the clock, short beside a round. */
const STEPS = 64;

/**
 * The program of a sweep that runs fastest on this machine, of all orders of its operations: tried on the sweep itself,
 * for a third of a second and what it takes to compile it as often. Every one finds the same; it saves a few per cent
 * of runs of half a minute and more. Throws as `compileSweep` does.
 */
export function tuneSweep(design: SweepDesign): SweepProgram {
  const trials = ORDERINGS.map((ordering) => {
    const program = compileSweep({ ...design, ordering });
    return { program, runner: startSweep(program), best: Number.POSITIVE_INFINITY };
  });
  for (const { runner } of trials) secondsPerStep(runner, WARM_UP_MS);
  // In turn, and the best of each: what slows the machine for a while is nobody's fault.
  for (let round = 0; round < ROUNDS; round += 1)
    for (const trial of trials) trial.best = Math.min(trial.best, secondsPerStep(trial.runner, ROUND_MS));
  return trials.reduce((fastest, trial) => (trial.best < fastest.best ? trial : fastest)).program;
}

function secondsPerStep(runner: SweepRunner, milliseconds: number): number {
  const start = performance.now();
  let steps = 0;
  let passed = 0;
  while (passed < milliseconds) {
    runner.run(steps, STEPS);
    steps += STEPS;
    passed = performance.now() - start;
  }
  return passed / 1000 / steps;
}
