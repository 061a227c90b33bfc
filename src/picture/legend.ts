import { SERIES_COUNT } from './style.ts';
import { element, px, text, textWidth } from './svg.ts';

/** Shapes of about equal area, in the order of the series. */
const SHAPES: readonly ((r: number) => string)[] = [
  (r) => `m${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  (r) => `m${px(-0.9 * r)} ${px(-0.9 * r)}h${px(1.8 * r)}v${px(1.8 * r)}h${px(-1.8 * r)}z`,
  (r) => `m0 ${px(-1.2 * r)}l${px(1.15 * r)} ${2 * r}h${px(-2.3 * r)}z`,
  (r) =>
    `m0 ${px(-1.3 * r)}l${px(1.3 * r)} ${px(1.3 * r)}l${px(-1.3 * r)} ${px(1.3 * r)}l${px(-1.3 * r)} ${px(-1.3 * r)}z`,
  (r) => `m0 ${px(1.2 * r)}l${px(1.15 * r)} ${-2 * r}h${px(-2.3 * r)}z`,
  (r) => `m${px(-1.1 * r)} ${px(-0.5 * r)}h${px(2.2 * r)}v${r}h${px(-2.2 * r)}z`,
  (r) => `m${px(-0.5 * r)} ${px(-1.1 * r)}h${r}v${px(2.2 * r)}h${-r}z`,
];

const DASHES = ['', '7 3', '2 3', '9 3 2 3', '4 4', '12 4', '1 5'] as const;

/** The mark of a series at a place: a colour and a shape that no other series has. */
export function markAt(series: number, x: number, y: number, radius = 5): string {
  const at = series % SERIES_COUNT;
  return element('path', { class: `mark s${at}`, d: `M${px(x)} ${px(y)}${SHAPES[at]!(radius)}` });
}

/** The dashes of a series, for its line. */
export function dashOf(series: number): string | undefined {
  const dash = DASHES[series % SERIES_COUNT]!;
  return dash === '' ? undefined : dash;
}

/** Names beside a sign each, in as many rows as the width asks for. */
export function legendAt(
  names: readonly string[],
  left: number,
  top: number,
  right: number,
  sign: (series: number, x: number, y: number) => string,
): { readonly body: readonly string[]; readonly height: number } {
  let [x, y] = [left, top];
  const body: string[] = [];
  for (const [series, name] of names.entries()) {
    const width = 30 + textWidth(name);
    if (x > left && x + width > right) [x, y] = [left, y + 18];
    body.push(sign(series, x + 8, y + 9), text(name, x + 20, y + 13));
    x += width;
  }
  return { body, height: names.length === 0 ? 0 : y + 20 - top };
}
