import {
  bitsOfStep,
  type IntegerMacSpec,
  integerName,
  integerProductOf,
  type TernaryMacSpec,
  takesNumbers,
  WEIGHTS_PER_BYTE,
} from '../../unit/index.ts';
import { rangeOf } from '../mac-widen.ts';
import type { Section } from '../section.ts';
import { numberLanes } from './numbers.ts';

/** Bits of what one lane adds, before the carry that makes a subtraction of it. */
function termBits(spec: IntegerMacSpec): number {
  return spec.kind === 'int-mac' ? 2 * spec.bits : spec.bits;
}

/** Bits of the sum of all lanes, with its carries; never more than the register has. */
function stepBits(spec: IntegerMacSpec): number {
  return spec.lanes === 1 ? termBits(spec) : bitsOfStep(spec);
}

const controlView = { clocked: false };

/** The stages of an integer unit with a register: what each lane adds, all lanes, and the register. */
export function integerMacSections(spec: IntegerMacSpec): Section[] {
  return [
    ...(spec.kind === 'int-mac' ? [productLanes(spec)] : ternaryLanes(spec)),
    ...(spec.lanes === 1 ? [] : [treeSection(spec)]),
    registerSection(spec),
    {
      banner: 'Registers',
      template: 'mac-registers',
      view: { invalid: false, zero: `${spec.register.bits}'d0` },
    },
  ];
}

function productLanes(spec: IntegerMacSpec): Section {
  const product = integerProductOf(spec);
  if (product === undefined) throw new TypeError('nothing is multiplied here');
  return {
    banner: spec.lanes === 1 ? 'Multiply' : `Multiply: ${spec.lanes} lanes`,
    template: 'integer-lanes',
    view: {
      ...sharedView(spec),
      ...controlView,
      several: spec.lanes > 1,
      bits: spec.bits,
      name: integerName(product),
    },
  };
}

function ternaryLanes(spec: TernaryMacSpec): Section[] {
  const { lanes, bits, packed } = spec;
  const unpack: Section = {
    banner: `Unpack: ${WEIGHTS_PER_BYTE} weights from a byte`,
    template: 'ternary-unpack',
    view: {
      bytes: lanes / WEIGHTS_PER_BYTE,
      weightsRange: rangeOf(2 * lanes),
      digits: Array.from({ length: WEIGHTS_PER_BYTE }, (_, k) => ({
        k,
        low: 2 * k,
        times: `{2'b00, rest_${k}} + {1'b0, rest_${k}, 1'b0}`,
        rest: k < WEIGHTS_PER_BYTE - 1 ? k + 1 : 0,
      })),
    },
  };
  if (takesNumbers(spec)) {
    const numbers = numberLanes(spec, { ...sharedView(spec), ...controlView });
    return packed ? [unpack, ...numbers] : numbers;
  }
  const weight = lanes > 1 ? 'weight' : 'b_i';
  const select: Section = {
    banner: 'Select: the activation, inverted, or nothing',
    template: 'ternary-lanes',
    view: {
      ...sharedView(spec),
      ...controlView,
      several: lanes > 1,
      bits,
      packed,
      weights: packed ? 'weights' : 'b_i',
      signs: `{${bits}{${weight}[1]}}`,
      used: `{${bits}{${weight}[0]}}`,
    },
  };
  return packed ? [unpack, select] : [select];
}

function sharedView(spec: IntegerMacSpec): object {
  const { lanes } = spec;
  const bits = termBits(spec);
  return {
    lanes,
    termBits: bits,
    termsRange: rangeOf(lanes * bits),
    minusRange: rangeOf(lanes),
    minus: spec.kind !== 'int-mac',
  };
}

function treeSection(spec: IntegerMacSpec): Section {
  const [term, step] = [termBits(spec), stepBits(spec)];
  return {
    banner: 'Add: the lanes',
    template: 'integer-tree',
    view: {
      ...sharedView(spec),
      stepRange: rangeOf(step),
      stepZero: `${step}'d0`,
      extended: `{{${step - term}{all[k*${term} + ${term - 1}]}}, all[k*${term} +: ${term}]}`,
      one: `{${step - 1}'d0, ones[k]}`,
    },
  };
}

function registerSection(spec: IntegerMacSpec): Section {
  const { bits, overflow } = spec.register;
  const single = spec.lanes === 1;
  const carry = single && spec.kind !== 'int-mac';
  const saturates = overflow === 'saturate';
  const [low, top] = [carry ? 1 : 0, bits + (saturates ? 1 : 0) + (carry ? 1 : 0) - 1];
  const width = bits + (saturates ? 1 : 0);
  const step = extended(single ? 'terms' : 'step', stepBits(spec), width);
  const parts = (...all: string[]): string => (all.length === 1 ? all[0]! : `{${all.join(', ')}}`);
  const total = {
    range: rangeOf(top + 1),
    start: parts(...(saturates ? [`start[${bits - 1}]`] : []), 'start', ...(carry ? ["1'b1"] : [])),
    step: carry ? `{${step.replace(/^\{(.*)\}$/, '$1')}, minus}` : step,
    sum: `total[${bits + low - 1}:${low}]`,
  };
  return {
    banner: 'Add: the register',
    template: 'integer-register',
    view: {
      accRange: rangeOf(bits),
      kept: `{${bits}{~clear_p}}`,
      carry,
      step,
      total: saturates || carry ? total : false,
      overflow: saturates && {
        when: `total[${top}] ^ total[${top - 1}]`,
        end: `{total[${top}], {${bits - 1}{~total[${top}]}}}`,
      },
    },
  };
}

/** A two's complement with its sign repeated. */
function extended(name: string, from: number, to: number): string {
  return to === from ? name : `{{${to - from}{${name}[${from - 1}]}}, ${name}}`;
}
