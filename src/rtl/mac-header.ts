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
  summedBy,
  type WindowAccumulator,
} from '../unit/index.ts';
import { commandLines, contractLines, type HeaderView, ROUNDING_WORDS } from './header.ts';

export function macTitle({ accumulator, lanes }: MacSpec): string {
  if (accumulator.kind === 'window')
    return `dot product of ${lanes} lanes in a window of ${accumulator.windowBits} places, ${accumulator.format.name} register`;
  if (lanes > 1) return `dot product of ${lanes} lanes, exact fixed-point register`;
  return accumulator.kind === 'kulisch'
    ? 'multiply-accumulate unit, exact fixed-point register'
    : `multiply-accumulate unit, ${accumulator.format.name} register`;
}

/** Purpose, parts, contract, control and latency, and the command that regenerates the file. */
export function macHeaderView(spec: MacSpec, templateDigest: string): HeaderView {
  const { format } = spec.product;
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['Computes', [formulaOf(spec)]],
    ['Operands', [spec.lanes === 1 ? format.name : `${spec.lanes} of ${format.name} each, lane 0 lowest`]],
    ...(spec.scale === 'mx' ? [['Scale', SCALE_LINES] as const] : []),
    ['Parts', partLines(spec)],
    ...(spec.accumulator.kind === 'window' ? [['Window', windowLines(spec.accumulator)] as const] : []),
    ['Register', registerLines(spec)],
    ['Contract', contractLines(summedBy(spec))],
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

/** Of a part of a windowed dot product that is a module of its own. */
export function stageHeaderView(
  spec: MacSpec,
  name: string,
  does: string,
  templateDigest: string,
): HeaderView {
  const facts = [
    ['Computes', does],
    ['Part of', macName(spec)],
    ['Version', `lmul-rtl ${packageVersion}, templates ${templateDigest}`],
  ].map(([label = '', text = '']) => ({ label: label.padEnd(11), text }));
  return { name, title: 'stage of a dot product, combinational', rule: '='.repeat(97), facts };
}

function formulaOf({ lanes, accumulator, scale }: MacSpec): string {
  if (lanes === 1) return 'acc = (clear ? 0 : acc) + a * b, for each valid pair of operands';
  const how = accumulator.kind === 'kulisch' ? 'rounded nowhere' : 'rounded once';
  const sum = `a[0]*b[0] + ... + a[${lanes - 1}]*b[${lanes - 1}]`;
  return `acc = (clear ? 0 : acc) + ${scale === 'mx' ? `scales * (${sum})` : sum}, ${how}`;
}

const SCALE_LINES: readonly string[] = [
  'of blocks of OCP MX 1.0: products of a step by 2^(scale_a + scale_b - 254)',
  'a scale of 255 is NaN',
];

function partLines(spec: MacSpec): string[] {
  const adder = adderOf(spec);
  const stages = spec.accumulator.kind === 'window' ? ['align, add and round, by the name of this unit'] : [];
  return [shortName(spec.product), ...(adder === undefined ? [] : [shortName(adder)]), ...stages];
}

function windowLines({ windowBits, align }: WindowAccumulator): string[] {
  return [
    `${windowBits} places, from the largest exponent of products and register down`,
    align === 'sticky'
      ? 'sticky: a one below them makes the last place of its magnitude one'
      : 'truncate: what is below them is dropped from the magnitude of each term',
  ];
}

function productsPerCycle({ lanes }: MacSpec): string {
  return lanes === 1 ? 'one product' : `${lanes} products`;
}

function registerLines(spec: MacSpec): string[] {
  const { accumulator } = spec;
  if (accumulator.kind !== 'kulisch')
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
