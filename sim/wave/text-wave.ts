import type { Simulator } from '../engine/simulator.ts';
import { record, type Sample } from './recorder.ts';

/** A simulator that also keeps one lane for drawing, and the drawing of what it has kept. */
export interface TextWave {
  readonly simulator: Simulator;
  /** One line for each signal: bits as `_` and `~`, wider ones in hexadecimal, a column for each moment. */
  draw(): string;
}

/** Keeps the first `limit` moments. Default 64. */
export function recordText(
  simulator: Simulator,
  { lane = 0, limit = 64 }: { readonly lane?: number; readonly limit?: number } = {},
): TextWave {
  const samples: Sample[] = [];
  const take = (sample: Sample): void => {
    if (samples.at(-1)?.time === sample.time) samples.pop();
    if (samples.length < limit) samples.push(sample);
  };
  return { simulator: record(simulator, take, lane), draw: () => draw(simulator, samples) };
}

function draw({ ports }: Simulator, samples: readonly Sample[]): string {
  const label = Math.max(4, ...ports.map(({ name, width }) => titleOf(name, width).length));
  const widest = Math.max(2, ...ports.map(({ width }) => Math.ceil(width / 4)));
  const column = 1 + Math.max(widest, String(samples.at(-1)?.time ?? 0).length);
  const times = samples.map(({ time }) => String(time).padEnd(column)).join('');
  const rows = ports.map(({ name, width }) => {
    let last: bigint | undefined;
    const cells = samples.map(({ values }) => {
      const value = values.get(name)!;
      const cell =
        width === 1
          ? (value === 1n ? '~' : '_').repeat(column)
          : value === last
            ? '.'.padEnd(column)
            : value
                .toString(16)
                .padStart(Math.ceil(width / 4), '0')
                .padEnd(column);
      last = value;
      return cell;
    });
    return `${titleOf(name, width).padEnd(label)}  ${cells.join('')}`.trimEnd();
  });
  return [`${'time'.padEnd(label)}  ${times}`.trimEnd(), ...rows].join('\n');
}

const titleOf = (name: string, width: number): string => (width === 1 ? name : `${name}[${width - 1}:0]`);
