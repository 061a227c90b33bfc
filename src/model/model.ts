import { widthOf } from '../format/index.ts';
import type { ProductSpec, UnitSpec } from '../unit/index.ts';
import { addModel } from './add.ts';
import type { Compute } from './compute.ts';
import type { Core } from './datapath.ts';
import { decodeOperands } from './decode.ts';
import { exactCore, truncatedCore } from './exact.ts';
import { finish } from './finish.ts';
import { lmulCore } from './lmul.ts';
import { signedMantissaCore } from './signed-mantissa.ts';

/**
 * The bit-true software model of a unit: decode, product, round, select, on integers, stage by stage as the hardware
 * does it. It shares nothing with `oracleOf`, which multiplies exact rationals.
 */
export function modelOf(spec: UnitSpec): Compute {
  if (spec.product === 'add') return addModel(spec);
  const core = coreOf(spec);
  const finished = finish(spec);
  return (a, b) => {
    const decoded = decodeOperands(spec.format, spec.contract, a, b);
    return finished(decoded, core(decoded));
  };
}

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
