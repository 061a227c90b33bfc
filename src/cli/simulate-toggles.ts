import { compileToggles, type Netlist, runToggleSweep, type ToggleCounts } from '../../sim/index.ts';

/** All vectors are gone through for their toggles up to this many bits of input. */
export const TOGGLE_BITS = 36;

/**
 * Toggles of every net over all combinations of the inputs, counting, the first port slowest. Undefined for clocked
 * logic, and where there are more inputs than can be gone through.
 */
export async function countAllVectors(netlist: Netlist): Promise<ToggleCounts | undefined> {
  const inputs = netlist.ports.filter(({ direction }) => direction === 'input');
  const indexBits = inputs.reduce((sum, { width }) => sum + width, 0);
  if (indexBits > TOGGLE_BITS || netlist.clocks.length > 0) return undefined;
  let firstBit = indexBits;
  const places = inputs.map(({ name, width }) => {
    firstBit -= width;
    return [name, { firstBit }] as const;
  });
  return runToggleSweep(compileToggles({ netlist, indexBits, inputs: Object.fromEntries(places) }));
}
