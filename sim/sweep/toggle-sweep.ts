import { availableParallelism } from 'node:os';
import { checkRange } from '../engine/options.ts';
import { inThread } from './in-thread.ts';
import { CALL_STEPS } from './runner.ts';
import type { Range } from './slices.ts';
import type { ToggleProgram } from './toggle-program.ts';
import { countRange, startToggles } from './toggle-runner.ts';

/** How often a net changed its settled value. */
export interface NetToggles {
  /** As in the netlist: `carry[3]`. */
  readonly name: string;
  readonly toggles: number;
}

export interface ToggleCounts {
  /** Every net but constants and clocks, in the order of the netlist. */
  readonly nets: readonly NetToggles[];
  /** From how many vectors to the next the counts are. */
  readonly transitions: number;
}

/** Value operations below which a thread costs more than it saves. */
const WORTH_THREADS = 2e8;

/**
 * Runs a toggle program: all its steps, in several threads where it pays. The same counts whatever the threads:
 * random vectors are counted in stretches of 256 of a lane, a clocked design runs in one thread.
 */
export async function runToggleSweep(
  program: ToggleProgram,
  options: { readonly threads?: number } = {},
): Promise<ToggleCounts> {
  const { steps, lanes, values, clocked, chained, nets } = program;
  const work = values * program.groups * steps;
  const wanted = options.threads ?? (work < WORTH_THREADS ? 1 : availableParallelism());
  checkRange('threads', wanted, 1, 256);
  const ranges = clocked ? [{ from: 0, to: steps }] : shares(program, wanted);
  const counts =
    ranges.length === 1
      ? [countRange({ program, range: ranges[0]! })]
      : await Promise.all(
          ranges.map((range) => inThread<BigInt64Array>('toggle-worker', { program, range })),
        );
  if (chained) counts.push(countJoins(program));
  const togglesOf = (follows: ToggleProgram['nets'][number]['follows']): number => {
    if (follows === 'nothing') return 0;
    if ('indexBit' in follows) return togglesOfCounter(program, follows.indexBit);
    return counts.reduce((sum, each) => sum + Number(each[follows.value]!), 0);
  };
  return {
    nets: nets.map(({ name, follows }) => ({ name, toggles: togglesOf(follows) })),
    transitions: chained ? lanes * steps - 1 : lanes * (steps - stretchesOf(program)),
  };
}

/** Bit k of a counter changes with every 2^k th number. A lane that is not chained to the next counts by itself. */
const togglesOfCounter = ({ chained, lanes, steps }: ToggleProgram, bit: number): number =>
  chained ? Math.floor((lanes * steps - 1) / 2 ** bit) : lanes * Math.floor((steps - 1) / 2 ** bit);

/** How often counting begins anew in a lane. */
const stretchesOf = ({ random, clocked, steps }: ToggleProgram): number =>
  random === undefined || clocked ? 1 : Math.ceil(steps / CALL_STEPS);

/** The steps in about equal parts. Where vectors follow each other, a part begins with the last step of the one before. */
function shares({ steps, random }: ToggleProgram, parts: number): Range[] {
  const size = CALL_STEPS * Math.max(1, Math.ceil(steps / parts / CALL_STEPS));
  const overlap = random === undefined ? 1 : 0;
  return Array.from({ length: Math.ceil(steps / size) }, (_, part) => ({
    from: Math.max(0, part * size - overlap),
    to: Math.min(steps, (part + 1) * size),
  }));
}

function countJoins(program: ToggleProgram): BigInt64Array {
  const runner = startToggles(program);
  runner.joinLanes();
  return runner.counts();
}
