import type { Rounding } from '../format/index.ts';
import { carryInDelta, carryInRemainder, type ExactSpec } from '../unit/index.ts';
import { operandText } from './decode.ts';
import { type Names, productView } from './section.ts';
import { type MantissaFunction, type Plane, planesOf } from './truth-table.ts';

interface Table {
  readonly comment: string;
  readonly last: number;
  readonly planes: readonly Plane[];
}

/**
 * View of the carry-in product: the correction of the sum as constants, worked out from the definition of rounding.
 * Under `full` the product is only truncated here, with guard and sticky beside it for the rounding that follows.
 */
export function carryInView(spec: ExactSpec, names: Names): object {
  const full = spec.contract === 'full';
  const deltas = deltaTables(spec);
  const remainders = full ? remainderTables(spec.format.manBits) : [];
  const deltaBits = deltas[0]?.planes.length ?? 0;
  return {
    tables: [...deltas, ...remainders],
    looksUp: deltas.length + remainders.length > 0,
    hasDelta: deltas.length > 0,
    index: `{${names('man_a')}, ${names('man_b')}}`,
    deltaBits,
    deltaRange: deltaBits === 1 ? '' : `[${deltaBits - 1}:0]`,
    delta:
      (deltas.length === 2 ? `${names('sign')}\n    ? ` : '') + deltas.map(lookup).reverse().join('\n    : '),
    operand_a: operandText(spec, names, 'a'),
    operand_b: operandText(spec, names, 'b'),
    ...productView(spec),
    rounded: full ? 'truncated' : 'mag',
    remainder: full,
  };
}

/** One table, or two where a directed rounding treats the signs differently; none where the sum needs no correction. */
function deltaTables({ format, contract, rounding }: ExactSpec): Table[] {
  const mode: Rounding = contract === 'full' ? 'rtz' : rounding;
  const directed = mode === 'rup' || mode === 'rdn';
  const cases = directed ? (['Pos', 'Neg'] as const) : ([''] as const);
  const deltas = cases.map((suffix) => ({
    suffix,
    value: ((a, b) =>
      carryInDelta(format.manBits, a, b, suffix === 'Neg' ? 1 : 0, mode)) satisfies MantissaFunction,
  }));
  const most = Math.max(...deltas.map(({ value }) => largest(value, format.manBits)));
  if (most === 0) return [];
  const bits = most.toString(2).length;
  const scope = { '': '', Pos: ', product > 0', Neg: ', product < 0' };
  return deltas.map(({ suffix, value }) => ({
    comment: `Codes by which the product rounded ${mode} exceeds the sum of the operands' codes${scope[suffix]}.`,
    last: 2 ** format.manBits - 1,
    planes: planesOf(`Delta${suffix}`, [format.manBits, format.manBits], bits, value),
  }));
}

function remainderTables(manBits: number): Table[] {
  const table = (name: string, comment: string, bit: 'guard' | 'sticky'): Table => ({
    comment,
    last: 2 ** manBits - 1,
    planes: planesOf(name, [manBits, manBits], 1, (a, b) => (carryInRemainder(manBits, a, b)[bit] ? 1n : 0n)),
  });
  return [
    table('Guard', 'The first bit that truncation drops.', 'guard'),
    table('Sticky', 'Whether any bit after that was set.', 'sticky'),
  ];
}

function lookup({ planes }: Table): string {
  const bits = planes.map(({ name }) => `${name}[index]`);
  return bits.length === 1 ? (bits[0] as string) : `{${bits.join(', ')}}`;
}

function largest(value: MantissaFunction, manBits: number): number {
  let most = 0n;
  for (let a = 0n; a < 1n << BigInt(manBits); a++)
    for (let b = 0n; b < 1n << BigInt(manBits); b++) if (value(a, b) > most) most = value(a, b);
  return Number(most);
}
