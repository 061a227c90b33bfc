import { counterBits } from '../engine/counter.ts';
import type { Layout, Place } from '../kernel/layout.ts';

/** Index bits below this number the lanes of one vector. */
export const LANE_BITS = 7;

/** Bits of a vector's index, as a kernel reads them: constant patterns, and bits of the step. */
export interface CounterPlaces {
  readonly places: readonly Place[];
  /** Patterns that never change, by place. */
  readonly patterns: readonly { readonly place: Place; readonly words: Int32Array }[];
  /** Places of the bits of the step, lowest first, which the driver writes before each step. */
  readonly stepBits: readonly Place[];
}

/**
 * Places for the `bits` bits of an index that counts lanes, then groups, then steps: all vectors of an operand space
 * without storing any operand.
 */
export function counterPlaces(bits: number, layout: Layout): CounterPlaces {
  const groupBits = Math.log2(layout.groups);
  const patterns: { place: Place; words: Int32Array }[] = [];
  const stepBits: Place[] = [];
  const places = Array.from({ length: bits }, (_, bit): Place => {
    if (bit >= LANE_BITS + groupBits) {
      const place = layout.fixed();
      stepBits.push(place);
      return place;
    }
    const place = bit < LANE_BITS ? layout.fixed() : layout.lane();
    patterns.push({ place, words: counterBits(bit, 0, bit < LANE_BITS ? 4 : 4 * layout.groups) });
    return place;
  });
  return { places, patterns, stepBits };
}
