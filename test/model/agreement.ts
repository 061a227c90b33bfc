import { expect } from 'vitest';
import { type Format, widthOf } from '../../src/format/index.ts';
import { modelOf, oracleOf } from '../../src/model/index.ts';
import { behaviourKey, shortName, type UnitSpec } from '../../src/unit/index.ts';
import { everySpec } from './units-under-test.ts';

/** Asserts that every spec of the format agrees with the oracle on every operand pair; the oracle runs once per behaviour. */
export function expectExhaustiveAgreement(format: Format): void {
  const byBehaviour = new Map<string, UnitSpec[]>();
  for (const spec of everySpec(format)) {
    const key = behaviourKey(spec);
    byBehaviour.set(key, [...(byBehaviour.get(key) ?? []), spec]);
  }
  for (const specs of byBehaviour.values()) expectAgreementOfOneBehaviour(format, specs);
}

function expectAgreementOfOneBehaviour(format: Format, specs: readonly UnitSpec[]): void {
  const oracle = oracleOf(specs[0] as UnitSpec);
  const models = specs.map((spec) => ({ name: shortName(spec), compute: modelOf(spec) }));
  const size = 1n << BigInt(widthOf(format));
  for (let a = 0n; a < size; a++)
    for (let b = 0n; b < size; b++) {
      const expected = oracle(a, b);
      for (const { name, compute } of models)
        if (compute(a, b) !== expected)
          expect.fail(`${name}: ${a} x ${b} is ${compute(a, b)} in the model, ${expected} in the oracle`);
    }
}
