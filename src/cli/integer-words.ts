import { Diagnostic } from '../diagnostic.ts';
import { fixedSpec, type IntegerSpec, intMacSpec, intSpec, ternaryMacSpec } from '../unit/index.ts';
import type { MacOptions } from './mac-options.ts';

/** Whether the words of a command line name integer units: `int 8`, `fixed q3.4`, or `mac` or `dot` of integers. */
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
  if (words.length === 0) throw refusal('An integer unit says how many bits it has.', `${kind}`, WAY_OUT);
  return words.map((word) =>
    kind === 'int' || kind === 'fixed' ? productOf(kind, word, options) : macOf(kind, word, options),
  );
}

const WAY_OUT = 'int 8, fixed q3.4, mac int8, or dot int8 --lanes 16';

function productOf(kind: 'int' | 'fixed', word: string, options: MacOptions): IntegerSpec {
  if (kind === 'fixed') {
    refuseOthers(options, ['architecture', 'rounding'], `fixed ${word}`);
    return fixedSpec(word, { architecture: options.architecture, rounding: options.rounding });
  }
  refuseOthers(options, ['architecture'], 'int 8');
  return intSpec(bitsOf(word, /^(\d{1,2})$/), { architecture: options.architecture });
}

function macOf(kind: string | undefined, word: string, options: MacOptions): IntegerSpec {
  const { weights = 'int', architecture, accumulator, saturate } = options;
  const own = ['weights', 'accumulator', 'saturate', ...(kind === 'dot' ? ['lanes'] : [])];
  const bits = bitsOf(word, INT);
  const lanes = kind === 'dot' ? (options.lanes ?? (weights === 'packed' ? 10 : 8)) : 1;
  const request = { accumulator, saturate, lanes };
  if (weights === 'int') {
    refuseOthers(options, [...own, 'architecture'], `${kind} ${word}`);
    return intMacSpec(bits, { ...request, architecture });
  }
  refuseOthers(options, own, `${kind} ${word} --weights ${weights}`);
  if (weights === 'ternary' || weights === 'packed')
    return ternaryMacSpec(bits, { ...request, packed: weights === 'packed' });
  throw refusal(
    'Weights are int, ternary, or packed (ternary, five to a byte).',
    `--weights ${weights}`,
    '--weights ternary',
  );
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
  'weights',
] as (keyof MacOptions)[];

function refusal(text: string, got: string, wayOut: string): Diagnostic {
  return new Diagnostic({ code: 'cli/integer', text, got, wayOut });
}
