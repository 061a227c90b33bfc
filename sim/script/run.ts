import type { Simulator } from '../engine/simulator.ts';
import type { Command } from './parse.ts';

/** An expectation that was not met. */
export interface Failure {
  readonly line: number;
  readonly cycle: number;
  readonly port: string;
  readonly got: bigint;
  /** Only the bits in `care` were compared. */
  readonly expected: bigint;
  readonly care: bigint;
}

export interface ScriptResult {
  readonly cycles: number;
  readonly expectations: number;
  /** How many were not met; the first ten of them are listed. */
  readonly failed: number;
  readonly failures: readonly Failure[];
}

const LISTED = 10;

/** Runs a script on one lane; goes on after a failure. Outputs are looked at settled. */
export function runScript(commands: readonly Command[], simulator: Simulator, lane = 0): ScriptResult {
  let [cycles, expectations, failed] = [0, 0, 0];
  let settled = false;
  const failures: Failure[] = [];
  const run = (command: Command): void => {
    switch (command.kind) {
      case 'set':
        simulator.set(command.port, command.value);
        settled = false;
        break;
      case 'settle':
        simulator.settle();
        settled = true;
        break;
      case 'cycle':
        simulator.cycle(command.count, command.clock);
        cycles += command.count;
        settled = true;
        break;
      case 'repeat':
        for (let time = 0; time < command.count; time += 1) for (const each of command.body) run(each);
        break;
      case 'expect': {
        if (!settled) simulator.settle();
        settled = true;
        const { line, port, pattern } = command;
        const got = simulator.get(port, lane);
        expectations += 1;
        if (((got ^ pattern.value) & pattern.care) === 0n) break;
        failed += 1;
        if (failures.length < LISTED)
          failures.push({ line, cycle: cycles, port, got, expected: pattern.value, care: pattern.care });
      }
    }
  };
  for (const command of commands) run(command);
  return { cycles, expectations, failed, failures };
}
