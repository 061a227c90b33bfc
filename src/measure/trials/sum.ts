import { Diagnostic } from '../../diagnostic.ts';
import { decode, type Format, maxFiniteMag, toNumber } from '../../format/index.ts';
import { accumulatorFixedPoint, type MacSpec } from '../../unit/index.ts';
import { type Sum, windowSum } from '../along/window-sum.ts';

/** Bits of a sum that two doubles hold together while a million terms are added. */
const MOST_BITS = 94;

/**
 * What the accumulator of a multiply-accumulate unit makes of product values, on doubles: `macModel` without its codes. An
 * infinity or NaN among the terms is one of the sum, of a Kulisch register too, whose flag it raises.
 *
 * @throws Diagnostic `measure/accumulator` for more terms than its guard bits are for, or a register too wide for this
 */
export function sumOf(spec: MacSpec, terms: number): Sum {
  const { accumulator, product } = spec;
  if (accumulator.kind === 'float') {
    const { format, rounding } = accumulator;
    const keepsSubnormals = product.contract === 'full';
    return rounding === 'rne' ? nearestSum(format, keepsSubnormals) : truncatingSum(format, keepsSubnormals);
  }
  if (accumulator.kind === 'window') return windowSum(spec, accumulator);
  const { width } = accumulatorFixedPoint(spec);
  if (terms > 2 ** accumulator.guardBits)
    throw refused(
      `Guard bits are for 2^n products.`,
      `${terms} products a sum, ${accumulator.guardBits} guard bits`,
      `--guard-bits ${Math.ceil(Math.log2(terms))}`,
    );
  if (width > MOST_BITS)
    throw refused(
      `Trials take Kulisch registers of up to ${MOST_BITS} bits.`,
      `${width} bits`,
      'a closed product, or --accumulator fp32',
    );
  return width <= 53 ? plainSum : doubledSum;
}

/** Every partial sum is a double. */
const plainSum: Sum = (terms, from, to) => {
  let sum = 0;
  for (let at = from; at < to; at++) sum += terms[at] as number;
  return sum;
};

/** What a double loses is kept in a second one (Knuth's two-sum): together they are exact. */
const doubledSum: Sum = (terms, from, to) => {
  let [sum, rest] = [0, 0];
  for (let at = from; at < to; at++) {
    const term = terms[at] as number;
    const next = sum + term;
    const kept = next - sum;
    rest += sum - (next - kept) + (term - kept);
    sum = next;
  }
  return Number.isFinite(sum) ? sum + rest : sum;
};

/** Each sum rounded to nearest even. A double first loses nothing by it: it has twice the places and two more. */
function nearestSum(format: Format, keepsSubnormals: boolean): Sum {
  const { grid, settle } = placesOf(format, keepsSubnormals);
  if (format.name === 'fp32')
    return (terms, from, to) => {
      let sum = 0;
      for (let at = from; at < to; at++) {
        const exact = sum + (terms[at] as number);
        sum = Math.fround(exact);
        const isNormal = Math.abs(sum) >= SMALLEST_SINGLE && Math.abs(sum) < Infinity;
        if (!isNormal) sum = settle(Number.isFinite(sum) ? sum : exact, Infinity);
      }
      return sum;
    };
  return (terms, from, to) => {
    let sum = 0;
    for (let at = from; at < to; at++) {
      const exact = sum + (terms[at] as number);
      sum = Number.isFinite(exact) ? settle(nearest(exact, grid(exact)), Infinity) : exact;
    }
    return sum;
  };
}

/** Each sum cut off toward zero: also where the double itself was rounded away from it. */
function truncatingSum(format: Format, keepsSubnormals: boolean): Sum {
  const { grid, settle, largest } = placesOf(format, keepsSubnormals);
  return (terms, from, to) => {
    let sum = 0;
    for (let at = from; at < to; at++) {
      const term = terms[at] as number;
      const exact = sum + term;
      const kept = exact - sum;
      const lost = sum - (exact - kept) + (term - kept);
      const step = grid(exact);
      let cut = nearest(exact, step);
      if (Math.abs(cut) > Math.abs(exact)) cut -= Math.sign(cut) * step;
      // All of it was kept, but the double lies beyond the real sum: one step back, of the binade below at its end.
      if (cut === exact && lost * exact < 0) {
        const back = grid(exact - Math.sign(exact) * (step / 4));
        cut -= Math.sign(exact) * back;
      }
      sum = Number.isFinite(exact) ? settle(cut, largest) : exact;
    }
    return sum;
  };
}

const SMALLEST_SINGLE = 2 ** -126;

const nearest = (exact: number, step: number): number => {
  // The sum with 2^52 steps and a half of them more has no place below a step.
  const magic = step * 6755399441055744;
  return exact + magic - magic;
};

/** The distance of neighbours around a number, and what becomes of sums beyond the normal range. */
function placesOf({ manBits, bias, ...rest }: Format, keepsSubnormals: boolean) {
  const format = { manBits, bias, ...rest };
  const real = (mag: bigint): number => toNumber(decode(format, mag));
  const [largest, smallest] = [real(maxFiniteMag(format)), real(1n << BigInt(manBits))];
  const float = new Float64Array(1);
  const words = new Uint32Array(float.buffer);
  const steps = Float64Array.from(
    { length: 2047 },
    (_, field) => 2 ** (Math.max(field - 1023, 1 - bias) - manBits),
  );
  return {
    largest,
    grid: (x: number): number => {
      float[0] = x;
      return steps[((words[1] as number) >>> 20) & 0x7ff] ?? Number.NaN;
    },
    /** `beyond`: what a sum above the largest number is under contract full; under flush it is the largest. */
    settle: (x: number, beyond: number): number => {
      const magnitude = Math.abs(x);
      if (magnitude > largest && magnitude < Infinity)
        return Math.sign(x) * (keepsSubnormals ? beyond : largest);
      return magnitude < smallest && !keepsSubnormals ? 0 : x;
    },
  };
}

function refused(text: string, got: string, wayOut: string): Diagnostic {
  return new Diagnostic({ code: 'measure/accumulator', text, got, wayOut });
}
