import { classify, decode, type Format, fieldsOf, hexOf, type Rounding } from '../format/index.ts';
import { type Stages, stagesOf } from '../model/index.ts';
import { ROUNDING_WORDS } from '../rtl/index.ts';
import { type ProductSpec, resultFormat, rounds, type UnitSpec } from '../unit/index.ts';
import { type BitGroup, binary, expAndMan, type Step, type StepRow, widthNeeded } from './bits.ts';
import { numberText } from './number-text.ts';
import { productSteps } from './product-steps.ts';
import { sumSteps } from './sum-steps.ts';
import { bareValue, valueUnder } from './value-under.ts';

/** How a unit comes from two operand codes to its result, stage by stage, from the values of its own model. */
export function stepsOf(spec: UnitSpec, a: bigint, b: bigint): Step[] {
  const stages = stagesOf(spec)(a, b);
  return [
    fieldsStep(spec, a, b, stages),
    ...(stages.kind === 'sum' ? sumSteps(spec, stages) : productSteps(spec as ProductSpec, stages)),
    roundingStep(spec, stages),
    resultStep(spec, stages),
  ];
}

/** A code as sign, exponent and mantissa. */
export function codeBits(format: Format, code: bigint): BitGroup[] {
  const { sign, exp, man } = fieldsOf(format, code);
  return [
    { field: 'sign', text: `${sign}` },
    { field: 'exp', text: binary(exp, format.expBits) },
    { field: 'man', text: binary(man, format.manBits) },
  ];
}

function fieldsStep(spec: UnitSpec, a: bigint, b: bigint, stages: Stages): Step {
  const row = (label: string, code: bigint): StepRow => ({
    label,
    bits: codeBits(spec.format, code),
    value: operandText(spec, code),
  });
  const signs = [a, b].map((code) => fieldsOf(spec.format, code).sign);
  return {
    title: 'Fields',
    says:
      stages.kind === 'sum'
        ? 'Sign, exponent and mantissa of each operand.'
        : `Sign, exponent and mantissa of each operand. Sign of the product: ${signs[0]} xor ${signs[1]} = ${stages.decoded.sign}.`,
    rows: [row('a', a), row('b', b)],
  };
}

/** What an operand is, and what the contract takes it for. */
function operandText({ format, contract }: UnitSpec, code: bigint): string {
  const value = numberText(decode(format, code));
  const { exp } = fieldsOf(format, code);
  const kind = classify(format, code);
  if (kind === 'normal') return `${value}, exponent ${exp} - ${format.bias} = ${Number(exp) - format.bias}`;
  if (contract === 'bare') return `${value}, which bare takes for ${numberText(bareValue(format, code))}`;
  if (kind !== 'subnormal') return value;
  if (contract === 'full') return `${value}, subnormal: normalised first`;
  return `${value}, subnormal: flushed to ${numberText(valueUnder(format, contract, code))}`;
}

function roundingStep(spec: UnitSpec, { rounding, raw }: Stages): Step {
  const { manBits, expBits } = resultFormat(spec);
  const { droppedBits, kept, guard, sticky, up, mag } = rounding;
  if (droppedBits <= 0)
    return {
      title: 'Rounding',
      says: roundedBefore(spec)
        ? 'None left to do: the corrected sum is the rounded product.'
        : 'None: every bit of the product has its place in the result.',
      rows: [],
    };
  const width = Math.max(
    expBits + 2,
    widthNeeded(rounding.raw) - manBits - droppedBits,
    widthNeeded(mag) - manBits,
  );
  const moved = spec.contract === 'full' && raw.raw >> BigInt(raw.fractionBits) < 1n;
  const says = [
    moved
      ? 'Below the smallest normal number: the significand moves right until the exponent field is 0.'
      : [],
    rounds(spec)
      ? `${spec.rounding}, ${ROUNDING_WORDS[spec.rounding]}: ${reasonOf(spec.rounding, kept, guard, sticky, up)}.`
      : 'The bits below the last place are all zero.',
  ].flat();
  return {
    title: 'Rounding',
    says: says.join(' '),
    rows: [
      {
        label: 'before',
        bits: expAndMan(rounding.raw, width, manBits + droppedBits, manBits),
        value: `guard ${guard ? 1 : 0}, sticky ${sticky ? 1 : 0}`,
      },
      {
        label: 'rounded',
        bits: expAndMan(mag, width, manBits, manBits),
        value: up ? 'one more' : 'as it is',
        isResult: true,
      },
    ],
  };
}

const roundedBefore = (spec: UnitSpec): boolean =>
  spec.product === 'exact' && spec.architecture === 'carry-in';

function reasonOf(rounding: Rounding, kept: bigint, guard: boolean, sticky: boolean, up: boolean): string {
  if (!guard && !sticky) return 'nothing is lost';
  const goes = up ? 'rounded up in magnitude' : 'cut off';
  if (rounding !== 'rne' && rounding !== 'rna') return goes;
  if (!guard) return `below half a unit of the last place, ${goes}`;
  if (sticky) return `above half a unit of the last place, ${goes}`;
  return rounding === 'rne' ? `a tie, the last bit is ${kept & 1n}, ${goes}` : `a tie, ${goes}`;
}

function resultStep(spec: UnitSpec, { select }: Stages): Step {
  const result = resultFormat(spec);
  return {
    title: 'Result',
    says: REASONS[select.reason],
    rows: [
      {
        label: 'p',
        bits: codeBits(result, select.code),
        value: `${numberText(valueUnder(result, spec.contract, select.code))}, code ${hexOf(result, select.code)}`,
        isResult: true,
      },
    ],
  };
}

const REASONS: Readonly<Record<Stages['select']['reason'], string>> = {
  value: 'The rounded magnitude with its sign: no special case, and within the range.',
  nan: 'An operand, or the operation, is not a number: the canonical NaN is selected.',
  inf: 'An operand is infinite: Inf is selected.',
  zero: 'A zero is selected, with its sign.',
  overflow: 'Beyond the largest number: what the contract says for overflow is selected.',
  underflow: 'Below the smallest normal number: flushed to zero.',
  wraps: 'Out of range: under contract bare the exponent wraps around.',
};
