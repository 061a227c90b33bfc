import { describe, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { expectExhaustiveAgreement } from './agreement.ts';

describe('the model is the oracle', () => {
  it.each([
    'e2m5-finite',
    'e3m3-fnuz',
    'e2m4-bias3-fn',
    'e5m1-bias9-finite',
    'e4m2-bias13',
    'e3m2-bias7-finite',
    'e3m2-bias7-fnuz',
  ])('for every unit of %s on all operand pairs', (name) => {
    expectExhaustiveAgreement(parseFormat(name));
  });
});
