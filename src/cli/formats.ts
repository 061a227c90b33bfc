import type { Command } from 'commander';
import {
  CATALOGUE,
  type CatalogueRow,
  decode,
  type Format,
  hasInf,
  hasNan,
  hexOf,
  infMag,
  maxFiniteMag,
  nanCode,
  rowWithFacts,
  toNumber,
  widthOf,
} from '../format/index.ts';
import { type Column, left, right, textTable } from '../report/table.ts';
import { printJson, printResult } from './output.ts';
import { addFormatOptions, type UnitOptions } from './unit-options.ts';
import { formatsOf } from './unit-words.ts';

/** `lmul formats [NAME]`: the catalogue, or one format with its fields, range and special codes. */
export function addFormats(program: Command): void {
  addFormatOptions(program.command('formats').argument('[names...]', 'formats to show in full'))
    .description('show the number formats: fields, range, special codes')
    .option('--json', 'as data')
    .addHelpText(
      'after',
      '\nExamples:\n  lmul formats\n  lmul formats e4m3 bf16\n  lmul formats --exp 6 --man 1 --encoding fn',
    )
    .action((names: string[], options: UnitOptions & { json?: boolean }) => {
      const one = names.length > 0 || options.exp !== undefined || options.man !== undefined;
      const facts = (one ? formatsOf(names, options) : CATALOGUE).map(factsOf);
      if (options.json) printJson(facts);
      else printResult(one ? facts.map(describe).join('\n\n') : textTable(COLUMNS, facts));
    });
}

interface FormatFacts extends Format {
  readonly width: number;
  readonly maxFinite: number;
  readonly minNormal: number;
  readonly minSubnormal: number;
  readonly codes: Readonly<Record<string, string>>;
  readonly otherNames: readonly string[];
}

function factsOf(format: Format | CatalogueRow): FormatFacts {
  const { name, expBits, manBits, bias, encoding } = format;
  const hex = (code: bigint): string => hexOf(format, code);
  const realOf = (code: bigint): number => toNumber(decode(format, code));
  const nan = nanCode(format);
  return {
    name,
    expBits,
    manBits,
    bias,
    encoding,
    width: widthOf(format),
    maxFinite: realOf(maxFiniteMag(format)),
    minNormal: realOf(1n << BigInt(manBits)),
    minSubnormal: realOf(1n),
    codes: {
      zero: hex(0n),
      one: hex(BigInt(bias) << BigInt(manBits)),
      maxFinite: hex(maxFiniteMag(format)),
      ...(hasInf(format) ? { inf: hex(infMag(format)) } : {}),
      ...(hasNan(format) && nan !== undefined ? { nan: hex(nan) } : {}),
    },
    otherNames: rowWithFacts(format)?.otherNames ?? [],
  };
}

const COLUMNS: readonly Column<FormatFacts>[] = [
  left('name', (row) => row.name),
  right('bits', (row) => `${row.width}`),
  right('exp', (row) => `${row.expBits}`),
  right('man', (row) => `${row.manBits}`),
  right('bias', (row) => `${row.bias}`),
  left('encoding', (row) => row.encoding),
  right('max', (row) => number(row.maxFinite)),
  right('min normal', (row) => number(row.minNormal)),
  left('other names', (row) => row.otherNames.join(', ')),
];

function describe(facts: FormatFacts): string {
  const { name, width, expBits, manBits, bias, encoding } = facts;
  const rows: readonly (readonly [string, string])[] = [
    ['fields', `sign ${width - 1} | exponent ${width - 2}:${manBits} | mantissa ${manBits - 1}:0`],
    ['bits', `${width} = 1 + ${expBits} + ${manBits}`],
    ['bias', `${bias}`],
    ['encoding', `${encoding}: ${ENCODING_WORDS[encoding]}`],
    ['max finite', `${number(facts.maxFinite)}  (${facts.codes.maxFinite})`],
    ['min normal', number(facts.minNormal)],
    ['min subnormal', number(facts.minSubnormal)],
    [
      'codes',
      Object.entries(facts.codes)
        .map(([what, code]) => `${what} ${code}`)
        .join(', '),
    ],
    ['other names', facts.otherNames.join(', ') || 'none'],
  ];
  return [name, ...rows.map(([label, text]) => `  ${label.padEnd(14)}${text}`)].join('\n');
}

const ENCODING_WORDS = {
  ieee: 'all-ones exponent is Inf or NaN',
  fn: 'no Inf; the all-ones code of each sign is NaN',
  fnuz: 'no Inf, no -0; the code of -0 is the only NaN',
  finite: 'no Inf, no NaN: every code is a number',
} as const;

/** Shortest exact-looking text; powers of two below 1e-4 as such. */
function number(value: number): string {
  const log2 = Math.log2(value);
  if (Number.isInteger(log2) && log2 < -3) return `2^${log2}`;
  return value > 1e9 ? value.toPrecision(7) : String(value);
}
