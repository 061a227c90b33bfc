import { expect } from 'vitest';
import { type Format, widthOf } from '../../src/format/index.ts';
import { modelOf, oracleOf } from '../../src/model/index.ts';
import { behaviourKey, shortName, type UnitSpec } from '../../src/unit/index.ts';
import { everySpec } from './units-under-test.ts';

/**
 * Asserts that the model of every spec agrees with the oracle on all operand pairs, in both orders. The oracle runs
 * once per unordered pair and behaviour; it is itself commutative (see laws.test.ts).
 */
export function expectExhaustiveAgreement(
  format: Format,
  specs: readonly UnitSpec[] = everySpec(format),
): void {
  const size = 1n << BigInt(widthOf(format));
  for (const judge of judgesOf(specs))
    for (let a = 0n; a < size; a++) for (let b = 0n; b <= a; b++) judge(a, b);
}

/** Asserts that the specs agree with their oracles on these pairs, in both orders. */
export function expectAgreementOn(
  pairs: readonly (readonly [bigint, bigint])[],
  specs: readonly UnitSpec[],
): void {
  for (const judge of judgesOf(specs)) for (const [a, b] of pairs) judge(a, b);
}

type Judge = (a: bigint, b: bigint) => void;

/** One judge per behaviour: asks its oracle once and then every model that promises the same. */
function judgesOf(specs: readonly UnitSpec[]): Judge[] {
  const byBehaviour = new Map<string, UnitSpec[]>();
  for (const spec of specs) {
    const key = behaviourKey(spec);
    byBehaviour.set(key, [...(byBehaviour.get(key) ?? []), spec]);
  }
  return [...byBehaviour.values()].map(judgeOf);
}

function judgeOf(specs: readonly UnitSpec[]): Judge {
  const oracle = oracleOf(specs[0] as UnitSpec);
  const models = specs.map((spec) => ({ name: shortName(spec), compute: modelOf(spec) }));
  return (a, b) => {
    const expected = oracle(a, b);
    for (const { name, compute } of models) {
      if (compute(a, b) !== expected) fail(name, a, b, compute(a, b), expected);
      if (compute(b, a) !== expected) fail(name, b, a, compute(b, a), expected);
    }
  };
}

function fail(name: string, a: bigint, b: bigint, model: bigint, oracle: bigint): never {
  const hex = (code: bigint): string => `0x${code.toString(16)}`;
  expect.fail(`${name}: ${hex(a)} x ${hex(b)} is ${hex(model)} in the model, ${hex(oracle)} in the oracle`);
}
