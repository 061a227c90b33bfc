import { decode, type Format, toNumber, widthOf } from '../format/index.ts';
import type { TimedValue, TimingDiagram } from '../picture/index.ts';
import type { Trace, TraceStep } from '../study/index.ts';
import { type FloatSpec, isMac, macLatency, nameOf, resultFormat } from '../unit/index.ts';
import { describeExtent, type Extent } from '../verify/index.ts';
import { versionsNote } from './figures/conditions.ts';

/** A run of a checked unit as a timing diagram: codes, and below them the numbers they stand for. */
export function timingDiagram(
  spec: FloatSpec,
  extent: Extent,
  { ports, steps }: Trace,
  seed: number,
): TimingDiagram {
  const clocked = ports.some(({ name }) => name === 'clk_i');
  const latency = isMac(spec) ? macLatency(spec) : spec.stages;
  return {
    title: `${clocked ? 'Timing' : 'Steps'} of ${nameOf(spec)}`,
    subtitle: clocked
      ? `latency ${latency} cycle${latency === 1 ? '' : 's'}; operands and result of an operation have one colour`
      : 'no clock: a column is one pair of operands and its result',
    ...(clocked ? { clock: 'clk_i' } : {}),
    cycles: steps.length,
    signals: ports
      .filter(({ name }) => name !== 'clk_i')
      .map(({ name, width, direction }) => {
        const format = formatOf(spec, name, width);
        return {
          name,
          kind: width === 1 ? 'bit' : 'bus',
          values: steps.map((step) => timedValue(step, name, width, direction, format)),
        };
      }),
    notes: [
      `values before the edge that ends a cycle; operands gaussian, seed ${seed}`,
      `checked: ${describeExtent(extent)}; ${versionsNote()}`,
    ],
  };
}

/** The format of a port that carries one number. */
function formatOf(spec: FloatSpec, name: string, width: number): Format | undefined {
  if (!isMac(spec)) return name === 'p_o' ? resultFormat(spec) : spec.format;
  const { accumulator, product } = spec;
  const format = name === 'acc_o' && accumulator.kind === 'float' ? accumulator.format : product.format;
  return widthOf(format) === width ? format : undefined;
}

function timedValue(
  { values, operandsOf, resultOf }: TraceStep,
  name: string,
  width: number,
  direction: 'input' | 'output',
  format: Format | undefined,
): TimedValue {
  const value = values.get(name)!;
  const operation = direction === 'input' ? operandsOf : resultOf;
  const hex = value.toString(16).padStart(Math.ceil(width / 4), '0');
  return {
    level: width === 1 && value === 1n ? 1 : 0,
    lines: [
      hex.length > 9 ? `${hex.slice(0, 8)}…` : hex,
      ...(format === undefined ? [] : [numberText(toNumber(decode(format, value)))]),
    ],
    ...(operation === undefined || width === 1 ? {} : { operation }),
  };
}

/** A number in the width of a cycle. */
function numberText(value: number): string {
  const plain = String(value);
  return plain.length <= 9 ? plain : value.toPrecision(4);
}
