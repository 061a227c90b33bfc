import { packageVersion } from '../package-root.ts';
import {
  accumulatorFixedPoint,
  adderOf,
  hasInvalidFlag,
  type MacSpec,
  macLatency,
  macName,
  macWords,
  shortName,
} from '../unit/index.ts';
import { commandLines, contractLines, type HeaderView, ROUNDING_WORDS } from './header.ts';

export function macTitle({ accumulator, lanes }: MacSpec): string {
  if (lanes > 1) return `dot product of ${lanes} lanes, exact fixed-point register`;
  return accumulator.kind === 'kulisch'
    ? 'multiply-accumulate unit, exact fixed-point register'
    : `multiply-accumulate unit, ${accumulator.format.name} register`;
}

/** Purpose, parts, contract, control and latency, and the command that regenerates the file. */
export function macHeaderView(spec: MacSpec, templateDigest: string): HeaderView {
  const adder = adderOf(spec);
  const { format } = spec.product;
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['Computes', [formulaOf(spec)]],
    ['Operands', [spec.lanes === 1 ? format.name : `${spec.lanes} of ${format.name} each, lane 0 lowest`]],
    ['Parts', [shortName(spec.product), ...(adder === undefined ? [] : [shortName(adder)])]],
    ['Register', registerLines(spec)],
    ['Contract', contractLines(adder ?? spec.product)],
    [
      'Control',
      [
        'clear_i with valid_i begins a new sum with this product; clear_i alone leaves zero',
        'otherwise the sum holds',
      ],
    ],
    [
      'Latency',
      [`${macLatency(spec)} cycle${macLatency(spec) === 1 ? '' : 's'}, ${productsPerCycle(spec)} a cycle`],
    ],
    ['Made by', commandLines(`lmul generate ${macWords(spec)} -o DIR`)],
    ['Version', [`lmul-rtl ${packageVersion}, templates ${templateDigest}`]],
  ];
  const facts = rows.flatMap(([label, lines]) =>
    lines.map((text, i) => ({ label: (i === 0 ? label : '').padEnd(11), text })),
  );
  return { name: macName(spec), title: macTitle(spec), rule: '='.repeat(97), facts };
}

function formulaOf({ lanes }: MacSpec): string {
  return lanes === 1
    ? 'acc = (clear ? 0 : acc) + a * b, for each valid pair of operands'
    : `acc = (clear ? 0 : acc) + a[0]*b[0] + ... + a[${lanes - 1}]*b[${lanes - 1}], rounded nowhere`;
}

function productsPerCycle({ lanes }: MacSpec): string {
  return lanes === 1 ? 'one product' : `${lanes} products`;
}

function registerLines(spec: MacSpec): string[] {
  const { accumulator } = spec;
  if (accumulator.kind === 'float')
    return [
      `${accumulator.format.name}, every sum rounded once, ${accumulator.rounding}: ${ROUNDING_WORDS[accumulator.rounding]}`,
    ];
  const { width, fractionBits } = accumulatorFixedPoint(spec);
  return [
    `${width} bits, two's complement, ${fractionBits} of them behind the point; nothing is rounded`,
    `${accumulator.guardBits} guard bits: no sum of up to ${(2 ** accumulator.guardBits).toLocaleString('en')} products saturates`,
    ...(hasInvalidFlag(spec)
      ? ['a product that is no number counts as zero and sets invalid_o until the next clear']
      : []),
  ];
}
