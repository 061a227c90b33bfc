import type { MacTable, MacTableArray, SummedFigure, SystolicCells } from '../study/index.ts';
import { plainFigure } from './energy.ts';
import { overExact, withRatio } from './over-exact.ts';
import { productText } from './product-text.ts';
import { type Column, left, markdownTable, right, textTable } from './table.ts';

type Of = (array: MacTableArray) => number | undefined;

/** The arrays of a table: sizes and energy by hierarchy, and whether they fit an iCE40 HX8K. */
export function arrayTableText({ arrays, technologies }: MacTable, style: 'text' | 'markdown'): string {
  const render = style === 'markdown' ? markdownTable<MacTableArray> : textTable<MacTableArray>;
  const column = (title: string, of: Of): Column<MacTableArray> =>
    right(title, (array) => {
      const value = of(array);
      if (value === undefined) return '-';
      return withRatio(plainFigure(value), overExact(arrays, array, of, isExact));
    });
  const summed = (title: string, of: (array: MacTableArray) => SummedFigure | undefined) =>
    column(title, (array) => of(array)?.all);
  const inCells = (at: number, of: (cells: SystolicCells) => number): Of => {
    return ({ cost }) => (cost.cells[at] === undefined ? undefined : of(cost.cells[at]));
  };
  const columns: Column<MacTableArray>[] = [
    left('array', ({ group }) => group),
    left('product', ({ element }) => productText(element)),
    summed('AIG', ({ cost }) => cost.aigNodes),
    summed('LUT4', ({ cost }) => cost.lut4),
    left('HX8K', placedText),
    ...technologies.flatMap(({ name }, at): Column<MacTableArray>[] => [
      column(
        `${name} um2`,
        inCells(at, ({ areaUm2 }) => areaUm2.all),
      ),
      column(
        'ps',
        inCells(at, ({ delayPs }) => delayPs),
      ),
      column(
        'fJ/clock',
        inCells(at, ({ energyFj }) => energyFj.all),
      ),
      column(
        'fJ/product',
        inCells(at, ({ energyFjPerProduct }) => energyFjPerProduct),
      ),
    ]),
  ];
  return render(columns, arrays);
}

const isExact = ({ element }: MacTableArray): boolean => element.product.product === 'exact';

function placedText({ placed }: MacTableArray): string {
  if (placed.kind === 'too-large') return `does not fit: ${placed.text}`;
  const { logicCells, logicCellsAvailable, fmaxMHz } = placed.cost;
  const [min, median, max] = [fmaxMHz.min, fmaxMHz.median, fmaxMHz.max].map((mhz) => mhz.toFixed(1));
  return `fits: ${logicCells} of ${logicCellsAvailable} logic cells; ${min} / ${median} / ${max} MHz`;
}

/** What the figures of arrays mean. */
export function arrayNotes(arrays: readonly MacTableArray[]): string[] {
  if (arrays.length === 0) return [];
  return [
    'arrays: checked on two matrices, every sum of the simulated RTL = model; sizes and energy are those of so many checked elements and of what is around them, synthesised apart; every element busy, reading not counted',
    'HX8K: placed and routed whole, harness included; Fmax min / median / max over seeds 1 to 5',
  ];
}
