import { type FixedSpec, fixedBits } from '../../unit/index.ts';
import { rangeOf } from '../mac-widen.ts';
import { type Section, unusedView } from '../section.ts';

/** Whether a half is one more dot of the Dadda tree: rounding then only drops bits. */
export function halfIsADot({ rounding, architecture }: FixedSpec): boolean {
  return rounding === 'half-up' && architecture === 'array';
}

/** From the whole product to one of the operands' format: rounded once, then kept within its ends. */
export function fixedSections(spec: FixedSpec): Section[] {
  const { integerBits, fractionBits } = spec;
  const bits = fixedBits(spec);
  const width = 2 * bits - fractionBits;
  const { needs, rule, unused } = roundingOf(spec, 2 * bits - 1);
  const kept = `product[${2 * bits - 1}:${fractionBits}]`;
  return [
    {
      banner: 'Round',
      template: 'fixed-round',
      view: {
        integers: 2 * integerBits + 1,
        fraction: fractionBits,
        bits: needs,
        range: rangeOf(width),
        rounded: rule === '' ? kept : `${kept} + {${width - 1}'d0, ${rule}}`,
        unused: unusedView('product', unused),
      },
    },
    {
      banner: 'Saturate',
      template: 'fixed-saturate',
      view: {
        top: width - 1,
        msb: bits - 1,
        when: `rounded[${width - 2}:${bits - 1}] != {${width - bits}{sign}}`,
        end: `{sign, {${bits - 1}{~sign}}}`,
      },
    },
  ];
}

interface RoundingText {
  readonly needs: readonly { readonly name: string; readonly value: string }[];
  /** When one is added in the last place. */
  readonly rule: string;
  /** Bits nothing looks at. */
  readonly unused: string;
}

function roundingOf(spec: FixedSpec, top: number): RoundingText {
  const { fractionBits: n, rounding } = spec;
  const below = (bits: number): string => (bits === 1 ? 'product[0]' : `product[${bits - 1}:0]`);
  const bit = (name: string, value: string): RoundingText['needs'][number] => ({ name, value });
  const guard = bit('guard', `product[${n - 1}]`);
  switch (rounding) {
    case 'rdn':
      return { needs: [], rule: '', unused: below(n) };
    case 'rtz':
      return { needs: [bit('inexact', `|${below(n)}`)], rule: `product[${top}] & inexact`, unused: '' };
    case 'half-up':
      if (halfIsADot(spec)) return { needs: [], rule: '', unused: below(n) };
      return { needs: [guard], rule: 'guard', unused: n === 1 ? '' : below(n - 1) };
    case 'rne': {
      const odd = bit('odd', `product[${n}]`);
      if (n === 1) return { needs: [guard, odd], rule: 'guard & odd', unused: '' };
      const sticky = bit('sticky', `|${below(n - 1)}`);
      return { needs: [guard, sticky, odd], rule: 'guard & (sticky | odd)', unused: '' };
    }
  }
}
