import type { LookupTable } from './technology.ts';

/**
 * Bilinear between the four nearest entries; outside the table the outermost pair goes on as a straight line, as Liberty
 * defines it.
 */
export function lookUp({ slewsPs, loadsFf, values }: LookupTable, slewPs: number, loadFf: number): number {
  const [row, rowShare] = place(slewsPs, slewPs);
  const [column, columnShare] = place(loadsFf, loadFf);
  const width = loadsFf.length;
  const at = (i: number): number => {
    const low = values[i * width + column] as number;
    return columnShare === 0 ? low : low + columnShare * ((values[i * width + column + 1] as number) - low);
  };
  const low = at(row);
  return rowShare === 0 ? low : low + rowShare * (at(row + 1) - low);
}

/** The entry below, and how far on the way to the next one: below 0 or above 1 outside of the axis. */
function place(axis: readonly number[], x: number): readonly [index: number, share: number] {
  if (axis.length < 2) return [0, 0];
  let index = 0;
  while (index < axis.length - 2 && x >= (axis[index + 1] as number)) index += 1;
  const [from, to] = [axis[index] as number, axis[index + 1] as number];
  return [index, (x - from) / (to - from)];
}
