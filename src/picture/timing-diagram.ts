import { type Picture, type PictureHead, sheetOf } from './sheet.ts';
import { SERIES_COUNT } from './style.ts';
import { element, line, px, text } from './svg.ts';

/** What a signal is during one cycle. */
export interface TimedValue {
  /** Of a wider signal: as it is to be read, a line each. */
  readonly lines: readonly string[];
  /** Of a single bit. */
  readonly level: 0 | 1;
  /** Values of one operation have one colour, from operands to result. */
  readonly operation?: number;
}

/** Signals cycle by cycle, as they stand before the edge that ends the cycle. */
export interface TimingDiagram extends PictureHead {
  /** The name of the clock; without one, steps are no cycles. */
  readonly clock?: string;
  readonly cycles: number;
  readonly signals: readonly {
    readonly name: string;
    readonly kind: 'bit' | 'bus';
    readonly values: readonly TimedValue[];
  }[];
}

const NAMES = 110;
const CYCLE = 74;
const ROW = 40;
const HIGH = 26;

export function drawTimingDiagram(diagram: TimingDiagram): Picture {
  const { clock, cycles, signals } = diagram;
  const width = NAMES + CYCLE * cycles + 24;
  const rows = (clock === undefined ? 0 : 1) + signals.length;
  return sheetOf(diagram, width, (top) => {
    const placeOf = (row: number): number => top + 20 + row * ROW;
    const first = clock === undefined ? 0 : 1;
    const edges = Array.from({ length: cycles + 1 }, (_, at) => NAMES + CYCLE * at);
    return {
      body: [
        ...edges
          .slice(0, -1)
          .map((x, at) =>
            text(String(at), x + CYCLE / 2, top + 10, { 'text-anchor': 'middle', class: 'quiet small' }),
          ),
        ...edges.map((x) => line(x, top + 14, x, placeOf(rows) - 8, 'rule')),
        ...(clock === undefined ? [] : [name(clock, placeOf(0)), clockLine(placeOf(0), cycles)]),
        ...signals.flatMap((signal, at) => [
          name(signal.name, placeOf(first + at)),
          ...(signal.kind === 'bit'
            ? [bitLine(signal.values, placeOf(first + at))]
            : busBoxes(signal.values, placeOf(first + at))),
        ]),
      ],
      height: 20 + rows * ROW,
    };
  });
}

const name = (content: string, y: number): string =>
  text(content, NAMES - 10, y + 18, { 'text-anchor': 'end', class: 'mono' });

/** Rising at the start of each cycle. */
function clockLine(y: number, cycles: number): string {
  const half = CYCLE / 2;
  return element('path', {
    class: 'stroke',
    d: `M${NAMES} ${y + HIGH}${`v${-HIGH}h${half}v${HIGH}h${half}`.repeat(cycles)}`,
  });
}

function bitLine(values: readonly TimedValue[], y: number): string {
  const at = (level: 0 | 1): number => y + (level === 1 ? 0 : HIGH);
  const steps = values.map(({ level }) => `V${px(at(level))}h${CYCLE}`).join('');
  return element('path', { class: 'line l1', d: `M${NAMES} ${px(at(values[0]?.level ?? 0))}${steps}` });
}

/** A box for each cycle, pointed at its ends; the colour is that of the operation. */
function busBoxes(values: readonly TimedValue[], y: number): string[] {
  const middle = HIGH / 2;
  return values.flatMap(({ lines, operation }, at) => {
    const x = NAMES + CYCLE * at;
    const d = `M${x} ${px(y + middle)}l4 ${-middle}h${CYCLE - 8}l4 ${middle}l-4 ${middle}h${8 - CYCLE}z`;
    return [
      element('path', { class: 'box', d }),
      ...(operation === undefined
        ? []
        : [element('path', { class: `s${operation % SERIES_COUNT}`, 'fill-opacity': 0.28, d })]),
      ...lines.map((each, row) =>
        text(each, x + CYCLE / 2, y + (lines.length === 1 ? 17 : 11 + 12 * row), {
          'text-anchor': 'middle',
          class: row === 0 ? 'mono small' : 'small quiet',
        }),
      ),
    ];
  });
}
