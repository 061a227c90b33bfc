import { describe, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { expectExhaustiveAgreement } from './agreement.ts';

describe('the model is the oracle', () => {
  it.each(['e4m3-fnuz', 'e5m2-fnuz'])('for every unit of %s on all operand pairs', (name) => {
    expectExhaustiveAgreement(parseFormat(name));
  });
});
