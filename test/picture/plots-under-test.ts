import type { Brackets, HeatMap, Lines, Plot, Scatter, StackedBars } from '../../src/picture/index.ts';

/** Figures made up: easy to find again in a picture. */
export const heatMap: HeatMap = {
  kind: 'heat-map',
  title: 'Errors <of> "a" & b',
  subtitle: 'of nothing',
  x: { label: 'x' },
  y: { label: 'y' },
  value: { label: 'error', unit: '%' },
  columns: ['1.0', '1.5'],
  rows: ['1.0', '1.5'],
  values: [
    [10, 0],
    [-10, 5],
  ],
  notes: ['checked: all 4 pairs'],
};

export const scatter: Scatter = {
  kind: 'scatter',
  title: 'Scatter',
  x: { label: 'area', unit: 'µm²' },
  y: { label: 'error', unit: '%' },
  points: [
    { name: 'cheap', group: 'l', x: 100, y: 8 },
    { name: 'beaten', group: 'l', x: 200, y: 9 },
    { name: 'right', group: 'e', x: 300, y: 2 },
    { name: 'twin', group: 'e', x: 300, y: 2 },
  ],
};

export const lines: Lines = {
  kind: 'lines',
  title: 'Lines',
  x: { label: 'mantissa', unit: 'bits' },
  y: { label: 'energy', unit: 'fJ', scale: 'log' },
  series: [
    {
      name: 'adder',
      points: [
        { x: 1, y: 10 },
        { x: 2, y: 100 },
      ],
    },
    { name: 'exact', points: [{ x: 2, y: 1000 }] },
  ],
};

export const bars: StackedBars = {
  kind: 'stacked-bars',
  title: 'Bars',
  value: { label: 'AIG nodes' },
  parts: ['product', 'rest'],
  bars: [
    { name: 'shared', values: [120, -20] },
    { name: 'plain', values: [60, 40] },
  ],
};

export const brackets: Brackets = {
  kind: 'brackets',
  title: 'Brackets',
  value: { label: 'energy', unit: 'fJ' },
  words: { low: 'none', middle: 'real', high: 'unit' },
  rows: [{ name: 'u', low: 100, middle: 150, high: 200 }],
};

export const plots: readonly Plot[] = [heatMap, scatter, lines, bars, brackets];
