import { packageVersion } from '../../package-root.ts';
import {
  activationName,
  type FixedSpec,
  type IntegerMacSpec,
  type IntegerProductSpec,
  type IntegerSpec,
  integerName,
  integerProductOf,
  integerWords,
  isIntegerMac,
  type NumberMacSpec,
  safeTerms,
  takesNumbers,
} from '../../unit/index.ts';
import { commandLines, formatLines, type HeaderView } from '../header.ts';

export function integerTitle(spec: IntegerSpec): string {
  switch (spec.kind) {
    case 'int':
      return `product of two signed integers of ${spec.bits} bits`;
    case 'fixed':
      return `product of two fixed-point numbers Q${spec.integerBits}.${spec.fractionBits}, rounded and saturated`;
    case 'int-mac':
      return spec.lanes === 1
        ? 'multiply-accumulate unit of signed integers'
        : `dot product of ${spec.lanes} lanes of signed integers`;
    case 'ternary-mac': {
      const what = takesNumbers(spec) ? `${activationName(spec)} numbers` : 'signed integers';
      return spec.lanes === 1
        ? `accumulator of ${what} under ternary weights`
        : `dot product of ${spec.lanes} lanes of ${what} and ternary weights`;
    }
  }
}

type Row = readonly [string, readonly string[]];

/** Purpose, operands, register, latency, and the command that regenerates the file. */
export function integerHeaderView(spec: IntegerSpec, templateDigest: string): HeaderView {
  const rows: readonly Row[] = [
    ...(isIntegerMac(spec) ? macRows(spec) : productRows(spec)),
    ['Made by', commandLines(`lmul generate ${integerWords(spec)}`)],
    ['Version', [`lmul-rtl ${packageVersion}, templates ${templateDigest}`]],
  ];
  const facts = rows.flatMap(([label, lines]) =>
    lines.map((text, i) => ({ label: (i === 0 ? label : '').padEnd(11), text })),
  );
  return { name: integerName(spec), title: integerTitle(spec), rule: '='.repeat(97), facts };
}

function productRows(spec: IntegerProductSpec): Row[] {
  const how = { array: 'by a Dadda tree and one addition', multiply: 'by *' }[spec.architecture];
  if (spec.kind === 'fixed') return fixedRows(spec, how);
  const { bits } = spec;
  return [
    ['Computes', ['p = a * b, every bit kept', how]],
    ['Operands', [`integers of ${bits} bits, two's complement`]],
    ['Result', [`integer of ${2 * bits} bits, two's complement`]],
    ['Latency', ['combinational']],
  ];
}

function fixedRows({ integerBits, fractionBits, rounding }: FixedSpec, how: string): Row[] {
  const words = {
    rne: 'to nearest, ties to even',
    rtz: 'toward zero',
    'half-up': 'to nearest, ties up',
    rdn: 'down: what is below the last place is dropped',
  }[rounding];
  return [
    ['Computes', ['p = a * b', how]],
    [
      'Operands',
      [
        `Q${integerBits}.${fractionBits}: sign, ${integerBits} integer and ${fractionBits} fraction bits, two's complement`,
      ],
    ],
    ['Result', ['the same; beyond its ends it stays at the end']],
    ['Rounding', [`${rounding}: ${words}`]],
    ['Latency', ['combinational']],
  ];
}

function macRows(spec: IntegerMacSpec): Row[] {
  const { lanes, register } = spec;
  const product = integerProductOf(spec);
  const terms = safeTerms(spec).toLocaleString('en');
  const beyond = register.overflow === 'wrap' ? 'wraps' : 'stays at the end';
  return [
    ['Computes', [formulaOf(spec)]],
    ['Operands', operandLines(spec)],
    ...(product === undefined ? [] : [['Parts', [integerName(product)]] as const]),
    [
      'Register',
      [
        `${register.bits} bits, two's complement; beyond its ends it ${beyond}`,
        ...(register.fractionBits === undefined ? [] : [`its unit is 2^-${register.fractionBits}`]),
        `no sum of up to ${terms} terms gets there`,
      ],
    ],
    ...(takesNumbers(spec) ? [['Contract', numberContract(spec)] as const] : []),
    [
      'Control',
      ['clear_i with valid_i begins a new sum; clear_i alone leaves zero', 'otherwise the sum holds'],
    ],
    ['Latency', [`1 cycle, ${lanes === 1 ? 'one term' : `${lanes} terms`} a cycle`]],
  ];
}

/** What is promised of every code of a number under ternary weights, as it is printed in headers and manifests. */
export function numberContract({ activation }: NumberMacSpec): string[] {
  const nones = {
    ieee: 'NaN and Inf count as zero, and leave no trace in the sum',
    fn: 'NaN counts as zero, and leaves no trace in the sum',
    fnuz: 'NaN counts as zero, and leaves no trace in the sum',
    finite: 'every code is a number',
  }[activation.encoding];
  return ['every number is added exactly, subnormals too: nothing is rounded', nones];
}

function formulaOf({ kind, lanes }: IntegerMacSpec): string {
  const term = kind === 'int-mac' ? 'a * b' : 'w(b) * a, w one of -1, 0, 1';
  return lanes === 1
    ? `acc = (clear ? 0 : acc) + ${term}`
    : `acc = (clear ? 0 : acc) + the sum over ${lanes} lanes of ${term}`;
}

function operandLines(spec: IntegerMacSpec): string[] {
  const integers = `integers of ${spec.bits} bits, two's complement`;
  if (spec.kind === 'int-mac') return [integers];
  const formats = takesNumbers(spec) ? formatLines(spec.activation, 80) : [integers];
  return [
    ...formats.map((line, at) => `${at === 0 ? 'a:' : '  '} ${line}`),
    ...(spec.packed
      ? [
          'b: bytes of five weights: byte = ceil(256 n / 243), where the digits of n in base',
          '   three are the weights plus one, that of the lowest lane first',
        ]
      : ['b: weights of two bits; 01 is 1, 11 is -1, 00 is 0, and 10 counts as 0']),
  ];
}
