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
 * Places for the `bits` bits of an index: all vectors of an operand space without storing any operand. What counts
 * fastest, and so follows in the order of counting: `lanes`, then groups, then steps; or `steps`, so that each lane goes through
 * consecutive vectors.
 */
export function counterPlaces(
  bits: number,
  layout: Layout,
  fastest: 'lanes' | 'steps' = 'lanes',
): CounterPlaces {
  const inLanes = LANE_BITS + Math.log2(layout.groups);
  const inSteps = Math.max(0, bits - inLanes);
  const patterns: { place: Place; words: Int32Array }[] = [];
  const stepBits: Place[] = [];
  const places = Array.from({ length: bits }, (_, bit): Place => {
    const lane = fastest === 'lanes' ? bit : bit - inSteps;
    if (lane < 0 || lane >= inLanes) {
      const place = layout.fixed();
      stepBits.push(place);
      return place;
    }
    const place = lane < LANE_BITS ? layout.fixed() : layout.lane();
    patterns.push({ place, words: counterBits(lane, 0, lane < LANE_BITS ? 4 : 4 * layout.groups) });
    return place;
  });
  return { places, patterns, stepBits };
}
