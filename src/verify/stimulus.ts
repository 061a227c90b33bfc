import { counterPort, packLanes } from '../../sim/index.ts';
import { widthOf } from '../format/index.ts';
import { type Compute, modelOf, tabulate } from '../model/index.ts';
import { behaviourKey, resultFormat, type UnitSpec } from '../unit/index.ts';
import type { OperandPairs } from './operands.ts';

/** 32-bit words a bit of a port holds in one block: 8,192 pairs. Larger blocks gain nothing on small netlists. */
export const BLOCK_WORDS = 256;
export const BLOCK_LANES: number = 32 * BLOCK_WORDS;

/** Bit-sliced operands and expected results of consecutive pairs; lanes past the last pair repeat zero operands. */
export interface Block {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly expected: Int32Array;
}

/** Operand pairs with what the model says of each, ready for a simulator of BLOCK_WORDS words. */
export interface Stimulus {
  readonly count: number;
  readonly blocks: readonly Block[];
  operandsAt(index: number): { readonly a: bigint; readonly b: bigint };
}

const exhaustive = new Map<string, Stimulus>();

/** Every pair of codes. Made once per behaviour: the architectures of a product share it. */
export function exhaustiveStimulus(spec: UnitSpec): Stimulus {
  const key = behaviourKey(spec);
  const made = exhaustive.get(key) ?? makeExhaustive(spec);
  exhaustive.set(key, made);
  return made;
}

function makeExhaustive(spec: UnitSpec): Stimulus {
  const width = widthOf(spec.format);
  const size = 2 ** width;
  const table = tabulate(spec);
  const bases = blockBases(size * size);
  return {
    count: size * size,
    blocks: bases.map((base) => ({
      a: counterPort(width, width, base, BLOCK_WORDS),
      b: counterPort(0, width, base, BLOCK_WORDS),
      expected: packed(spec, Array.from(table.subarray(base, base + BLOCK_LANES), BigInt)),
    })),
    operandsAt: (index) => ({ a: BigInt(Math.floor(index / size)), b: BigInt(index % size) }),
  };
}

/** The given pairs, each held against the model. */
export function listedStimulus(spec: UnitSpec, pairs: OperandPairs): Stimulus {
  const width = widthOf(spec.format);
  const widths = { a: width, b: width, result: widthOf(resultFormat(spec)) };
  return stimulusOf(widths, modelOf(spec), pairs);
}

/** Bits of both operands and of the result. */
export interface OperandWidths {
  readonly a: number;
  readonly b: number;
  readonly result: number;
}

/** The given pairs, each with what a function of two operands says of it. */
export function stimulusOf(widths: OperandWidths, compute: Compute, { a, b }: OperandPairs): Stimulus {
  const block = (base: number): Block => {
    const left = padded(a.slice(base, base + BLOCK_LANES));
    const right = padded(b.slice(base, base + BLOCK_LANES));
    return {
      a: packLanes(left, widths.a, BLOCK_WORDS),
      b: packLanes(right, widths.b, BLOCK_WORDS),
      expected: packLanes(
        left.map((code, i) => compute(code, right[i] as bigint)),
        widths.result,
        BLOCK_WORDS,
      ),
    };
  };
  return {
    count: a.length,
    blocks: blockBases(a.length).map(block),
    operandsAt: (index) => ({ a: a[index] as bigint, b: b[index] as bigint }),
  };
}

function blockBases(count: number): number[] {
  return Array.from({ length: Math.ceil(count / BLOCK_LANES) }, (_, i) => i * BLOCK_LANES);
}

function packed(spec: UnitSpec, results: readonly bigint[]): Int32Array {
  return packLanes(results, widthOf(resultFormat(spec)), BLOCK_WORDS);
}

/** Fills a last, short block with zero operands, whose result the model knows too. */
function padded(codes: readonly bigint[]): bigint[] {
  return codes.length === BLOCK_LANES
    ? [...codes]
    : [...codes, ...Array(BLOCK_LANES - codes.length).fill(0n)];
}
