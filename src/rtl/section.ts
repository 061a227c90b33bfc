import type { Rounding } from '../format/index.ts';
import { hasRoundStep, type UnitSpec } from '../unit/index.ts';

/** A stretch of the datapath: a banner, the template that draws it, and the view it is given. */
export interface Section {
  readonly banner: string;
  readonly template: string;
  readonly view: object;
}

/** The one-line frame above a section; it ends where the header's rule ends. */
export function bannerLine(title: string): string {
  return `// --- ${title} ${'-'.repeat(Math.max(3, 97 - title.length - 8))}`;
}

/** A signal that may cross a register: its name and its range as Verilog text (empty for one bit). */
export interface Signal {
  readonly name: string;
  readonly range: string;
}

/** The name by which a signal is visible at some point of the datapath: registers rename it. */
export type Names = (signal: string) => string;

/** Special cases the decode stage tells apart under this contract and encoding. */
export function specialSignals({ contract, format }: UnitSpec): Signal[] {
  if (contract === 'bare') return [];
  const names = ['is_zero'];
  if (format.encoding === 'ieee') names.push('is_inf');
  if (format.encoding !== 'finite') names.push('is_nan');
  return names.map((name) => ({ name, range: '' }));
}

export interface RoundingView {
  /** What is added to the kept bits, or nothing. */
  readonly increment: string;
  /** The bits that sum looks at. */
  readonly needs: { readonly odd: boolean; readonly guard: boolean; readonly sticky: boolean };
}

/** When a rounding mode adds one in the last place, as Verilog text; undefined where it never does. */
export function roundingRule(
  rounding: Rounding | 'none',
  sign: string,
  hasSticky: boolean,
): string | undefined {
  const some = hasSticky ? '(guard | sticky)' : 'guard';
  return {
    none: undefined,
    rtz: undefined,
    rne: hasSticky ? 'guard & (sticky | odd)' : 'guard & odd',
    rna: 'guard',
    rup: `~${sign} & ${some}`,
    rdn: `${sign} & ${some}`,
  }[rounding];
}

/** Which bits below the last place a rounding mode looks at, and when it adds one. */
export function roundingView(rounding: Rounding | 'none', sign: string, hasSticky: boolean): RoundingView {
  const rule = roundingRule(rounding, sign, hasSticky);
  const increment = rule === undefined ? '' : `\n    + {{(SumBits-1){1'b0}}, ${rule}}`;
  return {
    increment,
    needs: {
      odd: rounding === 'rne',
      guard: rule !== undefined,
      sticky: hasSticky && rule !== undefined && rounding !== 'rna',
    },
  };
}

/** Name and width of the unrounded product: it is already `mag` where nothing rounds after it. */
export function productView(spec: UnitSpec): { product: string; bits: string } {
  return hasRoundStep(spec) ? { product: 'raw', bits: 'RawBits' } : { product: 'mag', bits: 'SumBits' };
}

/** The signal that leaves the product stage. */
export function productSignal(spec: UnitSpec): Signal {
  const { product, bits } = productView(spec);
  return { name: product, range: `[${bits}-1:0]` };
}

/** The signals that cross a register after the product. */
export function productSignals(spec: UnitSpec): Signal[] {
  return [{ name: 'sign', range: '' }, productSignal(spec), ...specialSignals(spec)];
}

/** Bits nothing looks at, as a wire whose name tells a linter that it is meant. */
export function unusedView(name: string, bits: string): { name: string; bits: string }[] {
  return bits === '' ? [] : [{ name, bits }];
}
