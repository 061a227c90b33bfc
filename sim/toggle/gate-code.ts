import type { Expression } from '../netlist/expression.ts';
import { popcount, wordText } from './word-function.ts';

/** Waveforms of one step, net after net: net n changes at times[i] to values[i], for i from starts[n] up to ends[n]. */
export interface Waves {
  times: Int32Array;
  values: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** By net: its settled value before the step. */
  readonly before: Int32Array;
  /** Room for the changes of a function before its delay: when, to what, in which lanes. */
  at: Int32Array;
  to: Int32Array;
  changed: Int32Array;
}

/** All nets at 0, and room to begin with. */
export function noWaves(netCount: number): Waves {
  const room = (): Int32Array => new Int32Array(1024);
  return {
    times: room(),
    values: room(),
    starts: new Int32Array(netCount),
    ends: new Int32Array(netCount),
    before: new Int32Array(netCount),
    at: room(),
    to: room(),
    changed: room(),
  };
}

/**
 * Writes the waveform of `output`, from `top` on, and returns where it ends. Its inputs are pins[from], pins[from + 1], …
 * Lanes are bits; toggles are added up over them.
 */
export type GateCode = (
  waves: Waves,
  pins: Int32Array,
  from: number,
  output: number,
  ticks: number,
  top: number,
  toggles: Float64Array,
) => number;

/** The settled value of a function whose inputs are nets in `values`. */
export type SettledCode = (values: Int32Array, pins: Int32Array, from: number) => number;

const names = (inputs: number): string[] => Array.from({ length: inputs }, (_, index) => `v${index}`);

export function settledCode(expression: Expression, inputs: number): SettledCode {
  const body = [
    `'use strict';`,
    ...names(inputs).map((name, index) => `const ${name} = values[pins[from + ${index}]];`),
    `return ${wordText(expression, names(inputs))};`,
  ];
  return new Function('values', 'pins', 'from', body.join('\n')) as SettledCode;
}

/**
 * One function, specialised for its inputs. It merges the waveforms of its inputs in time, and lets a change pass after
 * its delay in those lanes where no other change came meanwhile:
 *
 *   out(t) = AND of f over [t - ticks, t - 1]  |  out(t - 1) & OR of f over the same window
 *
 * which for changes, in place of points of time, is: a change of f at time s reaches the output at s + ticks unless f
 * changes again before then. A pulse of exactly `ticks` passes.
 */
export function gateCode(expression: Expression, inputs: number): GateCode {
  const each = (text: (index: number) => string): string[] =>
    Array.from({ length: inputs }, (_, i) => text(i));
  const value = wordText(expression, names(inputs));
  const body = [
    `'use strict';`,
    'const { times, values, starts, ends, before, at, to, changed } = waves;',
    ...each((i) => `const n${i} = pins[from + ${i}]; let i${i} = starts[n${i}]; const e${i} = ends[n${i}];`),
    'starts[output] = top;',
    `if (${each((i) => `i${i} === e${i}`).join(' && ') || 'true'}) { ends[output] = top; return top; }`,
    ...each((i) => `let v${i} = before[n${i}]; let t${i} = i${i} < e${i} ? times[i${i}] : 0x7fffffff;`),
    `let f = ${value}; let out = f; let count = 0;`,
    'for (;;) {',
    '  let t = t0;',
    ...each((i) => (i === 0 ? '' : `  if (t${i} < t) t = t${i};`)),
    '  if (t === 0x7fffffff) break;',
    ...each(
      (i) =>
        `  if (t${i} === t) { v${i} = values[i${i}]; i${i} = (i${i} + 1) | 0; t${i} = i${i} < e${i} ? times[i${i}] : 0x7fffffff; }`,
    ),
    `  const next = ${value}; const lanes = next ^ f;`,
    '  if (lanes !== 0) { at[count] = t; to[count] = next; changed[count] = lanes; count = (count + 1) | 0; f = next; }',
    '}',
    'let total = 0;',
    'for (let k = 0; k < count; k = (k + 1) | 0) {',
    '  const due = (at[k] + ticks) | 0; let passes = changed[k];',
    '  for (let j = (k + 1) | 0; j < count && at[j] < due && passes !== 0; j = (j + 1) | 0) passes &= ~changed[j];',
    '  if (passes === 0) continue;',
    '  const next = (out & ~passes) | (to[k] & passes); const lanes = next ^ out;',
    '  if (lanes === 0) continue;',
    '  out = next; times[top] = due; values[top] = next; top = (top + 1) | 0; total = (total + popcount(lanes)) | 0;',
    '}',
    'ends[output] = top; toggles[output] += total;',
    'return top;',
  ];
  const signature = 'waves, pins, from, output, ticks, top, toggles';
  return new Function('popcount', `return function (${signature}) {\n${body.join('\n')}\n};`)(
    popcount,
  ) as GateCode;
}
