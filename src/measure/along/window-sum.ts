import { Diagnostic } from '../../diagnostic.ts';
import { type MacSpec, resultFormat, type WindowAccumulator } from '../../unit/index.ts';
import { floatAdder } from './round.ts';

/** The sum of terms `from` up to, and without, `to`, onto zero, as an accumulator adds them: so many a step as it has lanes. */
export type Sum = (terms: Float64Array, from: number, to: number) => number;

/** Widest window whose sums of 65 terms are integers of a double. */
export const MOST_WINDOW_BITS = 46;

/**
 * Terms that meet in a window, `lanes` of them and the register a step: see `WindowAccumulator`. Each is cut to an
 * integer of the window's last place, these are added, and the sum is rounded once. All of it is exact on doubles.
 *
 * @throws Diagnostic `measure/accumulator` for a window too wide for this
 */
export function windowSum({ lanes, product }: MacSpec, accumulator: WindowAccumulator): Sum {
  const { format, rounding, windowBits, align } = accumulator;
  if (windowBits > MOST_WINDOW_BITS)
    throw new Diagnostic({
      code: 'measure/accumulator',
      text: `Trials take windows of up to ${MOST_WINDOW_BITS} places.`,
      got: `--window ${windowBits}`,
      wayOut: `--window ${MOST_WINDOW_BITS}`,
    });
  const round = floatAdder(
    { kind: 'float', format, rounding },
    product.contract === 'full' ? 'full' : 'flush',
  );
  const [leastProduct, leastRegister] = [1 - resultFormat(product).bias, 1 - format.bias];
  const isSticky = align === 'sticky';
  return (terms, from, to) => {
    let register = 0;
    for (let first = from; first < to; first += lanes) {
      const end = Math.min(first + lanes, to);
      let largest = Math.max(leastRegister, exponentOf(register));
      for (let at = first; at < end; at++)
        if (terms[at] !== 0) largest = Math.max(largest, leastProduct, exponentOf(terms[at] as number));
      const place = 2 ** (largest - windowBits + 1);
      let places = kept(register / place, isSticky);
      for (let at = first; at < end; at++) places += kept((terms[at] as number) / place, isSticky);
      register = round(0, places * place);
    }
    return register;
  };
}

/** What is left of a term in units of the last place: cut toward zero; sticky, an odd number where anything is lost. */
function kept(x: number, isSticky: boolean): number {
  const places = Math.trunc(x);
  return isSticky && places !== x && places % 2 === 0 ? places + Math.sign(x) : places;
}

/** floor(log2 |x|) of a number; of zero less than any. */
function exponentOf(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return -Infinity;
  const exponent = Math.floor(Math.log2(Math.abs(x)));
  // The logarithm of a number just below a power of two may have been rounded up to it.
  return 2 ** exponent > Math.abs(x) ? exponent - 1 : exponent;
}
