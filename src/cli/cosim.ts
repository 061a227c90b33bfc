import { type Command, Option } from 'commander';
import { Diagnostic, EXIT } from '../diagnostic.ts';
import { hexOf, widthOf } from '../format/index.ts';
import { modelOf } from '../model/index.ts';
import { type AnySpec, nameOf, resultFormat, shortName, type UnitSpec } from '../unit/index.ts';
import {
  type AnyCheckResult,
  type Counterexample,
  checkAnyUnit,
  describeCounterexample,
  describeExtent,
  type MacCounterexample,
  type OperandPairs,
  replayPairs,
} from '../verify/index.ts';
import { addMacOptions, anyUnitsOf, type MacOptions } from './any-words.ts';
import { onProgress } from './checked.ts';
import { cosimulateForeign, type ForeignOptions, foreignClaim, replayForeign } from './cosim-verilog.ts';
import { collect, printJson, printResult } from './output.ts';
import { wholeNumberTo } from './unit-options.ts';
import { unitOf } from './unit-words.ts';
import { pairsOfVectorFile } from './vector-option.ts';

interface CosimOptions extends MacOptions, ForeignOptions {
  readonly count: number;
  readonly exhaustive?: boolean;
  readonly seed: number;
  readonly prove: boolean;
  readonly pair?: string;
  readonly vectors?: string;
  readonly json?: boolean;
}

/** `lmul cosim UNIT...`: model against RTL, gate netlist and iCE40 netlist; exit 1 on a counterexample. */
export function addCosim(program: Command): void {
  addMacOptions(program.command('cosim').argument('[unit...]', 'product and format, or short names'))
    .description('hold the hardware against the software model, at three levels')
    .option('--exhaustive', 'all operand pairs, of formats of up to 20 bits (16 bits: seconds to a minute)')
    .option('--count <n>', 'random pairs of a format too wide to exhaust', wholeNumberTo(2 ** 40), 65_536)
    .option('--seed <n>', 'of random pairs and pipeline gaps', wholeNumberTo(2 ** 32 - 1), 1)
    .option('--no-prove', 'leave out the SAT proof that wide netlists equal their RTL')
    .addOption(
      new Option(
        '--pair <a,b>',
        'this operand pair only, in hexadecimal: replays a counterexample',
      ).conflicts('vectors'),
    )
    .option('--vectors <file>', 'the pairs of a .hex or .csv vector file; its results must be the model’s')
    .option('--verilog <file>', 'a circuit of your own in place of ours; may be repeated', collect)
    .option('--top <module>', 'of --verilog: its top module')
    .option('--as <unit>', 'of --verilog: the unit it is to be, as in "exact e4m3 --rounding rtz"')
    .option('--map <ports>', 'of --verilog: its ports by ours, as in a_i=x,b_i=y,p_o=z,rst_ni=!reset')
    .option('-G, --param <name=value>', 'of --verilog: a parameter of its top; may be repeated', collect)
    .option('--json', 'the verdicts, as data, as described by schemas/cosim.json')
    .addHelpText(
      'after',
      `
Formats of up to 10 bits are checked on all operand pairs; wider ones on corner cases and seeded random pairs, with a
SAT proof that each netlist equals the RTL; with --exhaustive on all pairs, on every core. A long run that is
interrupted goes on where it was when started again. Exit code 1 when anything differs.

A circuit of your own is held against the same model, and shown with the same error and cost. A pipeline says its
latency in --as (--stages 2); without valid ports, and without a reset, it is fed every cycle.

Examples:
  lmul cosim lmul e5m2 --form adder
  lmul cosim exact e4m3 --contract full --stages 3
  lmul cosim exact bf16 --count 1000000 --seed 7
  lmul cosim lmul bf16 --exhaustive
  lmul cosim lmul e4m3 --pair 0x3c,0x41
  lmul cosim mac e4m3 --product exact --architecture carry-in --accumulator fp32
  lmul cosim --verilog mine.v --top mine --as "exact e4m3 --contract flush" --map a_i=x,b_i=y,p_o=z`,
    )
    .action(async (words: string[], options: CosimOptions) => {
      if (options.verilog !== undefined || options.as !== undefined) await foreign(words, options);
      else if (options.pair !== undefined)
        await replay(unitOf(words, options), onePair(unitOf(words, options), options.pair), options);
      else if (options.vectors !== undefined)
        await replay(
          unitOf(words, options),
          pairsOfVectorFile(unitOf(words, options), options.vectors),
          options,
        );
      else await cosimulateAll(anyUnitsOf(words, options), options);
    });
}

async function foreign(words: readonly string[], options: CosimOptions): Promise<void> {
  if (words.length > 0 || options.vectors !== undefined)
    throw new Diagnostic({
      code: 'cli/foreign',
      text: 'With --verilog the unit stands in --as.',
      got: words.length > 0 ? words.join(' ') : '--vectors',
      wayOut: '--verilog mine.v --top mine --as "exact e4m3"',
    });
  const claim = foreignClaim(options);
  const { count, seed, prove, exhaustive = false, pair, json = false } = options;
  if (pair !== undefined) await replayForeign(claim, onePair(claim.spec, pair), seed);
  else await cosimulateForeign(claim, { count, seed, prove, exhaustive }, json);
}

async function cosimulateAll(specs: readonly AnySpec[], options: CosimOptions): Promise<void> {
  const { count, seed, prove, exhaustive = false } = options;
  const request = { count, seed, prove, exhaustive, onProgress };
  const check = (spec: AnySpec): Promise<AnyCheckResult> => checkAnyUnit(spec, request);
  const results: AnyCheckResult[] = [];
  // A sweep takes every core: units follow each other. Otherwise the tools' runs overlap.
  if (exhaustive) for (const spec of specs) results.push(await check(spec));
  else results.push(...(await Promise.all(specs.map(check))));
  if (results.some(({ kind }) => kind === 'failed')) process.exitCode = EXIT.checkFailed;
  if (options.json) printJson(results.map(verdictData));
  else printResult(results.map(verdictText).join('\n'));
}

function verdictText(result: AnyCheckResult): string {
  if (result.kind === 'failed') return `FAIL ${result.description}`;
  const { spec, verdict } = result.unit;
  return `PASS ${nameOf(spec)}: model = RTL = gates = iCE40 on ${describeExtent(verdict.extent)}`;
}

function verdictData(result: AnyCheckResult): object {
  if (result.kind === 'failed') return failureData(result.spec, result.counterexample);
  const { spec, verdict } = result.unit;
  return { unit: nameOf(spec), spec, ...verdict };
}

function failureData(spec: AnySpec, counterexample: Counterexample | MacCounterexample): object {
  return { unit: nameOf(spec), spec, kind: 'failed', counterexample };
}

async function replay(spec: UnitSpec, pairs: OperandPairs, options: CosimOptions): Promise<void> {
  const found = await replayPairs(spec, pairs, { seed: options.seed });
  if (found !== undefined) process.exitCode = EXIT.checkFailed;
  if (options.json)
    return printJson(found === undefined ? passedPairs(spec, pairs) : failureData(spec, found));
  if (found !== undefined) return printResult(`FAIL ${describeCounterexample(spec, found)}`);
  const [a, b] = [pairs.a[0] as bigint, pairs.b[0] as bigint];
  const product = hexOf(resultFormat(spec), modelOf(spec)(a, b));
  const what =
    pairs.a.length === 1
      ? `${hexOf(spec.format, a)} ${spec.product === 'add' ? '+' : 'x'} ${hexOf(spec.format, b)} = ${product}`
      : `${pairs.a.length.toLocaleString('en')} vectors`;
  printResult(`PASS ${shortName(spec)}: ${what} in model, RTL, gates and iCE40`);
}

function passedPairs(spec: UnitSpec, pairs: OperandPairs): object {
  return { unit: shortName(spec), spec, kind: 'passed', pairs: pairs.a.length };
}

function onePair(spec: UnitSpec, pair: string): OperandPairs {
  const width = widthOf(spec.format);
  const match = /^(0x[0-9a-f]+),(0x[0-9a-f]+)$/i.exec(pair);
  const codes = [match?.[1], match?.[2]].map((text) => (text === undefined ? -1n : BigInt(text)));
  if (codes.some((code) => code < 0n || code >> BigInt(width) !== 0n))
    throw new Diagnostic({
      code: 'cli/pair',
      text: `A pair is two codes of ${width} bits in hexadecimal.`,
      got: `--pair ${pair}`,
      wayOut: '--pair 0x3c,0x41',
    });
  return { a: [codes[0] as bigint], b: [codes[1] as bigint] };
}
