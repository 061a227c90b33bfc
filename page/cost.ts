import { Diagnostic, formatDiagnostic } from '../src/diagnostic.ts';
import { commandWords, shortName, type UnitSpec } from '../src/unit/index.ts';
import { byId, element, table } from './dom.ts';
import type { CheckedCosts, Order, Report } from './messages.ts';

let worker: Worker | undefined;
let spec: UnitSpec | undefined;
/** The unit that is being checked. */
let running: string | undefined;
/** Units that have passed in this visit. */
const passed = new Map<string, CheckedCosts>();

export function setUpCost(): void {
  byId('cost').append(
    element('p', { class: 'note', id: 'cost-says' }),
    element(
      'p',
      { class: 'buttons' },
      element('button', { type: 'button', id: 'synthesise', on: { click: start } }, 'Check and synthesise'),
      element('button', { type: 'button', id: 'cancel', hidden: true, on: { click: cancel } }, 'Stop'),
    ),
    element(
      'div',
      { id: 'progress', role: 'status', hidden: true },
      element('progress', { id: 'progress-bar', 'aria-label': 'progress' }),
      element('p', { id: 'progress-says' }),
    ),
    element('div', { id: 'cost-problem', role: 'alert', class: 'problem', hidden: true }),
    element('div', { id: 'costs' }),
  );
}

/** Shows what is known of the cost of a unit, and stops what runs for another. */
export function showCost(next: UnitSpec): void {
  if (spec !== undefined && shortName(spec) === shortName(next)) return;
  spec = next;
  if (running !== undefined) cancel();
  byId('cost-problem').hidden = true;
  byId('cost-says').replaceChildren(
    'Holds the elaborated RTL, the gate netlist and the iCE40 netlist against the model, then counts, as ',
    element('code', {}, `lmul synth ${commandWords(next)}`),
    ' does: here, by Yosys as WebAssembly (34 MB, loaded once). No figure of a unit that differs.',
  );
  const known = passed.get(shortName(next));
  if (known === undefined) byId('costs').replaceChildren();
  else showCosts(known);
}

function start(): void {
  if (spec === undefined) return;
  byId('cost-problem').hidden = true;
  byId('costs').replaceChildren();
  if (typeof WebAssembly !== 'object' || typeof Worker !== 'function') {
    showProblem(
      'This browser runs no WebAssembly in workers, which Yosys needs. All else on this page works without.',
    );
    return;
  }
  running = shortName(spec);
  setRunning(true);
  showProgress('starting', undefined);
  worker ??= startWorker();
  worker.postMessage({ kind: 'check', spec } satisfies Order);
}

function cancel(): void {
  running = undefined;
  worker?.postMessage({ kind: 'cancel' } satisfies Order);
  setRunning(false);
}

function startWorker(): Worker {
  const started = new Worker(new URL('./check-worker.js', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<Report>) => {
    if (running !== undefined) receive(data);
  };
  started.onerror = ({ message }) => {
    worker = undefined;
    end();
    showProblem(
      `The worker that checks units could not be started${message ? `: ${message}` : ''}. Load the page again.`,
    );
  };
  return started;
}

function receive(report: Report): void {
  switch (report.kind) {
    case 'loading': {
      const { loadedBytes, totalBytes } = report;
      const mb = (bytes: number): string => (bytes / 1e6).toFixed(0);
      const of = totalBytes > 0 ? ` of ${mb(totalBytes)}` : '';
      showProgress(
        `loading Yosys: ${mb(loadedBytes)}${of} MB`,
        totalBytes > 0 ? loadedBytes / totalBytes : undefined,
      );
      return;
    }
    case 'runs':
      showProgress(`${report.done} of ${report.asked} runs of Yosys done`, report.done / report.asked);
      return;
    case 'progress':
      showProgress(report.text, undefined);
      return;
    case 'passed':
      passed.set(report.costs.name, report.costs);
      end();
      showCosts(report.costs);
      return;
    case 'failed':
      end();
      showProblem(report.text);
      return;
    case 'error':
      end();
      showProblem(formatDiagnostic(new Diagnostic(report.diagnostic)));
      return;
    case 'cancelled':
      return;
  }
}

function end(): void {
  running = undefined;
  setRunning(false);
}

function setRunning(runs: boolean): void {
  byId('synthesise').hidden = runs;
  byId('cancel').hidden = !runs;
  byId('progress').hidden = !runs;
}

function showProgress(text: string, share: number | undefined): void {
  const bar = byId<HTMLProgressElement>('progress-bar');
  if (share === undefined) bar.removeAttribute('value');
  else bar.value = share;
  byId('progress-says').textContent = text;
}

function showProblem(text: string): void {
  byId('cost-problem').replaceChildren(element('pre', {}, text));
  byId('cost-problem').hidden = false;
}

function showCosts({ checked, gates, ice40, recipes }: CheckedCosts): void {
  byId('costs').replaceChildren(
    element('p', { id: 'checked' }, `checked: ${checked}`),
    element('div', { class: 'side-by-side' }, table('Gates', [], gates), table('iCE40', [], ice40)),
    element(
      'details',
      {},
      element('summary', {}, 'The same by every recipe: how far the choice moves the figure'),
      table(
        'Recipes',
        ['recipe', 'AIG', 'gates', 'NAND2', 'depth'],
        recipes.map(({ recipe, aigNodes, gates, nand2Equivalents, depthGates }) => [
          recipe,
          ...[aigNodes, gates, nand2Equivalents, depthGates].map(String),
        ]),
        [1, 2, 3, 4],
      ),
    ),
  );
}
