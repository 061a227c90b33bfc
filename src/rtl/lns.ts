import {
  hasRoundStep,
  type LnsSpec,
  logFractionBits,
  logTable,
  nearestPowerTable,
  powerTable,
} from '../unit/index.ts';
import { exponentText } from './decode.ts';
import { type Names, productView, type Section } from './section.ts';
import { inRows, type Plane, rowBitsOf, tablePlanes } from './truth-table.ts';

/** The product of the logarithmic number system: two tables of logarithms, an addition, a table of powers. */
export function lnsSection(spec: LnsSpec, names: Names): Section {
  const { manBits } = spec.format;
  const bits = logFractionBits(spec);
  const logs = tablePlanes('Log', manBits, bits, logTable(manBits, bits));
  const { powers, says, carries } = powersOf(spec);
  const lookups = (planes: readonly Plane[], index: string): string =>
    inRows(planes.map(({ name }) => `${name}[${index}]`));
  return {
    banner: 'Product: logarithms by table, added, and a power of two by table',
    template: 'lns',
    view: {
      ...productView(spec),
      logs,
      powers,
      power_says: says,
      carries,
      sticky: hasRoundStep(spec),
      last_man: 2 ** manBits - 1,
      man_row: 2 ** rowBitsOf(manBits),
      last_index: 2 ** bits - 1,
      index_row: 2 ** rowBitsOf(bits),
      log_a: lookups(logs, names('man_a')),
      log_b: lookups(logs, names('man_b')),
      power: lookups(powers, 'index'),
      power_msb: powers.length === manBits ? 'ManBits-1' : 'ManBits',
      exponent_a: exponentText(spec, names, 'a'),
      exponent_b: exponentText(spec, names, 'b'),
      bias: ' - Bias[ProdExpBits-1:0]',
    },
  };
}

/** The table of powers: rounded in itself, or with a guard bit for a rounding that follows. */
function powersOf(spec: LnsSpec): { powers: Plane[]; says: string; carries: boolean } {
  const { manBits } = spec.format;
  const bits = logFractionBits(spec);
  const planes = (width: number, table: readonly bigint[]): Plane[] =>
    tablePlanes('Power', bits, width, table);
  if (hasRoundStep(spec))
    return {
      powers: planes(manBits + 1, powerTable(bits, manBits + 1)),
      says: 'and a guard bit',
      carries: false,
    };
  if (spec.rounding === 'rtz')
    return { powers: planes(manBits, powerTable(bits, manBits)), says: 'rounded down', carries: false };
  return {
    powers: planes(manBits + 1, nearestPowerTable(bits, manBits)),
    says: 'rounded to nearest',
    carries: true,
  };
}
