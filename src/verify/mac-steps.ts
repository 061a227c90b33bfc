import { type MacSpec, macName } from '../unit/index.ts';
import { macInputs } from './mac-inputs.ts';
import { isSliced, type MacInputs, type MacMachine, type MacState, machineOf } from './mac-machine.ts';

/** One clock cycle of all streams: what goes in, and the state the model says it leaves. */
export type MacStep = MacInputs & MacState;

/** The cycles a multiply-accumulate unit is held against its model on. */
export function* macSteps(spec: MacSpec, seed: number, machine?: MacMachine): Generator<MacStep> {
  if (machine === undefined && !isSliced(spec)) yield* plainSteps(spec, seed);
  else yield* stepsOf(spec, seed, machine ?? machineOf(spec));
}

function* stepsOf(spec: MacSpec, seed: number, machine: MacMachine): Generator<MacStep> {
  for (const inputs of macInputs(spec, seed)) yield { ...inputs, ...machine(inputs) };
}

/**
 * The latest pass of the model that takes one stream after the other, a minute for 32 lanes: the same unit is checked
 * again with its stages kept apart.
 */
let latest: { readonly pass: string; readonly steps: readonly MacStep[] } | undefined;

function* plainSteps(spec: MacSpec, seed: number): Generator<MacStep> {
  const pass = `${macName(spec)} ${seed}`;
  if (latest?.pass === pass) return yield* latest.steps;
  const steps: MacStep[] = [];
  for (const step of stepsOf(spec, seed, machineOf(spec))) {
    steps.push(step);
    yield step;
  }
  latest = { pass, steps };
}
