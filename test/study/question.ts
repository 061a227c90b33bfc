import { parseFormat } from '../../src/format/index.ts';
import type { Question } from '../../src/study/index.ts';

/** Does it pay on e4m3, for products alone, within 4 %? No other widths. */
export const question: Question = {
  format: parseFormat('e4m3'),
  contract: 'flush',
  budget: 0.04,
  metric: 'mred',
  level: { kind: 'element' },
  target: 'gates',
  cost: 'area',
  widths: [],
};
