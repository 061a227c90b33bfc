import { Diagnostic } from '../src/diagnostic.ts';
import {
  addressOf,
  type ExploreRequest,
  FIRST_REQUEST,
  numberText,
  parseAddress,
  specOf,
  valueUnder,
  withOptions,
} from '../src/explore/index.ts';
import { fieldsOf, hexOf } from '../src/format/index.ts';
import { contractLines } from '../src/rtl/index.ts';
import { shortName, type UnitSpec } from '../src/unit/index.ts';
import { formatOrNone, setUpControls, showControls } from './controls.ts';
import { setUpCost, showCost } from './cost.ts';
import { byId, element } from './dom.ts';
import { setUpHeatMap, showHeatMap } from './heat-map.ts';
import { type Read, readOperand, type Side, setUpOperands, showOperand, showResult } from './operands.ts';
import { packageFacts } from './package-facts.ts';
import { showSteps } from './steps.ts';
import { setUpVerilog, showVerilog } from './verilog.ts';

let request: ExploreRequest = FIRST_REQUEST;

function start(): void {
  byId('versions').textContent = `lmul-rtl ${packageFacts.version}, Yosys ${packageFacts.yosys}`;
  setUpControls(changeUnit, () => formatOrNone(request));
  setUpOperands((side, text) => show({ ...request, [side]: text }));
  setUpHeatMap(pickMantissas);
  setUpCost();
  setUpVerilog();
  addEventListener('hashchange', readAddress);
  readAddress();
  byId('not-started').remove();
  byId('layout').hidden = false;
}

/** The part of the address behind `#` is the state of the page; one that says nothing is the first view. */
function readAddress(): void {
  try {
    const asked = parseAddress(location.hash);
    if (addressOf(asked) !== addressOf(request) || !isShown) show(asked);
  } catch (error) {
    showProblem(error);
  }
}

let isShown = false;

function changeUnit(change: Partial<ExploreRequest>): void {
  show(keepNumbers(withOptions(request, change)));
}

/** Operands that were given as codes are the same numbers in another format, not the same bits. */
function keepNumbers(next: ExploreRequest): ExploreRequest {
  const before = formatOrNone(request);
  if (before === undefined || next.format === request.format) return next;
  const number = (text: string): string => {
    const read = readOperand(before, text);
    if (read instanceof Diagnostic || !/^0[xb]|[\s_]/.test(text.trim())) return text;
    return numberText(valueUnder(before, 'full', read.code));
  };
  return { ...next, a: number(next.a), b: number(next.b) };
}

function turnBit(side: Side, code: bigint): void {
  const format = formatOrNone(request);
  if (format !== undefined) show({ ...request, [side]: hexOf(format, code) });
}

function pickMantissas(manA: bigint, manB: bigint): void {
  const format = formatOrNone(request);
  if (format === undefined) return;
  const withMan = (text: string, man: bigint): string => {
    const read = readOperand(format, text);
    const code = read instanceof Diagnostic ? BigInt(format.bias) << BigInt(format.manBits) : read.code;
    return hexOf(format, code - fieldsOf(format, code).man + man);
  };
  show({ ...request, a: withMan(request.a, manA), b: withMan(request.b, manB) });
}

/** Shows a request: everything at once but the cost, which is asked for. */
function show(next: ExploreRequest): void {
  request = next;
  isShown = true;
  history.replaceState(null, '', `#${addressOf(request)}`);
  let spec: UnitSpec;
  try {
    spec = specOf(request);
  } catch (error) {
    showControls(request, undefined, formatOrNone(request));
    showProblem(error);
    return;
  }
  byId('problem').hidden = true;
  document.body.classList.remove('refused');
  showControls(request, spec, spec.format);
  showUnit(spec);
}

function showUnit(spec: UnitSpec): void {
  document.querySelector('main')?.classList.remove('empty');
  document.title = `${shortName(spec)} - lmul-rtl explorer`;
  byId('contract-says').textContent = contractLines(spec).join('; ');
  const reads: Readonly<Record<Side, Read>> = {
    a: readOperand(spec.format, request.a),
    b: readOperand(spec.format, request.b),
  };
  for (const side of ['a', 'b'] as const) showOperand(spec, side, request[side], reads[side], turnBit);
  const { a, b } = reads;
  const [codeA, codeB] = [a, b].map((read) => (read instanceof Diagnostic ? undefined : read.code));
  if (codeA !== undefined && codeB !== undefined) {
    showResult(spec, codeA, codeB);
    showSteps(spec, codeA, codeB);
  }
  document.body.classList.toggle('without-operands', codeA === undefined || codeB === undefined);
  showHeatMap(spec, codeA, codeB);
  showVerilog(spec);
  showCost(spec);
}

/** A refused unit, in the words of the command line; what stands below is of the one before. */
function showProblem(error: unknown): void {
  if (!(error instanceof Diagnostic)) throw error;
  byId('problem').replaceChildren(element('pre', {}, `lmul: error: ${error.message}`));
  byId('problem').hidden = false;
  document.body.classList.add('refused');
}

try {
  start();
} catch (error) {
  byId('not-started').textContent = `This page cannot start in this browser: ${String(error)}`;
  throw error;
}
