import type { MacSpec } from '../unit/index.ts';
import { macInputs } from './mac-inputs.ts';
import { type MacInputs, type MacMachine, type MacState, machineOf } from './mac-machine.ts';

/** One clock cycle of all streams: what goes in, and the state the model says it leaves. */
export type MacStep = MacInputs & MacState;

/** The cycles a multiply-accumulate unit is held against its model on. */
export function* macSteps(
  spec: MacSpec,
  seed: number,
  machine: MacMachine = machineOf(spec),
): Generator<MacStep> {
  for (const inputs of macInputs(spec, seed)) yield { ...inputs, ...machine(inputs) };
}
