import type { ToolLimits } from '../synth/index.ts';
import type { Technology } from '../tech/index.ts';
import { macName } from '../unit/index.ts';
import { type BuiltUnit, buildSource, levelsOf } from './build.ts';
import type { CheckedSystolic } from './check-systolic.ts';
import { proveSteps } from './prove-mapped.ts';
import type { MappedLevel } from './verdict.ts';

/** What is around the elements of a checked array: delay lines, and the way to a row of sums; proved to be its RTL. */
export interface CheckedEdges extends BuiltUnit {
  readonly kind: 'edges';
}

/**
 * Takes the elements out of an array, and what is left through every level: their pins have become ports. Undefined where
 * SAT does not say in time that a netlist makes the steps of the RTL.
 */
export async function checkEdges(
  { spec, source }: CheckedSystolic,
  {
    technologies,
    ...options
  }: ToolLimits & {
    readonly technologies: readonly Technology[];
    readonly onProgress?: (text: string) => void;
  },
): Promise<CheckedEdges | undefined> {
  const { onProgress = () => {}, ...limits } = options;
  const name = `${source.top}, without its elements`;
  onProgress(`${name}: synthesis`);
  const built = await buildSource({ ...source, without: macName(spec.element) }, { technologies, ...limits });
  const proof = await proveSteps(name, built, options);
  const isProved = levelsOf(built).every(
    (level) => level === 'rtl' || proof[level as MappedLevel] === 'proved',
  );
  return isProved ? { kind: 'edges', ...built } : undefined;
}
