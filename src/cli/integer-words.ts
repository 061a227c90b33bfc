import { Diagnostic } from '../diagnostic.ts';
import type { Format } from '../format/index.ts';
import {
  fixedSpec,
  type IntegerMacRequest,
  type IntegerSpec,
  intMacSpec,
  intSpec,
  ternaryMacSpec,
} from '../unit/index.ts';
import type { MacOptions } from './mac-options.ts';
import { formatsOf } from './unit-words.ts';

/**
 * Whether the words of a command line name integer units: `int 8`, `fixed q3.4`, or `mac` or `dot` of integers or with
 * ternary weights.
 */
export function namesIntegers([kind, ...words]: readonly string[], { weights }: MacOptions): boolean {
  if (kind === 'mac' || kind === 'dot') return weights !== undefined || words.some((word) => INT.test(word));
  return kind === 'int' || kind === 'fixed';
}

const INT = /^int(\d{1,2})$/;

/**
 * The integer units that words and options name.
 * @throws Diagnostic `cli/integer` or `integer/...`
 */
export function integersOf([kind, ...words]: readonly string[], options: MacOptions): IntegerSpec[] {
  const free = isTernary(options) && (options.exp !== undefined || options.man !== undefined);
  if (words.length === 0 && free) return [ternaryOf(kind, formatsOf([], options)[0] as Format, options)];
  if (words.length === 0) throw refusal('An integer unit says how many bits it has.', `${kind}`, WAY_OUT);
  return words.map((word) =>
    kind === 'int' || kind === 'fixed' ? productOf(kind, word, options) : macOf(kind, word, options),
  );
}

const WAY_OUT = 'int 8, fixed q3.4, mac int8, dot int8 --lanes 16, or mac e4m3 --weights ternary';

function productOf(kind: 'int' | 'fixed', word: string, options: MacOptions): IntegerSpec {
  if (kind === 'fixed') {
    refuseOthers(options, ['architecture', 'rounding'], `fixed ${word}`);
    return fixedSpec(word, { architecture: options.architecture, rounding: options.rounding });
  }
  refuseOthers(options, ['architecture'], 'int 8');
  return intSpec(bitsOf(word, /^(\d{1,2})$/), { architecture: options.architecture });
}

function macOf(kind: string | undefined, word: string, options: MacOptions): IntegerSpec {
  const { weights = 'int', architecture } = options;
  if (isTernary(options)) {
    if (INT.test(word)) return ternaryOf(kind, bitsOf(word, INT), options);
    return ternaryOf(kind, formatsOf([word], options)[0] as Format, options);
  }
  if (weights === 'int') {
    const bits = bitsOf(word, INT);
    refuseOthers(options, [...ownOf(kind), 'architecture'], `${kind} ${word}`);
    return intMacSpec(bits, { ...requestOf(kind, options), architecture });
  }
  throw refusal(
    'Weights are int, ternary, or packed (ternary, five to a byte).',
    `--weights ${weights}`,
    '--weights ternary',
  );
}

const isTernary = ({ weights }: MacOptions): boolean => weights === 'ternary' || weights === 'packed';

/** With ternary weights activations are integers of so many bits, or numbers of a format. */
function ternaryOf(kind: string | undefined, activation: number | Format, options: MacOptions): IntegerSpec {
  const integer = typeof activation === 'number';
  const own = [...ownOf(kind), ...(integer ? [] : ['exp', 'man', 'bias', 'encoding'])];
  const word = integer ? `int${activation}` : activation.name;
  refuseOthers(options, own, `${kind} ${word} --weights ${options.weights}`);
  return ternaryMacSpec(activation, { ...requestOf(kind, options), packed: options.weights === 'packed' });
}

function ownOf(kind: string | undefined): string[] {
  return ['weights', 'accumulator', 'saturate', ...(kind === 'dot' ? ['lanes'] : [])];
}

function requestOf(kind: string | undefined, options: MacOptions): IntegerMacRequest {
  const { accumulator, saturate } = options;
  const lanes = kind === 'dot' ? (options.lanes ?? (options.weights === 'packed' ? 10 : 8)) : 1;
  return { accumulator, saturate, lanes };
}

function bitsOf(word: string, pattern: RegExp): number {
  const bits = pattern.exec(word)?.[1];
  if (bits !== undefined) return Number(bits);
  throw refusal('The operands of this unit are integers.', word, WAY_OUT);
}

/** Verbs have options of their own beside those of units; of these, only the ones of the unit may be given. */
function refuseOthers(options: MacOptions, own: readonly string[], unit: string): void {
  const given = UNIT_OPTIONS.find((name) => options[name] !== undefined && !own.includes(name));
  if (given === undefined) return;
  const flag = given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const value = options[given] === true ? '' : ` ${options[given]}`;
  const flags = own.map((name) => `--${name}`).join(', ');
  throw refusal(`The unit ${unit} has no ${flag}.`, `--${flag}${value}`, `${unit} with ${flags}`);
}

const UNIT_OPTIONS = [
  ...[
    'exp',
    'man',
    'bias',
    'encoding',
    'form',
    'offset',
    'architecture',
    'columns',
    'logGuard',
    'rounding',
    'contract',
  ],
  ...['wide', 'saturate', 'stages', 'product', 'accumulator', 'accumulatorRounding', 'guardBits', 'lanes'],
  ...['window', 'align', 'blockScale', 'weights'],
] as (keyof MacOptions)[];

function refusal(text: string, got: string, wayOut: string): Diagnostic {
  return new Diagnostic({ code: 'cli/integer', text, got, wayOut });
}
