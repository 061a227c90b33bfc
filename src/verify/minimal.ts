import { compile, readNetlist } from '../../sim/index.ts';
import type { UnitSpec } from '../unit/index.ts';
import { type BuiltUnit, netlistAt } from './build.ts';
import { cosimulate } from './cosim.ts';
import { BLOCK_WORDS, listedStimulus } from './stimulus.ts';
import type { Counterexample } from './verdict.ts';

/**
 * The same fault on simpler operands: clears one bits as long as the pair still fails, highest first, until no single
 * one can go.
 */
export function minimal(
  spec: UnitSpec,
  built: BuiltUnit,
  found: Counterexample,
  seed: number,
): Counterexample {
  if (found.port !== 'p_o') return found;
  const { json, cells } = netlistAt(built, found.level);
  const simulator = compile(readNetlist(json, { cells }), { words: BLOCK_WORDS });
  for (let least = found; ; ) {
    const pairs = simpler(least.a, least.b);
    const a = pairs.map((pair) => pair.a);
    const b = pairs.map((pair) => pair.b);
    const next = cosimulate(spec, simulator, listedStimulus(spec, { a, b }), seed);
    if (next === undefined || next.port !== 'p_o') return least;
    least = { level: found.level, ...next };
  }
}

function simpler(a: bigint, b: bigint): { readonly a: bigint; readonly b: bigint }[] {
  return [...cleared(a).map((less) => ({ a: less, b })), ...cleared(b).map((less) => ({ a, b: less }))];
}

/** The code with each of its one bits cleared in turn, highest first. */
function cleared(code: bigint): bigint[] {
  const digits = code.toString(2);
  return [...digits].flatMap((digit, at) =>
    digit === '1' ? [code ^ (1n << BigInt(digits.length - 1 - at))] : [],
  );
}
