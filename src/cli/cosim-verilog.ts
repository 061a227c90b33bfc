import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Diagnostic, EXIT } from '../diagnostic.ts';
import { errorOf } from '../measure/index.ts';
import { left, percent, right, textTable } from '../report/index.ts';
import { shortName, type UnitSpec } from '../unit/index.ts';
import {
  type CheckedUnit,
  type CheckOptions,
  checkUnit,
  describeCounterexample,
  describeExtent,
  type ForeignDesign,
  type OperandPairs,
  replayPairs,
  withTheirNames,
  wrapForeign,
} from '../verify/index.ts';
import { onProgress } from './checked.ts';
import { printJson, printResult } from './output.ts';
import { unitOfText } from './unit-words.ts';

/** The options that name a circuit of the user's own. */
export interface ForeignOptions {
  readonly verilog?: readonly string[];
  readonly top?: string;
  readonly as?: string;
  readonly map?: string;
  readonly param?: readonly string[];
}

/** What the options say: which circuit, and which unit it claims to be. */
export interface ForeignClaim {
  readonly design: ForeignDesign;
  readonly spec: UnitSpec;
  readonly options: ForeignOptions;
}

export function foreignClaim(options: ForeignOptions): ForeignClaim {
  const { verilog = [], top, as, map, param = [] } = options;
  if (verilog.length === 0 || top === undefined || as === undefined)
    throw new Diagnostic({
      code: 'cli/foreign',
      text: 'A circuit of your own is its files, its top module, and the unit it is to be.',
      got: [...verilog.map((file) => `--verilog ${file}`), top && `--top ${top}`, as && `--as "${as}"`]
        .filter(Boolean)
        .join(' '),
      wayOut: '--verilog mine.v --top mine --as "exact e4m3 --rounding rne --contract flush"',
    });
  const design: ForeignDesign = {
    files: Object.fromEntries(verilog.map((file) => [basename(file), readVerilog(file)])),
    top,
    ports: Object.fromEntries(pairsOf('--map', map?.split(',') ?? [])),
    parameters: verilogParameters(param),
  };
  return { design, spec: unitOfText(as), options };
}

/** Checks the claim; passed, it is shown with its error and cost like a unit of our own. */
export async function cosimulateForeign(
  { design, spec, options }: ForeignClaim,
  checks: CheckOptions,
  json: boolean,
): Promise<void> {
  const source = await wrapForeign(spec, design);
  const result = await withTheirNames(source, () => checkUnit(spec, { ...checks, source, onProgress }));
  const name = `${design.top} as ${shortName(spec)}`;
  if (result.kind === 'failed') {
    process.exitCode = EXIT.checkFailed;
    const { counterexample } = result;
    if (json) printJson({ top: design.top, unit: shortName(spec), spec, kind: 'failed', counterexample });
    else
      printResult(
        `FAIL ${describeCounterexample(spec, counterexample, { name, command: commandOf(options) })}`,
      );
    return;
  }
  const { unit } = result;
  if (json) {
    const { verdict, costs } = unit;
    printJson({ top: design.top, unit: shortName(spec), spec, ...verdict, error: errorOf(unit), costs });
    return;
  }
  const passed = `PASS ${name}: model = RTL = gates = iCE40 on ${describeExtent(unit.verdict.extent)}`;
  printResult(`${passed}\n\n${figures(design.top, unit)}`);
}

/** One pair in the foreign circuit: the replay of a counterexample. */
export async function replayForeign(claim: ForeignClaim, pairs: OperandPairs, seed: number): Promise<void> {
  const { design, spec, options } = claim;
  const source = await wrapForeign(spec, design);
  const found = await withTheirNames(source, () => replayPairs(spec, pairs, { source, seed }));
  const name = `${design.top} as ${shortName(spec)}`;
  if (found === undefined) return printResult(`PASS ${name}: the pair is right in RTL, gates and iCE40`);
  process.exitCode = EXIT.checkFailed;
  printResult(`FAIL ${describeCounterexample(spec, found, { name, command: commandOf(options) })}`);
}

function figures(top: string, unit: CheckedUnit): string {
  const { gates, ice40 } = unit.costs;
  const error = errorOf(unit);
  return textTable(
    [
      left('circuit', () => top),
      left('contract', () => unit.spec.contract),
      right('bias', () => percent(error.bias)),
      right('MRED', () => percent(error.mred)),
      right('not RNE', () => (error.notRne === undefined ? '-' : percent(error.notRne, 1))),
      right('AIG', () => String(gates.aigNodes)),
      right('NAND2', () => String(gates.nand2Equivalents)),
      right('depth', () => String(gates.depthGates)),
      right('LUT4', () => String(ice40.lut4)),
      right('carry', () => String(ice40.carries)),
      right('flip-flops', () => String(gates.flipFlops)),
    ],
    [unit],
  );
}

function commandOf({ verilog = [], top, as, map, param = [] }: ForeignOptions): string {
  return [
    'lmul cosim',
    ...verilog.map((file) => `--verilog ${file}`),
    `--top ${top}`,
    ...param.map((each) => `-G ${each}`),
    ...(map === undefined ? [] : [`--map '${map}'`]),
    `--as "${as}"`,
  ].join(' ');
}

export function readVerilog(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Diagnostic({
      code: 'cli/file',
      text: 'A Verilog file cannot be read.',
      got: (error as Error).message,
      wayOut: 'the path of a file that is there: --verilog rtl/mine.v',
    });
  }
}

/** What `-G NAME=VALUE` says. */
export function verilogParameters(texts: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    pairsOf('-G', texts).map(([name, value]) => [name, integer(name, value)] as const),
  );
}

function pairsOf(option: string, texts: readonly string[]): [string, string][] {
  return texts.map((text) => {
    const at = text.indexOf('=');
    if (at > 0 && at < text.length - 1) return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    throw new Diagnostic({
      code: 'cli/pairs',
      text: `${option} takes NAME=VALUE.`,
      got: `${option} ${text}`,
      wayOut: option === '-G' ? '-G N=8' : '--map a_i=x,b_i=y,p_o=z',
    });
  });
}

function integer(name: string, value: string): number {
  if (/^-?\d+$/.test(value) && Number.isSafeInteger(Number(value))) return Number(value);
  throw new Diagnostic({
    code: 'cli/parameter',
    text: 'Parameters are integers.',
    got: `-G ${name}=${value}`,
    wayOut: '-G N=8',
  });
}
