import { Diagnostic } from '../diagnostic.ts';
import { type Format, maxFiniteMag, parseFormat } from '../format/index.ts';
import { accumulatorFixedPoint } from './fixed-point.ts';
import { type Accumulator, ALIGNMENTS, type Alignment, type MacSpec, SCALES, type Scale } from './mac.ts';
import { resultFormat } from './result.ts';
import type { ProductSpec, UnitSpec } from './spec.ts';

/** Options of an accumulator in the user's words. */
export interface AccumulatorRequest {
  /** `kulisch`, or a floating-point format with ieee encoding. Default fp32. */
  readonly accumulator?: string | undefined;
  /** Of a floating-point accumulator. Default rne. */
  readonly accumulatorRounding?: string | undefined;
  /** Of a Kulisch accumulator. Default 12: sums of 4,096 products. */
  readonly guardBits?: number | undefined;
  /** Products a clock: 1, or 2 to 64 for a dot product. Default 1. */
  readonly lanes?: number | undefined;
  /** Of a dot product into a floating-point register: places of the window its terms meet in. Default 24. */
  readonly window?: number | undefined;
  /** Of the same: truncate or sticky. Default truncate. */
  readonly align?: string | undefined;
  /** Of a dot product: none, or mx, a scale for each operand. Default none. */
  readonly scale?: string | undefined;
}

/** Widest Kulisch register that is offered: that of exact e5m2 products has 65 bits and its guard bits; scales take 508 more. */
export const MAX_FIXED_BITS: Readonly<Record<Scale, number>> = { none: 128, mx: 640 };
export const MAX_LANES = 64;
/** Elements of a block of OCP MX. */
export const MX_BLOCK = 32;
export const WINDOW_RANGE = { min: 4, max: 64 } as const;

/**
 * The validated spec of a multiply-accumulate unit.
 * @throws Diagnostic `mac/...`: no product, a contract without zeros, or an accumulator that does not hold the product
 */
export function macSpec(product: UnitSpec, request: AccumulatorRequest = {}): MacSpec {
  if (product.product === 'add') throw refusal('A sum is no product.', 'add', '--product exact');
  if (product.contract === 'bare')
    throw refusal(
      'A product without a zero cannot be accumulated.',
      '--contract bare',
      '--contract flush or full',
    );
  const accumulator = accumulatorOf(request);
  const spec: MacSpec = { product, accumulator, lanes: request.lanes ?? 1, scale: scaleOf(request.scale) };
  refuseLanes(spec);
  if (accumulator.kind === 'kulisch') refuseTooWide(spec);
  else refuseNoSpecials(accumulator.format);
  if (accumulator.kind === 'float') refuseNarrow(product, accumulator.format);
  return spec;
}

function accumulatorOf(request: AccumulatorRequest): Accumulator {
  const { accumulator = 'fp32', accumulatorRounding, guardBits, lanes = 1, window, align } = request;
  if (accumulator === 'kulisch') {
    refuseWindow(request, 'A Kulisch register has every place: there is no window.', '--accumulator fp32');
    if (accumulatorRounding !== undefined)
      throw refusal(
        'A Kulisch accumulator never rounds.',
        `--accumulator-rounding ${accumulatorRounding}`,
        'leave it out',
      );
    const bits = guardBits ?? 12;
    if (Number.isInteger(bits) && bits >= 0 && bits <= 32) return { kind: 'kulisch', guardBits: bits };
    throw refusal('Guard bits are a whole number from 0 to 32.', `--guard-bits ${bits}`, '--guard-bits 12');
  }
  if (guardBits !== undefined)
    throw refusal(
      'A floating-point accumulator has no guard bits.',
      `--guard-bits ${guardBits}`,
      '--accumulator kulisch',
    );
  const rounding = accumulatorRounding ?? 'rne';
  if (rounding !== 'rne' && rounding !== 'rtz')
    throw refusal(
      'An accumulator rounds rne or rtz.',
      `--accumulator-rounding ${rounding}`,
      '--accumulator-rounding rtz',
    );
  const register = { format: parseFormat(accumulator), rounding } as const;
  if (lanes > 1)
    return { kind: 'window', ...register, windowBits: windowBitsOf(window), align: alignOf(align) };
  refuseWindow(request, 'Only the terms of a dot product meet in a window.', 'dot e4m3 --lanes 8');
  return { kind: 'float', ...register };
}

function windowBitsOf(window = 24): number {
  const { min, max } = WINDOW_RANGE;
  if (Number.isInteger(window) && window >= min && window <= max) return window;
  throw refusal(`A window has ${min} to ${max} places.`, `--window ${window}`, '--window 24');
}

function scaleOf(scale = 'none'): Scale {
  const known = SCALES.find((name) => name === scale);
  if (known !== undefined) return known;
  throw refusal(
    'Operands have no scale, or those of MX blocks.',
    `--block-scale ${scale}`,
    '--block-scale mx',
  );
}

function alignOf(align = 'truncate'): Alignment {
  const known = ALIGNMENTS.find((name) => name === align);
  if (known !== undefined) return known;
  throw refusal('Terms are aligned truncate or sticky.', `--align ${align}`, '--align sticky');
}

function refuseWindow({ window, align }: AccumulatorRequest, text: string, wayOut: string): void {
  if (window !== undefined) throw refusal(text, `--window ${window}`, wayOut);
  if (align !== undefined) throw refusal(text, `--align ${align}`, wayOut);
}

function refuseNoSpecials({ encoding, name }: Format): void {
  if (encoding !== 'ieee')
    throw refusal(
      'A floating-point accumulator has an encoding with Inf and NaN.',
      `--accumulator ${name}`,
      '--accumulator fp32, fp16, bf16 or e6m9',
    );
}

/** Every product has to be a number of the accumulator, so that a step rounds once. */
function refuseNarrow(product: ProductSpec, format: Format): void {
  const from = resultFormat(product);
  const topOf = (of: Format): number => Number(maxFiniteMag(of) >> BigInt(of.manBits)) - of.bias;
  const rebias = format.bias - from.bias;
  // Subnormal products become normal numbers, or stay subnormal ones of the same exponent.
  const holdsSmall = product.contract === 'full' ? rebias === 0 || rebias >= from.manBits : rebias >= 0;
  if (format.manBits >= from.manBits && topOf(format) >= topOf(from) && holdsSmall) return;
  throw refusal(
    'The accumulator does not hold every product exactly: a step would round twice.',
    `${from.name} products into ${format.name}`,
    product.output === 'wide' ? 'leave --wide out, or --accumulator kulisch' : '--accumulator fp32',
  );
}

function refuseLanes({ lanes, accumulator, scale }: MacSpec): void {
  if (!Number.isInteger(lanes) || lanes < 1 || lanes > MAX_LANES)
    throw refusal(`A dot product has 2 to ${MAX_LANES} lanes.`, `--lanes ${lanes}`, '--lanes 8');
  if (scale === 'mx' && (lanes === 1 || lanes > MX_BLOCK))
    throw refusal(
      `The lanes of a step with MX scales are of one block of ${MX_BLOCK} elements.`,
      `--block-scale mx with ${lanes} lane${lanes === 1 ? '' : 's'}`,
      `dot e4m3 --lanes ${MX_BLOCK} --block-scale mx`,
    );
  if (lanes === 1 || accumulator.kind !== 'kulisch') return;
  if (2 ** accumulator.guardBits < lanes)
    throw refusal(
      'One sum of all lanes has to fit the register.',
      `--guard-bits ${accumulator.guardBits} with ${lanes} lanes`,
      `--guard-bits ${Math.ceil(Math.log2(lanes))} or more`,
    );
}

function refuseTooWide(spec: MacSpec): void {
  const { width } = accumulatorFixedPoint(spec);
  const most = MAX_FIXED_BITS[spec.scale];
  if (width <= most) return;
  throw refusal(
    `A Kulisch register of up to ${most} bits is offered.`,
    `${width} bits for products of ${resultFormat(spec.product).name}`,
    '--accumulator fp32',
  );
}

function refusal(text: string, got: string, wayOut: string): Diagnostic {
  return new Diagnostic({ code: 'mac/contradiction', text, got, wayOut });
}
