import { Diagnostic } from '../src/diagnostic.ts';
import { costRows } from '../src/report/index.ts';
import { shortName, type UnitSpec } from '../src/unit/index.ts';
import { checkUnit, describeCounterexample, describeExtent } from '../src/verify/index.ts';
import { watchLoading } from './load-yosys.ts';
import type { Order, Report } from './messages.ts';
import { watchRuns } from './stand-ins/src/tools/pool.ts';

/** A web worker that checks and synthesises units as `lmul synth` does, one at a time. */
let running: AbortController | undefined;

const tell = (report: Report): void => self.postMessage(report);

self.onmessage = async ({ data }: MessageEvent<Order>): Promise<void> => {
  running?.abort();
  running = undefined;
  if (data.kind === 'cancel') return;
  const controller = new AbortController();
  running = controller;
  // One that has been cancelled has nothing more to say, whatever still goes on.
  const tellMine = (report: Report): void => {
    if (!controller.signal.aborted) tell(report);
  };
  watchLoading((loadedBytes, totalBytes) => tellMine({ kind: 'loading', loadedBytes, totalBytes }));
  watchRuns((counts) => tellMine({ kind: 'runs', ...counts }));
  try {
    tellMine(await check(data.spec, controller.signal, (text) => tellMine({ kind: 'progress', text })));
  } catch (error) {
    if (controller.signal.aborted) tell({ kind: 'cancelled' });
    else tell({ kind: 'error', diagnostic: diagnosticOf(error) });
  }
};

async function check(
  spec: UnitSpec,
  signal: AbortSignal,
  onProgress: (text: string) => void,
): Promise<Report> {
  const result = await checkUnit(spec, { signal, onProgress });
  if (result.kind === 'failed')
    return { kind: 'failed', text: describeCounterexample(spec, result.counterexample) };
  const { unit } = result;
  return {
    kind: 'passed',
    costs: {
      name: shortName(spec),
      checked: describeExtent(unit.verdict.extent),
      gates: costRows({ unit, target: 'gates' }),
      ice40: costRows({ unit, target: 'ice40' }),
      recipes: unit.costs.gates.recipes,
    },
  };
}

function diagnosticOf(error: unknown): { code: string; text: string; got?: string; wayOut?: string } {
  if (!(error instanceof Diagnostic))
    return { code: 'explore/bug', text: `This is a bug of lmul: ${String(error)}` };
  const { code, text, got, wayOut } = error;
  return { code, text, ...(got === undefined ? {} : { got }), ...(wayOut === undefined ? {} : { wayOut }) };
}
