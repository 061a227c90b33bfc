import { Diagnostic } from '../diagnostic.ts';
import { widthOf } from '../format/index.ts';
import { accumulatorFixedPoint } from './fixed-point.ts';
import { integerName, integerPorts, integerProductOf, integerWords, isIntegerMac } from './integer/index.ts';
import {
  type Accumulator,
  type AnySpec,
  E8M0,
  isInteger,
  isMac,
  type MacSpec,
  type Part,
  partsOf,
} from './mac.ts';
import { type AccumulatorRequest, macSpec } from './mac-spec.ts';
import { commandWords, shortName } from './name.ts';
import { parseShortName } from './parse-name.ts';
import { type Port, portsOf } from './ports.ts';

/** The Verilog module name: `mac_lmul_e4m3_adder_flush_into_fp32_rne`, `dot8_..._into_kulisch_g12`, `dot8_..._into_fp32_rne_w24_truncate`. */
export function macName({ product, accumulator, lanes, scale }: MacSpec): string {
  return [
    lanes === 1 ? 'mac' : `dot${lanes}`,
    shortName(product),
    'into',
    ...accumulatorWords(accumulator),
    ...(scale === 'none' ? [] : [scale]),
  ].join('_');
}

function accumulatorWords(accumulator: Accumulator): string[] {
  if (accumulator.kind === 'kulisch') return ['kulisch', `g${accumulator.guardBits}`];
  const words = [...accumulator.format.name.split('-'), accumulator.rounding];
  return accumulator.kind === 'float' ? words : [...words, `w${accumulator.windowBits}`, accumulator.align];
}

export function looksLikeMacName(word: string): boolean {
  return /^(mac|dot\d+)_\w+_into_\w+$/.test(word);
}

/** The spec a name stands for, the inverse of `macName`. Throws Diagnostic `mac/name`. */
export function parseMacName(name: string): MacSpec {
  const [, lanes, product = '', accumulator = ''] = /^(?:mac|dot(\d+))_(\w+?)_into_(\w+)$/.exec(name) ?? [];
  const spec = macSpec(parseShortName(product), {
    ...parseAccumulator(accumulator),
    lanes: lanes === undefined ? 1 : Number(lanes),
  });
  if (macName(spec) === name) return spec;
  throw new Diagnostic({
    code: 'mac/name',
    text: 'There is no multiply-accumulate unit of that name.',
    got: name,
    wayOut: `${macName(spec)}, the name the tool prints for it`,
  });
}

function parseAccumulator(text: string): AccumulatorRequest {
  if (text.endsWith('_mx')) return { ...parseAccumulator(text.slice(0, -'_mx'.length)), scale: 'mx' };
  const guard = /^kulisch_g(\d+)$/.exec(text);
  if (guard !== null) return { accumulator: 'kulisch', guardBits: Number(guard[1]) };
  const [, before = text, window, align] = /^(\w+)_w(\d+)_([a-z]+)$/.exec(text) ?? [];
  if (window !== undefined) return { ...parseAccumulator(before), window: Number(window), align };
  const words = text.split('_');
  const accumulatorRounding = words.pop();
  return { accumulator: words.join('-'), accumulatorRounding };
}

/** The unit in the words of the command line. */
export function macWords({ product, accumulator, lanes, scale }: MacSpec): string {
  const [name = '', format = '', ...options] = commandWords(product).split(' ');
  const own =
    accumulator.kind === 'kulisch'
      ? ['--accumulator', 'kulisch', '--guard-bits', String(accumulator.guardBits)]
      : ['--accumulator', accumulator.format.name, '--accumulator-rounding', accumulator.rounding];
  if (accumulator.kind === 'window')
    own.push('--window', String(accumulator.windowBits), '--align', accumulator.align);
  if (scale !== 'none') own.push('--block-scale', scale);
  const head = lanes === 1 ? ['mac', format] : ['dot', format, '--lanes', String(lanes)];
  return [...head, '--product', name, ...options, ...own].join(' ');
}

/** Bits of the accumulator. */
export function accumulatorBits(spec: MacSpec): number {
  const { accumulator } = spec;
  return accumulator.kind === 'kulisch' ? accumulatorFixedPoint(spec).width : widthOf(accumulator.format);
}

/** Bits of one operand as the model takes it: those of all lanes, and of the scale above them. */
export function operandBits({ lanes, product, scale }: MacSpec): number {
  return lanes * widthOf(product.format) + (scale === 'mx' ? E8M0.bits : 0);
}

/** Whether a sum can cease to be a number that the accumulator itself cannot say: a Kulisch register then has a flag. */
export function hasInvalidFlag({ product, accumulator, scale }: MacSpec): boolean {
  return accumulator.kind === 'kulisch' && (product.format.encoding !== 'finite' || scale === 'mx');
}

/** The name of any unit, also that of its top module. */
export function nameOf(spec: AnySpec): string {
  if (isInteger(spec)) return integerName(spec);
  return isMac(spec) ? macName(spec) : shortName(spec);
}

/** The units any unit is made of, the product first; none of one that is a module of its own. */
export function anyParts(spec: AnySpec): readonly Part[] {
  if (isMac(spec)) return partsOf(spec);
  if (!isInteger(spec) || !isIntegerMac(spec)) return [];
  const product = integerProductOf(spec);
  return product === undefined ? [] : [{ spec: product, count: spec.lanes }];
}

/** Any unit in the words of the command line. */
export function wordsOf(spec: AnySpec): string {
  if (isInteger(spec)) return integerWords(spec);
  return isMac(spec) ? macWords(spec) : commandWords(spec);
}

/** Ports of the emitted module, in the order of its header. */
export function macPorts(spec: MacSpec): readonly Port[] {
  const port = (direction: Port['direction'], name: string, width: number): Port => ({
    name,
    direction,
    width,
  });
  const lanesBits = spec.lanes * widthOf(spec.product.format);
  return [
    port('input', 'clk_i', 1),
    port('input', 'rst_ni', 1),
    port('input', 'valid_i', 1),
    port('input', 'clear_i', 1),
    port('input', 'a_i', lanesBits),
    port('input', 'b_i', lanesBits),
    ...(spec.scale === 'mx'
      ? [port('input', 'scale_a_i', E8M0.bits), port('input', 'scale_b_i', E8M0.bits)]
      : []),
    port('output', 'valid_o', 1),
    port('output', 'acc_o', accumulatorBits(spec)),
    ...(hasInvalidFlag(spec) ? [port('output', 'invalid_o', 1)] : []),
  ];
}

/** Ports of any unit. */
export function anyPorts(spec: AnySpec): readonly Port[] {
  if (isInteger(spec)) return integerPorts(spec);
  return isMac(spec) ? macPorts(spec) : portsOf(spec);
}
