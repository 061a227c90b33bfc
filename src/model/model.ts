import { widthOf } from '../format/index.ts';
import type { UnitSpec } from '../unit/index.ts';
import { addModel } from './add.ts';
import type { Compute } from './compute.ts';
import { decodeOperands } from './decode.ts';
import { exactCore } from './exact.ts';
import { finish } from './finish.ts';
import { lmulCore } from './lmul.ts';

/**
 * The bit-true software model of a unit: decode, product, round, select, on integers, stage by stage as the hardware
 * does it. It shares nothing with `oracleOf`, which multiplies exact rationals.
 */
export function modelOf(spec: UnitSpec): Compute {
  if (spec.product === 'add') return addModel(spec);
  const core = spec.product === 'lmul' ? lmulCore(spec) : exactCore(spec);
  const finished = finish(spec);
  return (a, b) => {
    const decoded = decodeOperands(spec.format, spec.contract, a, b);
    return finished(decoded, core(decoded));
  };
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
