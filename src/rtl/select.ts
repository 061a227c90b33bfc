import type { UnitSpec } from '../unit/index.ts';
import { infText, nanText, overflowText } from './result-codes.ts';
import { type Names, type Section, unusedView } from './section.ts';
import { resultWidths, wideOverflows } from './widths.ts';

interface Case {
  readonly condition: string;
  readonly value: string;
}

/** The choice among the rounded product, the special cases and the ends of the range. */
export function selectSection(spec: UnitSpec, names: Names, target: string): Section {
  const { resMag } = resultWidths(spec);
  const mag = names('mag');
  const { encoding } = spec.format;
  const sign = names('sign');
  const zero = encoding === 'fnuz' ? `{(${resMag}+1){1'b0}}` : `{${sign}, {${resMag}{1'b0}}}`;
  const range = rangeTests(spec, mag);
  const underflows = range.some(({ name }) => name === 'underflow');
  const cases: Case[] = [];
  if (spec.contract !== 'bare') {
    if (encoding !== 'finite') cases.push({ condition: names('is_nan'), value: nanText(spec) });
    if (encoding === 'ieee') cases.push({ condition: names('is_inf'), value: infText(spec, sign) });
    cases.push({
      condition: underflows ? `(${names('is_zero')} | underflow)` : names('is_zero'),
      value: zero,
    });
    if (range.some(({ name }) => name === 'overflow'))
      cases.push({ condition: 'overflow', value: overflowText(spec, sign) });
  }
  const widest = Math.max(0, ...cases.map(({ condition }) => condition.length));
  const magBitsUsed = spec.contract === 'bare' ? mag : `${mag}[${resMag}-1:0]`;
  return {
    banner: spec.contract === 'bare' ? 'Result' : 'Select: special cases, ends of the range',
    template: 'select',
    view: {
      wires: range,
      target,
      cases: cases.map((one) => ({ ...one, condition: one.condition.padEnd(widest) })),
      final: `{${sign}, ${magBitsUsed}}`,
      unused: unusedView('mag', unusedMag(spec, mag)),
    },
  };
}

/** High bits of the magnitude that a unit cannot set, or that say nothing new. */
function unusedMag(spec: UnitSpec, mag: string): string {
  if (spec.contract !== 'full') return '';
  if (spec.product === 'add') return `${mag}[SumBits-1:MagBits+1]`;
  const { resMag } = resultWidths(spec);
  return spec.output === 'wide' && !wideOverflows(spec) ? `${mag}[SumBits-1:${resMag}]` : '';
}

interface RangeTest {
  readonly name: 'underflow' | 'overflow';
  readonly value: string;
}

function rangeTests(spec: UnitSpec, mag: string): RangeTest[] {
  const { resMan, resMag } = resultWidths(spec);
  const { encoding } = spec.format;
  const notANumber = {
    ieee: `(&${mag}[${resMag}-1:${resMan}])`,
    fn: `(&${mag}[${resMag}-1:0])`,
    fnuz: '',
    finite: '',
  }[encoding];
  const either = (beyond: string): string => (notANumber === '' ? beyond : `${beyond} | ${notANumber}`);
  const closed = spec.output === 'closed';
  // A sum has at most one carry into bit MagBits; rounding reaches no further.
  if (spec.product === 'add' && spec.contract === 'full')
    return [{ name: 'overflow', value: either(`${mag}[MagBits]`) }];
  switch (spec.contract) {
    case 'bare':
      return [];
    case 'flush':
      if (!closed)
        return wideOverflows(spec) ? [{ name: 'overflow', value: either(`${mag}[SumBits-1]`) }] : [];
      return [
        { name: 'underflow', value: `${mag}[SumBits-1] | ~(|${mag}[SumBits-2:${resMan}])` },
        // A negative exponent is an underflow, which is asked first.
        {
          name: 'overflow',
          value: either(spec.product === 'add' ? `(|${mag}[SumBits-2:MagBits])` : `${mag}[SumBits-2]`),
        },
      ];
    case 'full': {
      const overflow: RangeTest = { name: 'overflow', value: either(`(|${mag}[SumBits-1:${resMag}])`) };
      const vanished: RangeTest = { name: 'underflow', value: `~(|${mag})` };
      // Only fnuz cares: a product that rounds to zero loses its sign.
      return [
        ...(encoding === 'fnuz' ? [vanished] : []),
        ...(closed || wideOverflows(spec) ? [overflow] : []),
      ];
    }
  }
}
