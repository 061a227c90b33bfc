import { Diagnostic } from '../../diagnostic.ts';
import type { Group } from './parse.ts';

/** What a number of the file is in our units. */
export interface Units {
  readonly ps: number;
  readonly fF: number;
  readonly nW: number;
  /** Internal power tables hold energies, in capacitance times voltage squared. */
  readonly fJ: number;
}

const PREFIXES: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  u: 1e-6,
  n: 1e-9,
  p: 1e-12,
  f: 1e-15,
};

/** @throws Diagnostic `liberty/unit` for a unit that is missing or that is none */
export function unitsOf({ attributes }: Group, file: string): Units {
  const scale = (attribute: string, text: string | undefined, symbol: string): number => {
    const [, number, prefix] =
      new RegExp(`^\\s*([\\d.eE+-]+)\\s*([munpf]?)${symbol}\\s*$`, 'i').exec(text ?? '') ?? [];
    const factor = PREFIXES[prefix?.toLowerCase() ?? ''];
    if (number === undefined || !(Number(number) > 0) || factor === undefined) {
      throw new Diagnostic({
        code: 'liberty/unit',
        text: `${file}: ${attribute} is missing, or is no unit.`,
        got: text ?? 'nothing',
        wayOut: `a line such as ${EXAMPLES[attribute]}`,
      });
    }
    return Number(number) * factor;
  };
  const load = attributes.get('capacitive_load_unit')?.join('');
  const one = (attribute: string, symbol: string): number =>
    scale(attribute, attributes.get(attribute)?.[0], symbol);
  const farad = scale('capacitive_load_unit', load, 'f');
  const volts = attributes.has('voltage_unit') ? one('voltage_unit', 'v') : 1;
  return {
    ps: product(one('time_unit', 's'), 1e12),
    fF: product(farad, 1e15),
    nW: attributes.has('leakage_power_unit') ? product(one('leakage_power_unit', 'w'), 1e9) : 1,
    fJ: product(farad * volts * volts, 1e15),
  };
}

/** Powers of ten come out as such. */
const product = (a: number, b: number): number => Number((a * b).toPrecision(12));

const EXAMPLES: Readonly<Record<string, string>> = {
  capacitive_load_unit: 'capacitive_load_unit (1, pf);',
  time_unit: 'time_unit : "1ns";',
  voltage_unit: 'voltage_unit : "1V";',
  leakage_power_unit: 'leakage_power_unit : "1nW";',
};
