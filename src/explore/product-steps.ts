import { type Decoded, type Stages, truncatedProduct } from '../model/index.ts';
import {
  carryInDelta,
  type ExactSpec,
  type LmulSpec,
  type LnsSpec,
  logFractionBits,
  logTable,
  offsetUnits,
  type ProductSpec,
  type SignedMantissaSpec,
  type TruncatedSpec,
} from '../unit/index.ts';
import { fixedPoint, fractionText, type Step, type StepRow } from './bits.ts';
import { carryStep, integerStep, magsOf, rawRow } from './step-rows.ts';

type Product = Extract<Stages, { kind: 'product' }>;

/** The steps between the operands' fields and the rounding, in which products differ. */
export function productSteps(spec: ProductSpec, stages: Product): Step[] {
  switch (spec.product) {
    case 'lmul':
      return spec.form === 'adder' ? adderSteps(spec, stages) : equationSteps(spec, stages);
    case 'exact':
      return spec.architecture === 'carry-in' ? carryInSteps(spec, stages) : multiplySteps(spec, stages);
    case 'truncated':
      return multiplySteps(spec, stages);
    case 'lns':
      return lnsSteps(spec, stages);
    case 'signed-mantissa':
      return signedSteps(spec, stages);
  }
}

function adderSteps(spec: LmulSpec, { decoded, raw }: Product): Step[] {
  const { manBits } = spec.format;
  const [a, b] = magsOf(spec, decoded);
  const constant = a + b - raw.raw;
  const offset = offsetUnits(spec);
  const fractions = decoded.manA + decoded.manB + offset;
  const carried = fractions >> BigInt(manBits);
  return [
    integerStep(spec, 'Sum', addsK(spec, constant), [
      ['|a|', a],
      ['|b|', b],
      [constant < 0n ? '+ offset' : '- K', -constant],
      ['sum', raw.raw],
    ]),
    {
      title: 'Carry',
      says:
        carried === 0n
          ? 'In that sum the fractions stay below 1: nothing is carried into the exponent.'
          : `In that sum the fractions reach ${fractionText(fractions, manBits)}: the carry of ${carried} runs into the exponent, and what is left is the fraction.`,
      rows: fractionRows(spec, decoded, offset),
    },
  ];
}

function addsK(spec: LmulSpec, constant: bigint): string {
  const once = 'One integer addition: exponent and mantissa of each operand are read as one integer.';
  if (constant < 0n) return `${once} A wide result keeps both biases; only the offset is added.`;
  if (spec.output === 'wide') return `${once} A wide result keeps both biases.`;
  return `${once} K = 2^${spec.format.manBits} x (bias - offset) = ${constant}.`;
}

function equationSteps(spec: LmulSpec, { decoded, raw }: Product): Step[] {
  const { manBits } = spec.format;
  const offset = offsetUnits(spec);
  const sum = decoded.manA + decoded.manB + offset;
  const one = 1n << BigInt(manBits);
  const carried = sum >= one;
  return [
    {
      title: 'Sum',
      says: 'The fractions and the offset are added.',
      rows: fractionRows(spec, decoded, offset),
    },
    carryStep(spec, raw, one + sum, manBits, `1 + ${fractionText(sum, manBits)}`, carried),
  ];
}

function multiplySteps(spec: ExactSpec | TruncatedSpec, { decoded, raw }: Product): Step[] {
  const { manBits } = spec.format;
  const one = 1n << BigInt(manBits);
  const [x, y] = [one | decoded.manA, one | decoded.manB];
  const full = x * y;
  const product = spec.product === 'truncated' ? truncatedProduct(x, y, spec.columns) : full;
  const row = (label: string, value: bigint, fractionBits: number): StepRow => ({
    label,
    bits: fixedPoint(value, fractionBits, 2, 2 * manBits),
    value: fractionText(value, fractionBits),
  });
  const rows = [row('1.ma', x, manBits), row('x 1.mb', y, manBits)];
  if (spec.product === 'truncated')
    rows.push(row('all', full, 2 * manBits), row('not formed', full - product, 2 * manBits));
  return [
    {
      title: 'Product',
      says:
        spec.product === 'truncated'
          ? `The significands are multiplied without the lowest ${spec.columns} columns of partial products.`
          : 'The significands are multiplied; every bit is kept.',
      rows: [...rows, { ...row('product', product, 2 * manBits), isResult: true }],
    },
    carryStep(
      spec,
      raw,
      product,
      2 * manBits,
      fractionText(product, 2 * manBits),
      product >> BigInt(2 * manBits + 1) > 0n,
    ),
  ];
}

function carryInSteps(spec: ExactSpec, { decoded, raw }: Product): Step[] {
  const { manBits, bias } = spec.format;
  const [a, b] = magsOf(spec, decoded);
  const full = spec.contract === 'full';
  const rounding = full ? 'rtz' : spec.rounding;
  const delta = carryInDelta(manBits, decoded.manA, decoded.manB, decoded.sign, rounding);
  const biasUnits = BigInt(bias) << BigInt(manBits);
  const sum = a + b - biasUnits;
  return [
    integerStep(
      spec,
      'Sum',
      'One integer addition: exponent and mantissa of each operand are read as one integer.',
      [
        ['|a|', a],
        ['|b|', b],
        ['- bias', -biasUnits],
        ['sum', sum],
      ],
    ),
    integerStep(
      spec,
      'Correction',
      `A function of the two mantissas says by how many codes the ${full ? 'truncated' : `product rounded ${rounding}`} ${full ? 'product ' : ''}lies above that sum: ${delta}.`,
      [
        ['sum', sum],
        ['+ delta', delta],
        ['corrected', full ? raw.raw >> 2n : raw.raw],
      ],
    ),
  ];
}

function signedSteps(spec: SignedMantissaSpec, { decoded, raw }: Product): Step[] {
  const { manBits } = spec.format;
  const upper = (man: bigint): boolean => man >> BigInt(manBits - 1) === 1n;
  const distance = (man: bigint): bigint => (upper(man) ? man - (1n << BigInt(manBits)) : 2n * man);
  const [xa, xb] = [distance(decoded.manA), distance(decoded.manB)];
  const bits = manBits + 1;
  const row = (label: string, value: bigint): StepRow => ({
    label,
    bits: [],
    value: fractionText(value, bits),
  });
  const significand = (1n << BigInt(bits)) + xa + xb;
  const powers = (upper(decoded.manA) ? 1 : 0) + (upper(decoded.manB) ? 1 : 0);
  return [
    {
      title: 'Sum',
      says: `A mantissa of a half or more counts from the next power of two down, which adds ${powers} to the exponent; the signed distances from one add.`,
      rows: [row('xa', xa), row('xb', xb), { ...row('sum', xa + xb), isResult: true }],
    },
    {
      title: 'Carry',
      says:
        xa + xb < 0n
          ? `1 + ${fractionText(xa + xb, bits)} is below 1: it is doubled, and the exponent goes down by one.`
          : `1 + ${fractionText(xa + xb, bits)} is at least 1: it is the significand.`,
      rows: [
        { label: '1 + sum', bits: fixedPoint(significand, bits, 1), value: fractionText(significand, bits) },
        rawRow(spec, raw),
      ],
    },
  ];
}

function lnsSteps(spec: LnsSpec, { decoded, raw }: Product): Step[] {
  const bits = logFractionBits(spec);
  const logs = logTable(spec.format.manBits, bits);
  const [la, lb] = [logs[Number(decoded.manA)] as bigint, logs[Number(decoded.manB)] as bigint];
  const row = (label: string, value: bigint): StepRow => ({
    label,
    bits: fixedPoint(value, bits, 1),
    value: fractionText(value, bits),
  });
  const sum = la + lb;
  const carried = sum >> BigInt(bits);
  const fraction = sum - (carried << BigInt(bits));
  return [
    {
      title: 'Sum',
      says: `A table has the logarithm of each significand, rounded to ${bits} fraction bits; the logarithms add.`,
      rows: [row('log2 1.ma', la), row('log2 1.mb', lb), { ...row('sum', sum), isResult: true }],
    },
    {
      title: 'Power',
      says: `${carried === 0n ? 'The sum is below 1: the exponent stays' : 'The sum is 1 or more: the exponent goes up by one'}; a table has two to the power of the fraction.`,
      rows: [row('fraction', fraction), rawRow(spec, raw)],
    },
  ];
}

function fractionRows(spec: LmulSpec, { manA, manB }: Decoded, offset: bigint): StepRow[] {
  const { manBits } = spec.format;
  const row = (label: string, value: bigint): StepRow => ({
    label,
    bits: fixedPoint(value, manBits, 1),
    value: fractionText(value, manBits),
  });
  return [
    row('ma', manA),
    row('mb', manB),
    row('offset', offset),
    { ...row('ma + mb + offset', manA + manB + offset), isResult: true },
  ];
}
