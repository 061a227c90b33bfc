import { Diagnostic } from '../../diagnostic.ts';
import { parseFormat } from '../../format/index.ts';
import { takesNumbers } from './activation.ts';
import { fixedSpec, intMacSpec, intSpec, ternaryMacSpec } from './request.ts';
import {
  type IntegerMacSpec,
  type IntegerProductSpec,
  type IntegerSpec,
  isIntegerMac,
  type TernaryMacSpec,
} from './spec.ts';

/**
 * The Verilog module name: `int8_array`, `fixed_q3_4_array_half_up`, `mac_int8_array_into_int32_wrap`,
 * `dot20_ternary_packed_int8_into_int24_saturate`, `mac_ternary_e4m3_into_int31_wrap`.
 */
export function integerName(spec: IntegerSpec): string {
  if (!isIntegerMac(spec)) return productName(spec);
  const { lanes, register } = spec;
  const head = lanes === 1 ? 'mac' : `dot${lanes}`;
  return [head, ...termWords(spec), 'into', `int${register.bits}`, register.overflow].join('_');
}

function productName(spec: IntegerProductSpec): string {
  if (spec.kind === 'int') return `int${spec.bits}_${spec.architecture}`;
  const { integerBits, fractionBits, architecture, rounding } = spec;
  return ['fixed', `q${integerBits}`, fractionBits, architecture, ...rounding.split('-')].join('_');
}

function termWords(spec: IntegerMacSpec): string[] {
  if (spec.kind === 'int-mac') return [`int${spec.bits}`, spec.architecture];
  return ['ternary', ...(spec.packed ? ['packed'] : []), ...activationName(spec).split('-')];
}

/** What the activations are called: `int8`, `e4m3`. */
export function activationName(spec: TernaryMacSpec): string {
  return takesNumbers(spec) ? spec.activation.name : `int${spec.bits}`;
}

/** The unit in the words of the command line. */
export function integerWords(spec: IntegerSpec): string {
  if (spec.kind === 'int') return `int ${spec.bits} --architecture ${spec.architecture}`;
  if (spec.kind === 'fixed') {
    const { integerBits, fractionBits, architecture, rounding } = spec;
    return `fixed q${integerBits}.${fractionBits} --architecture ${architecture} --rounding ${rounding}`;
  }
  const { lanes, register } = spec;
  const operand = spec.kind === 'int-mac' ? `int${spec.bits}` : activationName(spec);
  return [
    lanes === 1 ? `mac ${operand}` : `dot ${operand} --lanes ${lanes}`,
    spec.kind === 'int-mac'
      ? `--architecture ${spec.architecture}`
      : `--weights ${spec.packed ? 'packed' : 'ternary'}`,
    `--accumulator int${register.bits}`,
    ...(register.overflow === 'saturate' ? ['--saturate'] : []),
  ].join(' ');
}

const PRODUCT = /^int(\d+)_([a-z]+)$/;
const FIXED = /^fixed_q(\d+)_(\d+)_([a-z]+)_(\w+)$/;
const MAC =
  /^(?:mac|dot(?<lanes>\d+))_(?<ternary>ternary_)?(?<packed>packed_)?int(?<bits>\d+)(?:_(?<architecture>[a-z]+))?_into_(?<accumulator>int\d+)_(?<overflow>wrap|saturate)$/;
const NUMBERS =
  /^(?:mac|dot(?<lanes>\d+))_ternary_(?<packed>packed_)?(?!int\d)(?<format>[a-z]+\d\w*)_into_(?<accumulator>int\d+)_(?<overflow>wrap|saturate)$/;

export function looksLikeIntegerName(word: string): boolean {
  return [PRODUCT, FIXED, MAC, NUMBERS].some((pattern) => pattern.test(word));
}

/** The spec a name stands for, the inverse of `integerName`. Throws Diagnostic `integer/...`, or `format/...`. */
export function parseIntegerName(name: string): IntegerSpec {
  const spec = specOfName(name);
  if (integerName(spec) === name) return spec;
  throw new Diagnostic({
    code: 'integer/name',
    text: 'There is no integer unit of that name.',
    got: name,
    wayOut: `${integerName(spec)}, the name the tool prints for it`,
  });
}

function specOfName(name: string): IntegerSpec {
  const product = PRODUCT.exec(name);
  if (product !== null) return intSpec(Number(product[1]), { architecture: product[2] });
  const fixed = FIXED.exec(name);
  if (fixed !== null) {
    const [, integers, fraction, architecture, rounding] = fixed;
    return fixedSpec(`q${integers}.${fraction}`, { architecture, rounding: rounding?.replaceAll('_', '-') });
  }
  const { lanes, ternary, packed, bits, architecture, format, accumulator, overflow } =
    (MAC.exec(name) ?? NUMBERS.exec(name))?.groups ?? {};
  const request = { lanes: Number(lanes ?? 1), accumulator, saturate: overflow === 'saturate' };
  if (format === undefined && ternary === undefined)
    return intMacSpec(Number(bits), { ...request, architecture });
  const activation = format === undefined ? Number(bits) : parseFormat(format.replaceAll('_', '-'));
  return ternaryMacSpec(activation, { ...request, packed: packed !== undefined });
}
