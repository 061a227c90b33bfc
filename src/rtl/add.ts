import type { AddSpec } from '../unit/index.ts';
import {
  type Names,
  roundingRule,
  roundingView,
  type Section,
  type Signal,
  specialSignals,
  unusedView,
} from './section.ts';

/** Operands by magnitude, with what they mean, and the smaller significand moved to the larger one. */
export function alignSections(spec: AddSpec, names: Names): Section[] {
  const { encoding } = spec.format;
  return [
    {
      banner: 'Order: the larger magnitude first',
      template: 'add-order',
      view: {
        a: names('a_i'),
        b: names('b_i'),
        full: spec.contract === 'full',
        ieee: encoding === 'ieee',
        fn: encoding === 'fn',
        fnuz: encoding === 'fnuz',
      },
    },
    { banner: 'Align: the smaller significand to the larger', template: 'add-align', view: {} },
  ];
}

export function alignedSignals(spec: AddSpec): Signal[] {
  return [
    ...signalsOfLarger(spec),
    { name: 'sig_l', range: '[ManBits:0]' },
    { name: 'aligned', range: '[TermBits-1:0]' },
  ];
}

export function sumSection(_spec: AddSpec, names: Names): Section {
  return {
    banner: 'Add: or subtract, where the signs differ',
    template: 'add-sum',
    view: {
      sig_l: names('sig_l'),
      aligned: names('aligned'),
      subtract_bits: `{(TermBits+2){${names('subtract')}}}`,
      unused: unusedView('total', 'total[0]'),
    },
  };
}

export function sumSignals(spec: AddSpec): Signal[] {
  return [...signalsOfLarger(spec), { name: 'sum', range: '[TermBits:0]' }];
}

/** What goes past the adder: the zero of a sum is only known behind it. */
function signalsOfLarger(spec: AddSpec): Signal[] {
  return [
    { name: 'sign_l', range: '' },
    { name: 'subtract', range: '' },
    { name: 'exp_l', range: '[ExpBits-1:0]' },
    ...specialSignals(spec).filter(({ name }) => name !== 'is_zero'),
  ];
}

export function normaliseSections(spec: AddSpec, names: Names): Section[] {
  const full = spec.contract === 'full';
  const [signL, subtract] = [names('sign_l'), names('subtract')];
  const down = spec.rounding === 'rdn';
  const { needs } = roundingView(spec.rounding, 'sign', true);
  return [
    {
      banner: 'Normalise: the leading one to the left',
      template: 'add-normalise',
      view: {
        full,
        exp_l: names('exp_l'),
        wide_exp_l: `{{(WorkExpBits-ExpBits){1'b0}}, ${names('exp_l')}}`,
        sum: names('sum'),
        cancelled: down ? 'rounding down, to -0' : 'to +0',
        is_zero: full ? `~(|${names('sum')})` : '~hidden',
        sign: down ? `${signL} | (is_zero & ${subtract})` : `${signL} & ~(is_zero & ${subtract})`,
      },
    },
    {
      banner: `Round: ${spec.rounding}`,
      template: 'add-round',
      view: { needs, increment: incrementText(spec), unused: unusedView('normal', unusedPlaces(needs)) },
    },
  ];
}

/** The hidden one at the exponent's last place, with the carry of the rounding; under flush a sum without is a zero. */
function incrementText({ contract, rounding }: AddSpec): string {
  const hidden = `({{(SumBits-1){1'b0}}, ${contract === 'full' ? 'hidden' : "1'b1"}} << ManBits)`;
  const rule = roundingRule(rounding, 'sign', true);
  return rule === undefined ? hidden : `(${hidden} | {{(SumBits-1){1'b0}}, ${rule}})`;
}

function unusedPlaces({ guard, sticky }: { guard: boolean; sticky: boolean }): string {
  if (!guard) return 'normal[GuardBits:0]';
  return sticky ? '' : 'normal[GuardBits-1:0]';
}
