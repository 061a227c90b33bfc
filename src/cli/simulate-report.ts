import type { Netlist, ScriptResult, ToggleCounts } from '../../sim/index.ts';
import { EXIT } from '../diagnostic.ts';
import { left, textTable } from '../report/index.ts';
import { activityOf, activityText } from './activity.ts';
import { printJson, printResult } from './output.ts';
import type { VectorRun } from './simulate-vectors.ts';

/** What came of a simulation. */
export interface Outcome {
  /** What ran it: an engine, or `sweep` or `stream`. */
  readonly engine: string;
  readonly run?: VectorRun;
  readonly script?: ScriptResult;
  readonly toggles?: ToggleCounts;
  /** The waveforms as text. */
  readonly wave?: string;
}

/** The summary of a simulation, as text or data; sets the exit code when an expectation was not met. */
export function showSimulation(
  netlist: Netlist,
  { engine, run, script, toggles, wave }: Outcome,
  { json, output }: { readonly json?: boolean; readonly output?: string },
): void {
  const activity = toggles && activityOf(toggles);
  if (script !== undefined && script.failed > 0) process.exitCode = EXIT.checkFailed;
  const { top, cells, flipFlops, ports } = netlist;
  const facts = { top, cells: cells.length, flipFlops: flipFlops.length, engine };
  if (json) {
    const shapes = ports.map(({ name, direction, width }) => ({ name, direction, width }));
    printJson({
      ...facts,
      ports: shapes,
      ...(run && { vectors: run.count }),
      ...(script && { script }),
      ...(activity && { activity }),
    });
    return;
  }
  const lines = [`${top}: ${cells.length} gates, ${flipFlops.length} flip-flops`];
  if (script !== undefined) {
    lines[0] += `; ${script.cycles} cycles, ${script.expectations} expectations, ${script.failed} not met`;
    for (const { line, cycle, port, got, expected } of script.failures)
      lines.push(
        `  line ${line}, cycle ${cycle}: ${port} is 0x${got.toString(16)}, expected 0x${expected.toString(16)}`,
      );
  }
  if (run !== undefined) {
    lines[0] += `; ${run.count.toLocaleString('en')} vectors${output === undefined ? '' : ` in ${output}`}`;
    if (wave === undefined && output === undefined) lines.push('', table(netlist, run));
  }
  if (wave !== undefined) lines.push('', wave);
  if (activity !== undefined) lines.push('', activityText(activity));
  printResult(lines.join('\n'));
}

function table({ ports, clocks }: Netlist, { first }: VectorRun): string {
  const isClock = (name: string): boolean => clocks.some(({ port }) => port === name);
  const shown = [
    ...ports.filter(({ name, direction }) => direction === 'input' && !isClock(name)),
    ...ports.filter(({ direction }) => direction === 'output'),
  ];
  const columns = shown.map(({ name }, at) =>
    left<readonly bigint[]>(name, (row) => `0x${row[at]!.toString(16)}`),
  );
  return textTable(columns, first);
}
