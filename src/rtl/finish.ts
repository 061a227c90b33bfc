import { rounds, type UnitSpec } from '../unit/index.ts';
import {
  type Names,
  productSignal,
  roundingView,
  type Section,
  type Signal,
  specialSignals,
} from './section.ts';
import { droppedBits, resultWidths, wideOverflows } from './widths.ts';

/** Rounding to the result's mantissa; under `full` into the subnormal range first. */
export function roundSection(spec: UnitSpec, names: Names): Section {
  const full = spec.contract === 'full';
  const { resMan } = resultWidths(spec);
  const mode = rounds(spec) ? spec.rounding : 'none';
  const rounding = roundingView(mode, names('sign'), full || droppedBits(spec) > 1);
  return {
    banner: `${full ? 'Round, into the subnormal range where need be' : 'Round'}${mode === 'none' ? '' : `: ${mode}`}`,
    template: full ? 'denormalise' : 'round',
    view: {
      raw: names('raw'),
      resMan,
      significand: significandText(spec, names('raw')),
      sticky: `|${names('raw')}[FracBits-${resMan}-2:0]`,
      ...rounding,
      unused: unusedView(full ? 'work' : 'raw', unusedRounding(spec, rounding.needs, resMan, names('raw'))),
    },
  };
}

function significandText(spec: UnitSpec, raw: string): string {
  const fraction = `${raw}[FracBits-1:0]`;
  if (spec.product === 'exact') return `{1'b1, ${fraction}}`;
  const room = spec.output === 'wide' || spec.form === 'adder' ? "2'b00" : "1'b0";
  return `{1'b1, ${fraction}, ${room}}`;
}

/** Bits a rounding mode does not look at, named so that a linter knows it is meant. */
function unusedRounding(
  spec: UnitSpec,
  needs: { guard: boolean; sticky: boolean; odd: boolean },
  resMan: string,
  raw: string,
): string {
  const [source, fraction] = spec.contract === 'full' ? ['work', 'WorkBits'] : [raw, 'FracBits'];
  if (spec.contract === 'full' && spec.product === 'exact' && spec.output === 'wide') return '';
  if (!needs.guard) return `${source}[${fraction}-${resMan}-1:0]`;
  const dropsMore = spec.contract === 'full' || droppedBits(spec) > 1;
  return !needs.sticky && dropsMore ? `${source}[${fraction}-${resMan}-2:0]` : '';
}

function unusedView(name: string, bits: string): { name: string; bits: string }[] {
  return bits === '' ? [] : [{ name, bits }];
}

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
      unused: unusedView(
        'mag',
        spec.contract === 'full' && spec.output === 'wide' && !wideOverflows(spec)
          ? `${mag}[SumBits-1:${resMag}]`
          : '',
      ),
    },
  };
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
  switch (spec.contract) {
    case 'bare':
      return [];
    case 'flush':
      if (!closed)
        return wideOverflows(spec) ? [{ name: 'overflow', value: either(`${mag}[SumBits-1]`) }] : [];
      return [
        { name: 'underflow', value: `${mag}[SumBits-1] | ~(|${mag}[SumBits-2:${resMan}])` },
        // A negative exponent is an underflow, which is asked first.
        { name: 'overflow', value: either(`${mag}[SumBits-2]`) },
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

function nanText(spec: UnitSpec): string {
  const { resMan, resMag } = resultWidths(spec);
  if (spec.format.encoding === 'fnuz') return `{1'b1, {${resMag}{1'b0}}}`;
  if (spec.format.encoding === 'fn') return `{1'b0, {${resMag}{1'b1}}}`;
  return `{1'b0, {${resMag}{1'b1}} << (${resMan} - 1)}`;
}

function infText(spec: UnitSpec, sign: string): string {
  const { resExp, resMan } = resultWidths(spec);
  return `{${sign}, {${resExp}{1'b1}}, {${resMan}{1'b0}}}`;
}

function largestText(spec: UnitSpec, sign: string): string {
  const { resExp, resMan, resMag } = resultWidths(spec);
  switch (spec.format.encoding) {
    case 'ieee':
      return `{${sign}, {(${resExp}-1){1'b1}}, 1'b0, {${resMan}{1'b1}}}`;
    case 'fn':
      return `{${sign}, {(${resMag}-1){1'b1}}, 1'b0}`;
    case 'fnuz':
    case 'finite':
      return `{${sign}, {${resMag}{1'b1}}}`;
  }
}

/** Flush saturates; full follows the encoding, and a directed rounding toward zero stays at the largest number. */
function overflowText(spec: UnitSpec, sign: string): string {
  const largest = largestText(spec, sign);
  const { encoding } = spec.format;
  if (spec.contract === 'flush' || spec.overflow === 'saturate' || encoding === 'finite') return largest;
  const outward = encoding === 'ieee' ? infText(spec, sign) : nanText(spec);
  switch (spec.rounding) {
    case 'rne':
    case 'rna':
      return outward;
    case 'rtz':
      return largest;
    case 'rup':
      return bySign(sign, largest, outward);
    case 'rdn':
      return bySign(sign, outward, largest);
  }
}

/** One value for negative products and one for positive; on lines of their own, or they leave the page. */
function bySign(sign: string, negative: string, positive: string): string {
  return `(${sign}\n      ? ${negative}\n      : ${positive})`;
}

export function productSignals(spec: UnitSpec): Signal[] {
  return [{ name: 'sign', range: '' }, productSignal(spec), ...specialSignals(spec)];
}

export function roundedSignals(spec: UnitSpec): Signal[] {
  return [{ name: 'sign', range: '' }, { name: 'mag', range: '[SumBits-1:0]' }, ...specialSignals(spec)];
}
