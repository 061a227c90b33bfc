import { SimulationError } from '../errors.ts';
import type { PortShape } from '../netlist/netlist.ts';
import { type Pattern, parsePattern } from './value.ts';

/** One thing a script does; `line` is where it says so. */
export type Command =
  | { readonly kind: 'set'; readonly line: number; readonly port: string; readonly value: bigint }
  | { readonly kind: 'cycle'; readonly line: number; readonly count: number; readonly clock?: string }
  | { readonly kind: 'settle'; readonly line: number }
  | { readonly kind: 'expect'; readonly line: number; readonly port: string; readonly pattern: Pattern }
  | {
      readonly kind: 'repeat';
      readonly line: number;
      readonly count: number;
      readonly body: readonly Command[];
    };

/** What a script is about: the ports and clocks of the simulator it is to run on. */
export interface ScriptTarget {
  readonly ports: readonly PortShape[];
  readonly clocks: readonly string[];
}

/** Some hours of work; beyond, repeats within repeats never end. */
const MOST_STEPS = 1e9;
const MAX_DEPTH = 100;

/**
 * Reads a stimulus script, a command a line, `#` begins a comment:
 *
 *     clock clk_i            the clock of the cycles that follow; the only one by itself
 *     reset rst_ni 0 2       the port is 0 for 2 cycles, then 1
 *     set a_i 0x3c           decimal, 0x, 0b or Verilog (8'h3c)
 *     cycle 3                settles, clocks, settles; 1 without a number
 *     settle                 for logic without a clock
 *     expect p_o 8'b1x0x_xx10    x: whatever
 *     repeat 10 ... end      may be nested
 *
 * Throws `script`, with the line, for anything else, before anything is run.
 */
export function parseScript(text: string, target: ScriptTarget): Command[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/).filter(Boolean));
  let clock: string | undefined;
  let at = 0;
  const block = (opened: number, depth: number): Command[] => {
    const commands: Command[] = [];
    for (; at < lines.length; at += 1) {
      const [verb, ...words] = lines[at]!;
      const line = at + 1;
      if (verb === undefined) continue;
      if (verb === 'end' && opened > 0) return commands;
      if (verb === 'repeat') {
        const count = countOf(words[0], line);
        if (depth === MAX_DEPTH) throw wrong(line, `repeats are nested more than ${MAX_DEPTH} deep`, 'fewer');
        at += 1;
        const body = block(line, depth + 1);
        if (count * stepsOf(body) > MOST_STEPS)
          throw wrong(line, `the repeats come to more than ${MOST_STEPS} commands`, 'fewer, or --random');
        if (lines[at]?.[0] !== 'end') throw wrong(line, 'this repeat has no end', 'close it with: end');
        commands.push({ kind: 'repeat', line, count, body });
      } else if (verb === 'clock') {
        clock = clockOf(words[0], line, target);
      } else {
        commands.push(...commandsOf(verb, words, line, target, clock));
      }
    }
    return commands;
  };
  return block(0, 0);
}

/** How many commands are run, those of repeats each time. */
function stepsOf(commands: readonly Command[]): number {
  return commands.reduce((sum, each) => {
    if (each.kind === 'repeat') return sum + each.count * stepsOf(each.body);
    return sum + (each.kind === 'cycle' ? each.count : 1);
  }, 0);
}

function commandsOf(
  verb: string,
  words: readonly string[],
  line: number,
  target: ScriptTarget,
  clock: string | undefined,
): Command[] {
  const cycle = (count: number): Command => {
    if (target.clocks.length === 0)
      throw wrong(line, 'the design has no clock', 'let its logic follow with: settle');
    if (clock === undefined && target.clocks.length > 1)
      throw wrong(line, 'the design has several clocks', `name one before: clock ${target.clocks[0]}`);
    return { kind: 'cycle', line, count, ...(clock === undefined ? {} : { clock }) };
  };
  switch (verb) {
    case 'set':
      return [{ kind: 'set', line, ...settingOf(words, line, target) }];
    case 'reset': {
      const { port, value } = settingOf(words, line, target);
      const count = countOf(words[2] ?? '1', line);
      return [
        { kind: 'set', line, port, value },
        cycle(count),
        { kind: 'set', line, port, value: value ^ 1n },
      ];
    }
    case 'cycle':
      return [cycle(countOf(words[0] ?? '1', line))];
    case 'settle':
      return [{ kind: 'settle', line }];
    case 'expect': {
      const port = portOf(words[0], line, target);
      return [{ kind: 'expect', line, port: port.name, pattern: patternOf(words[1], port, line) }];
    }
    default:
      throw wrong(
        line,
        `there is no command ${verb}`,
        'clock, reset, set, cycle, settle, expect, repeat ... end',
      );
  }
}

function settingOf(
  words: readonly string[],
  line: number,
  target: ScriptTarget,
): { port: string; value: bigint } {
  const port = portOf(words[0], line, target);
  if (port.direction !== 'input' || target.clocks.includes(port.name))
    throw wrong(line, `port ${port.name} cannot be set`, 'inputs can; clocks run by: cycle');
  const { value, care } = patternOf(words[1], port, line);
  if (care !== (1n << BigInt(port.width)) - 1n) throw wrong(line, 'a value to set has no x', 'set a_i 0x3c');
  return { port: port.name, value };
}

function patternOf(word: string | undefined, { name, width }: PortShape, line: number): Pattern {
  const pattern = word === undefined ? undefined : parsePattern(word, width);
  if (pattern !== undefined) return pattern;
  throw wrong(
    line,
    `${word ?? 'nothing'} is no value of ${width} bits for ${name}`,
    "decimal, 0x3c, 0b1010, 8'h3c",
  );
}

function portOf(name: string | undefined, line: number, { ports }: ScriptTarget): PortShape {
  const port = ports.find((each) => each.name === name);
  if (port !== undefined) return port;
  const known = ports.map((each) => each.name).join(', ');
  throw wrong(line, `there is no port ${name ?? 'named'}`, `the ports are ${known || '(none)'}`);
}

function clockOf(name: string | undefined, line: number, { clocks }: ScriptTarget): string {
  if (name !== undefined && clocks.includes(name)) return name;
  throw wrong(line, `${name ?? 'nothing'} is not a clock`, `the clocks are ${clocks.join(', ') || '(none)'}`);
}

function countOf(word: string | undefined, line: number): number {
  if (word !== undefined && /^\d{1,9}$/.test(word) && Number(word) > 0) return Number(word);
  throw wrong(line, `${word ?? 'nothing'} is no number of times`, 'a whole number from 1');
}

function wrong(line: number, what: string, wayOut: string): SimulationError {
  return new SimulationError('script', `line ${line} of the script: ${what}`, [wayOut]);
}
