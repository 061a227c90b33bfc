import type { Command } from 'commander';
import { observe, readNetlist } from '../../sim/index.ts';
import { joinCodes, widthOf } from '../format/index.ts';
import { operandStream, stimulusSpec } from '../measure/index.ts';
import { drawTimingDiagram, svgFile } from '../picture/index.ts';
import { timingDiagram } from '../report/index.ts';
import { type Operation, traceOf } from '../study/index.ts';
import { type FloatSpec, isMac, nameOf } from '../unit/index.ts';
import { addMacOptions, floatUnitOf, type MacOptions } from './any-words.ts';
import { checkAny } from './checked.ts';
import { checkWritable, openWhole, writeWhole } from './files.ts';
import { printJson, printResult } from './output.ts';
import { wholeNumberTo } from './unit-options.ts';

interface WaveOptions extends MacOptions {
  readonly operations: number;
  readonly seed: number;
  readonly svg?: string;
  readonly vcd?: string;
  readonly json?: boolean;
}

/** `lmul wave UNIT`: a few operations of a unit, as text, VCD and a timing diagram. */
export function addWave(program: Command): void {
  addMacOptions(program.command('wave').argument('<unit...>', 'product and format, or a short name'))
    .description('run a few operations through a checked unit and draw them')
    .option('--operations <n>', 'how many, up to 64', wholeNumberTo(64), 6)
    .option('--seed <n>', 'of the operands', wholeNumberTo(2 ** 32 - 1), 1)
    .option('--svg <file>', 'a timing diagram')
    .option('--vcd <file>', 'waveforms for GTKWave or Surfer, inner signals too')
    .option('--json', 'values cycle by cycle, as data')
    .addHelpText(
      'after',
      `
The waveform on stdout has two columns a cycle: what a rising edge brings about, and the falling one, when inputs change.

Examples:
  lmul wave lmul e4m3 --stages 2
  lmul wave exact e4m3 --contract full --stages 3 --svg wave.svg --vcd wave.vcd
  lmul wave mac e4m3 --product lmul --accumulator bf16 --operations 8`,
    )
    .action(async (words: string[], options: WaveOptions) => {
      for (const file of [options.svg, options.vcd]) if (file !== undefined) checkWritable(file);
      const spec = floatUnitOf(words, options, 'A timing diagram', 'lmul e4m3 --stages 2');
      const [unit] = await checkAny([spec], {});
      if (unit === undefined) return;
      const netlist = readNetlist(unit.netlists.rtl);
      const vcd = options.vcd === undefined ? undefined : openWhole(options.vcd);
      try {
        const operations = operationsOf(spec, options);
        const trace = traceOf(spec, vcd === undefined ? netlist : observe(netlist), operations, vcd?.write);
        vcd?.close();
        const diagram = timingDiagram(spec, unit.verdict.extent, trace, options.seed);
        if (options.svg !== undefined) writeWhole(options.svg, svgFile(drawTimingDiagram(diagram)));
        if (options.json) printJson({ unit: nameOf(spec), spec, ...diagram });
        else printResult(trace.wave.draw());
      } catch (error) {
        vcd?.abort();
        throw error;
      }
    });
}

/** Gaussian operands; a dot product takes as many pairs at once as it has lanes, lane 0 lowest. */
function operationsOf(spec: FloatSpec, { operations, seed }: WaveOptions): Operation[] {
  const { format } = isMac(spec) ? spec.product : spec;
  const lanes = isMac(spec) ? spec.lanes : 1;
  const stream = operandStream(stimulusSpec('gaussian', format, { seed }), format);
  const { a, b } = stream.pairs(0, operations * lanes);
  const packed = (codes: readonly bigint[], at: number): bigint =>
    joinCodes(codes.slice(at * lanes, (at + 1) * lanes), widthOf(format));
  return Array.from({ length: operations }, (_, at) => ({ a: packed(a, at), b: packed(b, at) }));
}
