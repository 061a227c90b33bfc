import type { TechCell, Technology } from './technology.ts';

/**
 * The smallest inverter, of several the one with the smallest input: what is taken to drive every input port. None where
 * there is no inverter.
 */
export function drivingCellOf({ cells }: Technology): TechCell | undefined {
  return cells
    .filter(
      ({ inputs: [input, ...more], outputs: [output] }) =>
        input !== undefined &&
        more.length === 0 &&
        output?.function.replace(/[()]/g, '') === `!${input.name}`,
    )
    .reduce<TechCell | undefined>((a, b) => (a === undefined || isSmaller(b, a) ? b : a), undefined);
}

function isSmaller(a: TechCell, b: TechCell): boolean {
  if (a.areaUm2 !== b.areaUm2) return a.areaUm2 < b.areaUm2;
  return (a.inputs[0]?.capFf ?? 0) < (b.inputs[0]?.capFf ?? 0);
}
