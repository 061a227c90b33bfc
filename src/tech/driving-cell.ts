import type { TechCell, Technology } from './technology.ts';

/** The smallest inverter: what is taken to drive every input port. None where there is no inverter. */
export function drivingCellOf({ cells }: Technology): TechCell | undefined {
  return cells
    .filter(
      ({ inputs: [input, ...more], outputs: [output] }) =>
        input !== undefined &&
        more.length === 0 &&
        output?.function.replace(/[()]/g, '') === `!${input.name}`,
    )
    .reduce<TechCell | undefined>((a, b) => (a === undefined || b.areaUm2 < a.areaUm2 ? b : a), undefined);
}
