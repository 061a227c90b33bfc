import { Diagnostic } from '../diagnostic.ts';
import { deviceFacts, type PlacedCost, placeAndRoute, type ToolLimits } from '../synth/index.ts';
import type { Ice40Device } from '../tools/index.ts';
import { type SystolicSpec, systolicName, systolicPorts } from '../unit/index.ts';
import { type CheckedSystolic, elementCells } from '../verify/index.ts';

/** How it went to place and route an array: figures, or by how much the device is too small. */
export type Placement =
  | { readonly kind: 'placed'; readonly cost: PlacedCost; readonly freqMHz?: number }
  | { readonly kind: 'too-large'; readonly text: string };

export interface FitOptions extends ToolLimits {
  readonly device: Ice40Device;
  readonly onProgress?: (text: string) => void;
}

/** By how much a device is too small for the elements alone, if it is: what cannot be placed need not be synthesised whole. */
export async function tooManyElements(
  spec: SystolicSpec,
  { device, onProgress, ...limits }: FitOptions,
): Promise<Placement | undefined> {
  onProgress?.(`${systolicName(spec)}: one element on iCE40`);
  const { each, all } = await elementCells(spec, limits);
  const { logicCells } = deviceFacts[device];
  if (all <= logicCells) return undefined;
  const text = `${spec.rows * spec.cols} elements of ${each} logic cells alone need ${all}, ${device} has ${logicCells}: ${all - logicCells} too many`;
  return { kind: 'too-large', text };
}

/** Figures of place and route of a checked array, or by how much the device is too small. Throws ToolError. */
export async function placementOf(
  { spec, source }: CheckedSystolic,
  {
    device,
    seeds,
    freqMHz,
    onProgress,
    ...limits
  }: FitOptions & { readonly seeds: readonly number[]; readonly freqMHz?: number },
): Promise<Placement> {
  onProgress?.(`${source.top}: place and route on ${device}, ${seeds.length} seeds`);
  const clock = freqMHz === undefined ? {} : { freqMHz };
  try {
    const cost = await placeAndRoute(source, systolicPorts(spec), { device, seeds, ...clock, ...limits });
    return { kind: 'placed', cost, ...clock };
  } catch (error) {
    if (!(error instanceof Diagnostic) || error.code !== 'synth/does-not-fit') throw error;
    return { kind: 'too-large', text: `${error.text}, harness included` };
  }
}
