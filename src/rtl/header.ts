import { defaultBias, EXP_RANGE, type Format, MAN_RANGE, type Rounding } from '../format/index.ts';
import { packageVersion } from '../package-root.ts';
import {
  adderConstant,
  commandWords,
  cutsOf,
  logFractionBits,
  productName,
  resultFormat,
  rounds,
  shortName,
  type UnitSpec,
} from '../unit/index.ts';
import { manBitsAreFree } from './widths.ts';

export interface Fact {
  readonly label: string;
  readonly text: string;
}

export interface HeaderView {
  readonly name: string;
  readonly title: string;
  readonly rule: string;
  readonly facts: readonly Fact[];
}

/** Purpose, formula, contract, parameters, latency, and the command that regenerates the file. No date, no host. */
export function headerView(spec: UnitSpec, templateDigest: string): HeaderView {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['Computes', formulaLines(spec)],
    ['Operands', formatLines(spec.format)],
    ['Result', [resultLine(spec)]],
    ['Rounding', roundingLines(spec)],
    ['Contract', contractLines(spec)],
    ['Override', overrideLines(spec)],
    ['Latency', [latencyLine(spec)]],
    ['Source', [sourceLine(spec)]],
    ['Made by', commandLines(`lmul generate ${commandWords(spec)}`)],
    ['Version', [`lmul-rtl ${packageVersion}, templates ${templateDigest}`]],
  ];
  const facts = rows.flatMap(([label, lines]) =>
    lines.map((text, i) => ({ label: (i === 0 ? label : '').padEnd(11), text })),
  );
  return { name: shortName(spec), title: titleOf(spec), rule: '='.repeat(97), facts };
}

/** A command over as many lines as it needs, in the way of the shell. */
export function commandLines(command: string): string[] {
  const lines: string[] = [];
  let line = '';
  // An option and its value stay together.
  for (const part of command.split(/ (?=--)/)) {
    if (line !== '' && line.length + part.length > COMMAND_COLUMNS) {
      lines.push(`${line} \\`);
      line = `  ${part}`;
    } else {
      line = line === '' ? part : `${line} ${part}`;
    }
  }
  return [...lines, line];
}

/** Columns left beside the label, less those of ` \\`. */
const COMMAND_COLUMNS = 80;

export function titleOf(spec: UnitSpec): string {
  const what = {
    lmul: 'L-Mul product, a multiplication by addition',
    mitchell: "Mitchell's product, a multiplication by addition",
    exact: 'exact product, correctly rounded',
    'signed-mantissa': 'logarithmic product with signed mantissas, a multiplication by addition',
    truncated: 'product of truncated partial products',
    lns: 'product of the logarithmic number system, logarithms and powers by table',
    add: 'sum, correctly rounded',
  }[productName(spec)];
  return spec.output === 'wide' ? what.replace(', correctly rounded', ', unrounded') : what;
}

function formulaLines(spec: UnitSpec): string[] {
  if (spec.product === 'exact')
    return [
      `p = a * b${spec.output === 'wide' ? ', every bit kept' : ''}`,
      {
        multiply: 'significands by *, then normalise and round',
        array: 'significands by a Dadda tree and one addition, then normalise and round',
        'carry-in': '|p| = |a| + |b| - bias * 2^M + delta(ma, mb): an integer addition, corrected',
        table: 'significands by truth table, then normalise and round',
      }[spec.architecture],
    ];
  if (spec.product === 'add')
    return ['p = a + b', 'larger magnitude first, smaller aligned to it, added or subtracted, normalised'];
  if (spec.product === 'signed-mantissa')
    return [
      'p = (-1)^(sa ^ sb) * 2^(ka + kb) * (1 + xa + xb)',
      'where |a| = 2^ka * (1 + xa) with xa in [-1/4, 1/2), and b likewise',
    ];
  if (spec.product === 'truncated')
    return [
      'p = a * b less some partial products, then normalised and rounded',
      `significands as integers: no product of bits i and j where i + j < ${spec.columns}`,
    ];
  if (spec.product === 'lns')
    return [
      'p = (-1)^(sa ^ sb) * 2^(ea + eb + la + lb), rounded once',
      'where |a| = 2^ea * (1 + x), and b likewise;',
      `la is log2(1 + x), rounded to nearest on ${logFractionBits(spec)} fraction bits`,
    ];
  const offset = spec.offset === 'paper' ? '2^-l(M)' : spec.offset === 'none' ? '0' : spec.offset;
  if (spec.form === 'adder')
    return [
      `|p| = |a| + |b| - K as integers, K = 2^M * (bias - offset) = ${adderConstant(spec)}`,
      `offset = ${offset}${spec.offset === 'paper' ? '; l(M) = M for M <= 3, 3 for M = 4, 4 beyond' : ''}`,
    ];
  return [
    'p = (-1)^(sa ^ sb) * 2^(ea + eb) * (1 + ma + mb + offset)',
    `offset = ${offset}${spec.offset === 'paper' ? '; l(M) = M for M <= 3, 3 for M = 4, 4 beyond' : ''}`,
  ];
}

/** The operands' format, in two lines where one would be longer than so many columns. */
export function formatLines(format: Format, columns: number = COMMAND_COLUMNS + 4): string[] {
  const { name, expBits, manBits, bias, encoding } = format;
  const fields = `${name}: 1 sign, ${expBits} exponent, ${manBits} mantissa bits`;
  const more = `bias ${bias}, encoding ${encoding}`;
  const line = `${fields}, ${more}`;
  return line.length <= columns ? [line] : [`${fields},`, more];
}

function resultLine(spec: UnitSpec): string {
  if (spec.output === 'closed') return 'the same format';
  const { expBits, manBits, bias } = resultFormat(spec);
  return `wide: 1 sign, ${expBits} exponent, ${manBits} mantissa bits, bias ${bias}`;
}

export const ROUNDING_WORDS: Readonly<Record<Rounding, string>> = {
  rne: 'to nearest, ties to even',
  rna: 'to nearest, ties away from zero',
  rtz: 'toward zero',
  rup: 'toward plus infinity',
  rdn: 'toward minus infinity',
};

/** How the unit rounds, if it does; under flush the ends of the range are the contract's in every mode. */
function roundingLines(spec: UnitSpec): string[] {
  if (!rounds(spec)) return ['none: the product has its place in the result'];
  const flushes = spec.contract === 'flush' && spec.rounding !== 'rne' && spec.rounding !== 'rna';
  return [
    `${spec.rounding}, ${ROUNDING_WORDS[spec.rounding]}`,
    ...(flushes ? ['what under- or overflows goes as the contract says, in every mode'] : []),
  ];
}

/** What the contract promises of this unit, as it is printed in headers and manifests. */
export function contractLines(spec: UnitSpec): string[] {
  const { encoding } = spec.format;
  const invalid = spec.product === 'add' ? 'Inf - Inf' : 'Inf * 0';
  const nan =
    encoding === 'finite'
      ? []
      : [
          `NaN in${encoding === 'ieee' ? `, or ${invalid},` : ''} gives the canonical NaN${encoding === 'ieee' ? '; Inf gives Inf' : ''}`,
        ];
  switch (spec.contract) {
    case 'bare':
      return ['bare: no code is special, exponents wrap'];
    case 'flush':
      return [
        `flush: subnormals count as signed zero${spec.output === 'wide' ? '' : ', in and out'}`,
        ...(spec.output === 'wide' ? [] : ['overflow gives the largest number']),
        ...nan,
      ];
    case 'full':
      return [
        `full: subnormals in and out${spec.output === 'wide' ? '' : `; overflow ${overflowWords(spec)}`}`,
        ...nan,
      ];
  }
}

function overflowWords({ overflow, format }: UnitSpec): string {
  if (overflow === 'saturate' || format.encoding === 'finite') return 'gives the largest number';
  return format.encoding === 'ieee' ? 'as IEEE 754 (Inf)' : 'gives NaN (there is no Inf)';
}

function overrideLines(spec: UnitSpec): string[] {
  const { bias, expBits, encoding } = spec.format;
  const follows = bias === defaultBias(expBits, encoding);
  // A bias of its own stays, and has to fit in the exponent field.
  const least = follows ? EXP_RANGE.min : Math.max(EXP_RANGE.min, bias.toString(2).length);
  const exp = `ExpBits (${least} to ${EXP_RANGE.max})`;
  return [
    manBitsAreFree(spec)
      ? `${exp} and ManBits (${MAN_RANGE.min} to ${MAN_RANGE.max}) may be overridden`
      : `${exp} may be overridden; ManBits is fixed by the constants below`,
    ...(follows ? [] : [`the bias stays ${bias}`]),
  ];
}

function latencyLine(spec: UnitSpec): string {
  if (spec.stages === 0) return '0 cycles, combinational';
  return `${spec.stages} cycle${spec.stages === 1 ? '' : 's'}, one result a cycle; registers: ${cutsOf(spec).join(', ')}`;
}

function sourceLine(spec: UnitSpec): string {
  if (spec.product === 'lmul')
    return spec.offset === 'none'
      ? 'J. N. Mitchell, IRE Trans. Electronic Computers, 1962'
      : 'H. Luo, W. Sun, arXiv 2410.00907';
  if (spec.product === 'signed-mantissa')
    return 'M. S. Ansari, B. F. Cockburn, J. Han, IEEE Trans. Computers 70(4), 2021';
  if (spec.product === 'lns')
    return 'E. E. Swartzlander, A. G. Alexopoulos, IEEE Trans. Computers C-24(12), 1975';
  switch (spec.product === 'exact' ? spec.architecture : undefined) {
    case 'array':
      return 'L. Dadda, Some schemes for parallel multipliers, Alta Frequenza 34, 1965';
    case 'carry-in':
      return 'prior art: O. Lindberg, O. Gustafsson, arXiv 2406.18441';
    default:
      return 'IEEE 754-2019, OCP OFP8';
  }
}
