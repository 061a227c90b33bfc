import type { PictureHead } from './sheet.ts';

/** What an axis counts. The unit is written on it. */
export interface Axis {
  readonly label: string;
  readonly unit?: string;
  /** A logarithmic axis has no zero; a linear one starts there. Default linear. */
  readonly scale?: 'linear' | 'log';
}

/** A value for each pair of a row and a column, as colours about zero. */
export interface HeatMap extends PictureHead {
  readonly kind: 'heat-map';
  readonly x: Axis;
  readonly y: Axis;
  readonly value: Axis;
  /** What each column, and each row, stands for. */
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** Row by row. */
  readonly values: readonly (readonly number[])[];
  /** End of the colour scale to both sides, for maps that are to be compared. Default: the largest value. */
  readonly limit?: number;
}

export interface Point {
  readonly name: string;
  readonly group: string;
  readonly x: number;
  readonly y: number;
}

/** Points of two costs; less of either is better. */
export interface Scatter extends PictureHead {
  readonly kind: 'scatter';
  readonly x: Axis;
  readonly y: Axis;
  readonly points: readonly Point[];
}

/** One or more curves over a common axis. */
export interface Lines extends PictureHead {
  readonly kind: 'lines';
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly {
    readonly name: string;
    readonly points: readonly { readonly x: number; readonly y: number }[];
  }[];
}

/** Sums and what they are made of. A value that is not there is 0. */
export interface StackedBars extends PictureHead {
  readonly kind: 'stacked-bars';
  readonly value: Axis;
  readonly parts: readonly string[];
  readonly bars: readonly { readonly name: string; readonly values: readonly number[] }[];
}

/** A figure between a lower and an upper estimate of it. */
export interface Brackets extends PictureHead {
  readonly kind: 'brackets';
  readonly value: Axis;
  readonly words: { readonly low: string; readonly middle: string; readonly high: string };
  readonly rows: readonly {
    readonly name: string;
    readonly low: number;
    readonly middle: number;
    readonly high: number;
  }[];
}

/** A plot as data: everything in the picture, and nothing of how it is drawn. */
export type Plot = HeatMap | Scatter | Lines | StackedBars | Brackets;

export function axisText({ label, unit }: Axis): string {
  return unit === undefined ? label : `${label} (${unit})`;
}
