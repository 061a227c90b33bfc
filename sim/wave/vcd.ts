import type { Simulator } from '../engine/simulator.ts';
import type { PortShape } from '../netlist/netlist.ts';
import { record, type Sample } from './recorder.ts';

/**
 * A simulator that also writes one lane as a value change dump (IEEE 1364, 18.2), piece by piece through `write`.
 * Dots in names make scopes below `scope`. Only changes are written; there is no date in it.
 */
export function recordVcd(
  simulator: Simulator,
  write: (text: string) => void,
  { scope, lane = 0 }: { readonly scope: string; readonly lane?: number },
): Simulator {
  const codes = new Map(simulator.ports.map(({ name }, index) => [name, codeOf(index)]));
  write(header(simulator.ports, codes, scope));
  const last = new Map<string, bigint>();
  let lastTime = -1;
  return record(
    simulator,
    ({ time, values }: Sample) => {
      const changes = simulator.ports.filter(({ name }) => last.get(name) !== values.get(name));
      if (changes.length === 0) return;
      const lines = changes.map(({ name, width }) => changeOf(values.get(name)!, width, codes.get(name)!));
      const isFirst = lastTime === -1;
      write(
        `${time === lastTime ? '' : `#${time}\n`}${isFirst ? '$dumpvars\n' : ''}${lines.join('\n')}\n${isFirst ? '$end\n' : ''}`,
      );
      lastTime = time;
      for (const { name } of changes) last.set(name, values.get(name)!);
    },
    lane,
  );
}

/** Identifiers of printable characters, `!` to `~`, shortest first. */
function codeOf(index: number): string {
  const digit = String.fromCharCode(33 + (index % 94));
  return index < 94 ? digit : codeOf(Math.floor(index / 94) - 1) + digit;
}

const changeOf = (value: bigint, width: number, code: string): string =>
  width === 1 ? `${value}${code}` : `b${value.toString(2)} ${code}`;

interface Scope {
  readonly variables: string[];
  readonly inner: Map<string, Scope>;
}

function header(ports: readonly PortShape[], codes: ReadonlyMap<string, string>, top: string): string {
  const root: Scope = { variables: [], inner: new Map() };
  for (const { name, width } of ports) {
    // White space ends a name here; names of our own netlists have none.
    const path = name.replace(/\s/g, '_').split('.');
    const own = path.pop()!;
    let scope = root;
    for (const part of path) {
      const next = scope.inner.get(part) ?? { variables: [], inner: new Map<string, Scope>() };
      scope.inner.set(part, next);
      scope = next;
    }
    const range = width === 1 ? '' : ` [${width - 1}:0]`;
    scope.variables.push(`$var wire ${width} ${codes.get(name)} ${own}${range} $end`);
  }
  const linesOf = (name: string, { variables, inner }: Scope): string[] => [
    `$scope module ${name} $end`,
    ...variables,
    ...[...inner].flatMap(([each, scope]) => linesOf(each, scope)),
    '$upscope $end',
  ];
  return ['$timescale 1ns $end', ...linesOf(top, root), '$enddefinitions $end', ''].join('\n');
}
