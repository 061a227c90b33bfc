import { widthOf } from '../format/index.ts';
import type { ProductSpec, UnitSpec } from '../unit/index.ts';
import { type SumStage, sumStage } from './add.ts';
import type { Compute } from './compute.ts';
import type { Core, Decoded, RawProduct } from './datapath.ts';
import { decodeOperands } from './decode.ts';
import { exactCore, truncatedCore } from './exact.ts';
import { type RoundingStage, roundStage, type SelectStage, selectStage } from './finish.ts';
import { lmulCore } from './lmul.ts';
import { lnsCore } from './lns.ts';
import { signedMantissaCore } from './signed-mantissa.ts';

/** What stands between the stages of a unit for one pair of operands. */
export type Stages = {
  /** Before rounding; of a sum that is zero, nothing. */
  readonly raw: RawProduct;
  readonly rounding: RoundingStage;
  readonly select: SelectStage;
} & (
  | { readonly kind: 'product'; readonly decoded: Decoded }
  | { readonly kind: 'sum'; readonly terms: SumStage }
);

/**
 * The bit-true software model of a unit: decode, product, round, select, on integers, stage by stage as the hardware
 * does it. It shares nothing with `oracleOf`, which multiplies exact rationals.
 */
export function modelOf(spec: UnitSpec): Compute {
  const stages = stagesOf(spec);
  return (a, b) => stages(a, b).select.code;
}

/** The same model, with what stands between its stages: `modelOf` is its last one. */
export function stagesOf(spec: UnitSpec): (a: bigint, b: bigint) => Stages {
  const round = roundStage(spec);
  const select = selectStage(spec);
  if (spec.product === 'add') {
    const add = sumStage(spec);
    return (a, b) => {
      const terms = add(a, b);
      const raw = terms.sum ?? NOTHING;
      const rounding = round(terms.outcome.sign, raw);
      return { kind: 'sum', terms, raw, rounding, select: select(terms.outcome, rounding.mag) };
    };
  }
  const core = coreOf(spec);
  return (a, b) => {
    const decoded = decodeOperands(spec.format, spec.contract, a, b);
    const raw = core(decoded);
    const rounding = round(decoded.sign, raw);
    return { kind: 'product', decoded, raw, rounding, select: select(decoded, rounding.mag) };
  };
}

const NOTHING: RawProduct = { raw: 0n, fractionBits: 0 };

function coreOf(spec: ProductSpec): Core {
  switch (spec.product) {
    case 'lmul':
      return lmulCore(spec);
    case 'exact':
      return exactCore(spec);
    case 'signed-mantissa':
      return signedMantissaCore(spec);
    case 'truncated':
      return truncatedCore(spec);
    case 'lns':
      return lnsCore(spec);
  }
}

/**
 * All results of a unit whose operand pairs are few: entry `a * 2^width + b`.
 * @throws RangeError beyond 2^20 pairs.
 */
export function tabulate(spec: UnitSpec): Float64Array {
  const width = widthOf(spec.format);
  if (2 * width > 20) throw new RangeError(`${2 ** (2 * width)} pairs are too many to tabulate`);
  const model = modelOf(spec);
  const size = 2 ** width;
  const table = new Float64Array(size * size);
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++) table[a * size + b] = Number(model(BigInt(a), BigInt(b)));
  return table;
}
