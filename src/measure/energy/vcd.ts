import { countToggles, packLanes, type ToggleCounter } from '../../../sim/index.ts';
import type { OperandStream } from '../operands/index.ts';
import type { RunOptions } from './run.ts';
import { structureOf } from './structure.ts';
import type { EnergyModel } from './weights.ts';

/** A net takes a value, at a time in ticks of the delay grid. */
interface Event {
  readonly time: number;
  readonly net: number;
  readonly value: number;
}

/**
 * The first `pairs` operations of a stream as a value change dump (IEEE 1364, 18.2) of every net, glitches included. One
 * operation takes a period, or what the slowest of these takes if that is longer.
 */
export function vcdText(
  model: EnergyModel,
  stream: OperandStream,
  options: { readonly pairs: number; readonly periodPs: number } & RunOptions,
): string {
  const { netlist, technology, gridPs } = model;
  const { top, names, aliases, nets: all } = structureOf(netlist, technology);
  const clock = netlist.clocks[0]?.net;
  const nets = all.filter((net) => net !== clock);
  const { starting, steps } = recorded(model, stream, options, nets);
  const slowest = steps.flat().reduce((last, { time }) => Math.max(last, time), 0);
  const period = Math.max(Math.ceil(options.periodPs / gridPs), slowest + 1);
  const clocked = (step: number): Event[] =>
    clock === undefined
      ? []
      : [
          { time: step * period, net: clock, value: 1 },
          { time: step * period + Math.floor(period / 2), net: clock, value: 0 },
        ];
  const events = steps
    .flatMap((step, index) => [
      ...clocked(index + 1),
      ...step.map((event) => ({ ...event, time: (index + 1) * period + event.time })),
    ])
    .sort((x, y) => x.time - y.time);
  // The grid may be finer than a picosecond, and a time scale is a power of ten.
  const [scale, perTick] = Number.isInteger(gridPs) ? ['1 ps', gridPs] : ['1 fs', Math.round(1000 * gridPs)];
  const shown = clock === undefined ? nets : [clock, ...nets];
  const variable = (net: number, name: string): string => `$var wire 1 ${codeOf(net)} ${name} $end`;
  return [
    `$timescale ${scale} $end`,
    `$scope module ${top} $end`,
    ...shown.map((net) => variable(net, names[net] as string)),
    ...aliases.filter(({ net }) => net > 1).map(({ bit, net }) => variable(net, bit)),
    '$upscope $end',
    '$enddefinitions $end',
    '#0',
    '$dumpvars',
    ...(clock === undefined ? [] : [`0${codeOf(clock)}`]),
    ...starting.map(({ net, value }) => `${value}${codeOf(net)}`),
    '$end',
    ...events.flatMap(({ time, net, value }, index) => [
      ...(events[index - 1]?.time === time ? [] : [`#${time * perTick}`]),
      `${value}${codeOf(net)}`,
    ]),
    `#${(steps.length + 1) * period * perTick}`,
    '',
  ].join('\n');
}

/** What one lane does: values before the first operation, then the events of each, times from its clock edge on. */
function recorded(
  { netlist, delays }: EnergyModel,
  stream: OperandStream,
  { pairs, constants = {}, clearEvery = 0 }: { readonly pairs: number } & RunOptions,
  nets: readonly number[],
): { starting: Event[]; steps: Event[][] } {
  const counter = countToggles(netlist, 'inertial', delays);
  const widthOf = (name: string): number => netlist.ports.find((port) => port.name === name)!.width;
  const set = (name: string, value: bigint): void =>
    counter.setBits(name, packLanes([value], widthOf(name), 1));
  for (const [name, value] of Object.entries(constants)) set(name, value);
  const { a, b } = stream.pairs(0, pairs + 1);
  const operands = (at: number): void => {
    set('a_i', a[at] as bigint);
    set('b_i', b[at] as bigint);
    if (clearEvery > 0) set('clear_i', at % clearEvery === 0 ? 1n : 0n);
  };
  operands(0);
  counter.reset();
  const last = new Map(nets.map((net) => [net, counter.valueOf(net) & 1]));
  const starting = nets.map((net): Event => ({ time: 0, net, value: last.get(net)! }));
  const steps = Array.from({ length: pairs }, (_, step) => {
    operands(step + 1);
    counter.step();
    return nets.flatMap((net) => eventsOf(counter, net, last));
  });
  return { starting, steps };
}

function eventsOf(counter: ToggleCounter, net: number, last: Map<number, number>): Event[] {
  return counter.changes(net).flatMap(({ tick, lanes }): Event[] => {
    const value = lanes & 1;
    if (value === last.get(net)) return [];
    last.set(net, value);
    return [{ time: tick, net, value }];
  });
}

/** Identifiers of printable characters, `!` to `~`, shortest first. */
function codeOf(index: number): string {
  const digit = String.fromCharCode(33 + (index % 94));
  return index < 94 ? digit : codeOf(Math.floor(index / 94) - 1) + digit;
}
