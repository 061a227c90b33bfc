import { type ErrorMap, errorMap } from '../src/explore/index.ts';
import { fieldsOf } from '../src/format/index.ts';
import { canonicalJson, type UnitSpec } from '../src/unit/index.ts';
import { colourOf, scaleGradient, themeNow } from './colours.ts';
import { byId, element, table } from './dom.ts';
import { percentText } from './operands.ts';

const PIXELS = 512;

let spec: UnitSpec | undefined;
let map: ErrorMap | undefined;
let cells: HTMLCanvasElement | undefined;
let operands: readonly [bigint | undefined, bigint | undefined] = [undefined, undefined];
let marked: readonly [number, number] = [0, 0];
/** Whether the map of `spec` is still to be computed. */
let isWaiting = false;

type Pick = (manA: bigint, manB: bigint) => void;

export function setUpHeatMap(pick: Pick): void {
  byId('error-map').append(
    element(
      'figure',
      {},
      element(
        'div',
        { class: 'plot' },
        element('span', { class: 'y-label' }, 'significand of b'),
        element('span', { class: 'y-ticks' }, ...['2', '1.5', '1'].map((tick) => element('span', {}, tick))),
        element('canvas', {
          id: 'map',
          width: PIXELS,
          height: PIXELS,
          tabindex: '0',
          role: 'img',
          on: {
            pointermove: (event) => readOut(cellAt(event as PointerEvent)),
            pointerleave: () => readOut(marked),
            click: (event) => pickCell(cellAt(event as PointerEvent), pick),
            keydown: (event) => moveMark(event as KeyboardEvent, pick),
          },
        }),
        element('span', { class: 'x-ticks' }, ...['1', '1.5', '2'].map((tick) => element('span', {}, tick))),
        element('span', { class: 'x-label' }, 'significand of a'),
      ),
      element(
        'figcaption',
        {},
        element('div', { class: 'scale', id: 'scale' }),
        element('div', { class: 'scale-ticks', id: 'scale-ticks' }),
        element('output', { id: 'read-out' }),
        element('div', { id: 'statistics' }),
        element('p', { class: 'note', id: 'map-says' }),
        element(
          'p',
          { class: 'note' },
          'Click a cell, or move with the arrow keys, to take its mantissas as operands.',
        ),
      ),
    ),
  );
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    paintCells();
    drawMap();
  });
}

/** Draws the map of a unit; of the same unit as before, only marks the operands. */
export function showHeatMap(next: UnitSpec, a: bigint | undefined, b: bigint | undefined): void {
  operands = [a, b];
  if (spec !== undefined && canonicalJson(spec) === canonicalJson(next)) {
    if (!isWaiting) markOperands();
    return;
  }
  spec = next;
  if (isWaiting) return;
  isWaiting = true;
  byId('error-map').classList.add('stale');
  // After all else has been painted: of 16-bit formats it is 16,384 products.
  requestAnimationFrame(() => setTimeout(computeMap));
}

function computeMap(): void {
  isWaiting = false;
  if (spec === undefined) return;
  map = errorMap(spec);
  byId('error-map').classList.remove('stale');
  paintCells();
  showStatistics(map, spec);
  markOperands();
}

function markOperands(): void {
  if (map === undefined || spec === undefined) return;
  marked = [cellOf(map, spec, operands[0]), cellOf(map, spec, operands[1])];
  drawMap();
  readOut(marked);
}

/** One pixel a cell, to be drawn larger. */
function paintCells(): void {
  if (map === undefined) return;
  const { size, errors } = map;
  const theme = themeNow();
  const image = new ImageData(size, size);
  const largest = scaleEnd(map);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      const [red, green, blue] = colourOf((errors[i * size + j] as number) / largest, theme);
      image.data.set([red, green, blue, 255], 4 * ((size - 1 - j) * size + i));
    }
  cells = element('canvas', { width: size, height: size });
  cells.getContext('2d')?.putImageData(image, 0, 0);
  byId('scale').style.background = scaleGradient(theme);
}

function drawMap(): void {
  const context = byId<HTMLCanvasElement>('map').getContext('2d');
  if (context === null || cells === undefined || map === undefined) return;
  context.imageSmoothingEnabled = false;
  context.drawImage(cells, 0, 0, PIXELS, PIXELS);
  const side = PIXELS / map.size;
  const [x, y] = [marked[0] * side, (map.size - 1 - marked[1]) * side];
  // Two outlines: one of them stands out whatever the colour below.
  for (const [width, colour] of [
    [5, '#000'],
    [2, '#fff'],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.strokeRect(x, y, side, side);
  }
}

/** The end of the colour scale, the same to both sides; a unit without error has one too. */
const scaleEnd = ({ min, max }: ErrorMap): number => Math.max(Math.abs(min), Math.abs(max)) || 0.01;

function showStatistics(shown: ErrorMap, { format, output, product }: UnitSpec): void {
  const { size, step, bias, mred, min, max, notRne } = shown;
  const end = scaleEnd(shown);
  byId('scale-ticks').replaceChildren(
    ...[percentText(-end), '0', percentText(end)].map((text) => element('span', {}, text)),
  );
  byId('statistics').replaceChildren(
    table(
      'Relative error of the model',
      ['', 'value'],
      [
        ['mean (bias)', percentText(bias)],
        ['mean absolute (MRED)', percentText(mred)],
        ['least', percentText(min)],
        ['greatest', percentText(max)],
        ...(notRne === undefined
          ? []
          : [['not the correctly rounded result', `${(100 * notRne).toFixed(1)}\u00a0%`]]),
      ],
      [1],
    ),
  );
  const pairs = (size * size).toLocaleString('en');
  const which = step === 1 ? `All ${pairs} pairs of mantissas` : `${pairs} pairs of mantissas in equal steps`;
  byId('map-says').textContent =
    `${which}, both operands in one binade in mid-range, against the real ${product === 'add' ? 'sum' : 'product'}. This is the bit-true model; hardware has these errors once it has passed its check below.`;
  byId('map').setAttribute(
    'aria-label',
    `Relative error of ${format.name}${output === 'wide' ? ', wide' : ''} over both mantissas: mean ${percentText(bias)}, from ${percentText(min)} to ${percentText(max)}. Arrow keys move the operands.`,
  );
}

function readOut([i, j]: readonly [number, number]): void {
  if (map === undefined || spec === undefined) return;
  const { size, step, first, errors } = map;
  const one = 2 ** spec.format.manBits;
  const significand = (at: number): string => `${Number((1 + (at * step + first) / one).toPrecision(8))}`;
  byId('read-out').textContent =
    `a = ${significand(i)}, b = ${significand(j)} times a power of two: ${percentText(errors[i * size + j] as number)}`;
}

function cellAt({ offsetX, offsetY, target }: PointerEvent): readonly [number, number] {
  const { clientWidth, clientHeight } = target as HTMLCanvasElement;
  const size = map?.size ?? 1;
  const place = (share: number): number => Math.min(size - 1, Math.max(0, Math.floor(share * size)));
  return [place(offsetX / clientWidth), place(1 - offsetY / clientHeight)];
}

/** The cell of an operand's mantissa. */
function cellOf({ step }: ErrorMap, { format }: UnitSpec, code: bigint | undefined): number {
  return code === undefined ? 0 : Math.floor(Number(fieldsOf(format, code).man) / step);
}

function pickCell([i, j]: readonly [number, number], pick: Pick): void {
  if (map === undefined) return;
  const { step, first } = map;
  pick(BigInt(i * step + first), BigInt(j * step + first));
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

function moveMark(event: KeyboardEvent, pick: Pick): void {
  const move = MOVES[event.key];
  if (move === undefined || map === undefined) return;
  event.preventDefault();
  const last = map.size - 1;
  const to = (at: number, by: number): number => Math.min(last, Math.max(0, at + by));
  pickCell([to(marked[0], move[0]), to(marked[1], move[1])], pick);
}
