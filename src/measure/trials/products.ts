import { packNumbers, unpackNumbers } from '../../../sim/index.ts';
import { Diagnostic } from '../../diagnostic.ts';
import { decoderOf, widthOf } from '../../format/index.ts';
import { resultFormat } from '../../unit/index.ts';
import type { CheckedUnit } from '../../verify/index.ts';
import { hasResultTable, resultTable, runUnit, simulatorFor } from '../results.ts';

/** Products of operand codes, as numbers: `into[at]` becomes a[at] times b[at] for the first `count`. */
export type Products = (a: Float64Array, b: Float64Array, count: number, into: Float64Array) => void;

const WORDS = 256;

/**
 * The products of a checked unit, many at once: from the table of all its results, or of a wider format by running its
 * gate netlist, some ten million a second.
 *
 * @throws Diagnostic `measure/trial` for results of more than 32 bits
 */
export function productsOf(unit: CheckedUnit): Products {
  const { spec } = unit;
  const result = resultFormat(spec);
  const [width, resultWidth] = [widthOf(spec.format), widthOf(result)];
  const numberOf = decoderOf(result);
  if (hasResultTable(spec)) {
    const values = Float64Array.from(resultTable(unit), numberOf);
    const size = 2 ** width;
    return (a, b, count, into) => {
      for (let at = 0; at < count; at++)
        into[at] = values[(a[at] as number) * size + (b[at] as number)] as number;
    };
  }
  if (width > 32 || resultWidth > 32)
    throw new Diagnostic({
      code: 'measure/trial',
      text: 'Trials take units with results of up to 32 bits.',
      got: `${resultWidth} bits`,
      wayOut: 'leave out --wide',
    });
  const simulator = simulatorFor(unit, WORDS);
  const codes = new Uint32Array(32 * WORDS);
  return (a, b, count, into) => {
    for (let base = 0; base < count; base += simulator.lanes) {
      const end = Math.min(count, base + simulator.lanes);
      simulator.setBits('a_i', packNumbers(a.subarray(base, end), width, WORDS));
      simulator.setBits('b_i', packNumbers(b.subarray(base, end), width, WORDS));
      runUnit(simulator, spec);
      unpackNumbers(simulator.getBits('p_o'), resultWidth, WORDS, codes);
      for (let at = base; at < end; at++) into[at] = numberOf(codes[at - base] as number);
    }
  };
}
