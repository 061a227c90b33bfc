import type { Simulator } from '../../sim/index.ts';
import { Random } from '../random.ts';
import { compareBlock, type Difference } from './compare.ts';
import { differingLane } from './lanes.ts';
import { BLOCK_LANES, BLOCK_WORDS, type Stimulus } from './stimulus.ts';

/** What went in at a cycle: a block of pairs, and the lanes in which it was valid. */
interface Fed {
  readonly blockIndex: number;
  readonly valid: Int32Array;
}

/**
 * Feeds every block twice with complementary random valid masks, so that each pair is valid exactly once and every
 * lane sees random gaps. Every cycle: `valid_o` is the mask of `latency` cycles ago, and where it is set `p_o` is the
 * model's result. Before that, operands under reset must leave no valid result behind.
 */
export function cosimulatePipeline(
  simulator: Simulator,
  stimulus: Stimulus,
  latency: number,
  seed: number,
): Difference {
  const random = new Random(seed);
  const history: (Fed | undefined)[] = [];
  let cycle = 0;

  const step = (fed: Fed | undefined): Difference => {
    history.push(fed);
    if (fed !== undefined) {
      const block = stimulus.blocks[fed.blockIndex] as Stimulus['blocks'][number];
      simulator.setBits('a_i', block.a);
      simulator.setBits('b_i', block.b);
    }
    simulator.setBits('valid_i', fed?.valid ?? new Int32Array(BLOCK_WORDS));
    simulator.cycle();
    cycle += 1;
    return check(history[history.length - latency]);
  };

  const check = (due: Fed | undefined): Difference => {
    const expectedValid = due?.valid ?? new Int32Array(BLOCK_WORDS);
    const validOut = simulator.getBits('valid_o');
    const lane = differingLane(validOut, expectedValid, BLOCK_LANES);
    if (lane !== undefined) return { ...wrongValid(stimulus, due, lane, validOut), cycle };
    if (due === undefined) return undefined;
    const block = stimulus.blocks[due.blockIndex] as Stimulus['blocks'][number];
    const found = compareBlock(simulator.getBits('p_o'), block, due.blockIndex, stimulus, due.valid);
    return found === undefined ? undefined : { ...found, cycle };
  };

  simulator.reset();
  const resetFault = holdInReset(simulator, latency);
  if (resetFault !== undefined) return resetFault;
  for (const blockIndex of stimulus.blocks.keys()) {
    const mask = Int32Array.from({ length: BLOCK_WORDS }, () => random.next32());
    for (const valid of [mask, mask.map((word) => ~word)]) {
      const found = step({ blockIndex, valid });
      if (found !== undefined) return found;
    }
  }
  for (let drain = 0; drain < latency; drain++) {
    const found = step(undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Valid operands during reset must not come out as valid, neither during it nor after. */
function holdInReset(simulator: Simulator, latency: number): Difference {
  simulator.set('rst_ni', 0n);
  simulator.set('valid_i', 1n);
  simulator.set('a_i', 0n);
  simulator.set('b_i', 0n);
  simulator.cycle(latency + 1);
  const leaked =
    differingLane(simulator.getBits('valid_o'), new Int32Array(BLOCK_WORDS), BLOCK_LANES) !== undefined;
  simulator.set('rst_ni', 1n);
  return leaked ? { a: 0n, b: 0n, port: 'valid_o', expected: 0n, got: 1n, cycle: 0 } : undefined;
}

function wrongValid(
  stimulus: Stimulus,
  due: Fed | undefined,
  lane: number,
  got: Int32Array,
): NonNullable<Difference> {
  const index = Math.min(stimulus.count - 1, (due?.blockIndex ?? 0) * BLOCK_LANES + lane);
  const bit = ((got[lane >> 5] as number) >>> (lane & 31)) & 1;
  return { ...stimulus.operandsAt(index), port: 'valid_o', expected: BigInt(1 - bit), got: BigInt(bit) };
}
