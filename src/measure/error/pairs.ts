import { decode, decoderOf, type Format, magBitsOf, maxFiniteMag, toNumber } from '../../format/index.ts';
import { resultFormat, type UnitSpec, unitSpec } from '../../unit/index.ts';
import { type ErrorMetrics, ErrorTally } from './metrics.ts';
import { UlpHistogram, type UlpShare } from './ulps.ts';

/** One operand pair with the result of the unit. */
export interface ErrorPair {
  readonly weight: number;
  /** The real product (of an adder: the real sum) the result is held against. */
  readonly exact: number;
  readonly result: number;
  /** Of a closed unit: its result as a code, and the correctly rounded code under the same contract. */
  readonly codes?: { readonly result: number; readonly rounded: number };
}

/** Everything said of a unit's errors over some operand pairs. Shares are of all pairs. */
export interface PairErrors {
  /** Over all pairs whose exact result and result are numbers, and of one sign. */
  readonly all: ErrorMetrics;
  /** Over those whose exact result is a normal number of the result format; undefined if there are none. */
  readonly inRange?: ErrorMetrics;
  readonly shares: PairShares;
  /** How far closed results lie from the correctly rounded code. */
  readonly ulps?: readonly UlpShare[];
}

export interface PairShares {
  /** Results that are not the correctly rounded (rne) code; absent for a wide result. */
  readonly notRne?: number;
  /** Exact result within, above or below (and not zero) the normal range of the result format. */
  readonly inRange: number;
  readonly above: number;
  readonly below: number;
  readonly exactZero: number;
  /** Results of the wrong sign: in no average. */
  readonly signErrors: number;
  /** Exact result or result is NaN or infinite: in no average. */
  readonly special: number;
  /** Of those, where the result is not what the correctly rounded unit gives. */
  readonly specialMismatches: number;
}

/** The unit every closed one is held against: the real product or sum, rounded to nearest even, same contract. */
export function correctlyRounded({ product, format, contract }: UnitSpec): UnitSpec {
  return unitSpec(product === 'add' ? 'add' : 'exact', format, { contract, rounding: 'rne' });
}

/** What the unit is to compute, on real numbers. */
export function operationOf({ product }: UnitSpec): (x: number, y: number) => number {
  return product === 'add' ? (x, y) => x + y : (x, y) => x * y;
}

/** Sorts pairs and adds them up. */
export class PairSums {
  readonly #format: Format;
  readonly #valueOf: (code: number) => number;
  readonly #largest: number;
  readonly #smallest: number;
  readonly #all = new ErrorTally();
  readonly #inRange = new ErrorTally();
  readonly #ulps = new UlpHistogram();
  readonly #isClosed: boolean;
  #weight = 0;
  readonly #shares = {
    notRne: 0,
    above: 0,
    below: 0,
    exactZero: 0,
    signErrors: 0,
    special: 0,
    specialMismatches: 0,
  };

  constructor(spec: UnitSpec) {
    this.#format = resultFormat(spec);
    this.#valueOf = decoderOf(this.#format);
    this.#isClosed = spec.output === 'closed';
    this.#largest = toNumber(decode(this.#format, maxFiniteMag(this.#format)));
    this.#smallest = toNumber(decode(this.#format, 1n << BigInt(this.#format.manBits)));
  }

  add({ weight, exact, result, codes }: ErrorPair): void {
    const shares = this.#shares;
    this.#weight += weight;
    if (codes !== undefined && codes.rounded !== codes.result) shares.notRne += weight;
    const magnitude = Math.abs(exact);
    if (exact === 0) shares.exactZero += weight;
    else if (magnitude < this.#smallest) shares.below += weight;
    else if (magnitude > this.#largest && magnitude < Infinity) shares.above += weight;
    const wanted = codes === undefined ? exact : this.#valueOf(codes.rounded);
    if (!Number.isFinite(exact) || !Number.isFinite(result)) {
      shares.special += weight;
      if (!sameClass(wanted, result)) shares.specialMismatches += weight;
    } else if ((exact < 0 && result > 0) || (exact > 0 && result < 0)) {
      shares.signErrors += weight;
    } else {
      this.#all.add(weight, exact, result);
      if (magnitude >= this.#smallest && magnitude <= this.#largest) this.#inRange.add(weight, exact, result);
      if (codes !== undefined && Number.isFinite(wanted))
        this.#ulps.add(weight, this.#magOf(codes.result) - this.#magOf(codes.rounded));
    }
  }

  /** `largest`: the largest magnitude an exact result can have. `sampled`: each pair is a draw of weight 1. */
  errors(largest: number, sampled = false): PairErrors {
    const share = (weight: number): number => weight / this.#weight;
    const { notRne, ...others } = this.#shares;
    return {
      all: this.#all.metrics(largest, sampled),
      ...(this.#inRange.weight === 0 ? {} : { inRange: this.#inRange.metrics(largest, sampled) }),
      shares: {
        ...(this.#isClosed ? { notRne: share(notRne) } : {}),
        inRange: share(this.#inRange.weight),
        ...(mapValues(others, share) as Omit<PairShares, 'notRne' | 'inRange'>),
      },
      ...(this.#isClosed ? { ulps: this.#ulps.shares() } : {}),
    };
  }

  #magOf(code: number): number {
    return code % 2 ** magBitsOf(this.#format);
  }
}

function mapValues<Key extends string>(
  values: Record<Key, number>,
  of: (value: number) => number,
): Record<Key, number> {
  return Object.fromEntries(Object.entries<number>(values).map(([key, value]) => [key, of(value)])) as Record<
    Key,
    number
  >;
}

/** Both numbers, both NaN, or the same infinity. */
function sameClass(a: number, b: number): boolean {
  return Number.isFinite(a) ? Number.isFinite(b) : Object.is(a, b);
}
