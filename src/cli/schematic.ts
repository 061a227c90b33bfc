import type { Command } from 'commander';
import { drawBlockDiagram, drawGateDiagram, svgFile } from '../picture/index.ts';
import { blockDiagram, gateDiagram } from '../report/index.ts';
import { addMacOptions, floatUnitOf, type MacOptions } from './any-words.ts';
import { checkAny } from './checked.ts';
import { checkWritable, writeWhole } from './files.ts';
import { printJson, printResult } from './output.ts';

interface SchematicOptions extends MacOptions {
  readonly gates?: boolean;
  readonly output?: string;
  readonly json?: boolean;
}

/** `lmul schematic UNIT`: the datapath of a unit as blocks, or its gates. */
export function addSchematic(program: Command): void {
  addMacOptions(program.command('schematic').argument('<unit...>', 'product and format, or a short name'))
    .description('draw the datapath of a checked unit as blocks, or the gates of a small one, as SVG')
    .option('--gates', 'the gate netlist, of small units')
    .option('-o, --output <file>', 'an .svg file (default: stdout)')
    .option('--json', 'blocks and connections, or gates and wires, as data')
    .addHelpText(
      'after',
      `
The blocks are the sections of the unit's Verilog; signals have the widths of the elaborated circuit.

Examples:
  lmul schematic exact e4m3 --architecture carry-in -o carry-in.svg
  lmul schematic lmul e4m3 --contract full --stages 3 -o pipeline.svg
  lmul schematic mac e4m3 --product lmul --accumulator fp32 -o mac.svg
  lmul schematic lmul e2m1 --gates -o gates.svg`,
    )
    .action(async (words: string[], options: SchematicOptions) => {
      if (options.output !== undefined) checkWritable(options.output);
      const spec = floatUnitOf(words, options, 'A schematic', 'lmul e4m3');
      const [unit] = await checkAny([spec], {});
      if (unit === undefined) return;
      const diagram = options.gates ? gateDiagram(unit) : blockDiagram(unit);
      if (options.json) return printJson(diagram);
      const picture = await ('gates' in diagram ? drawGateDiagram(diagram) : drawBlockDiagram(diagram));
      if (options.output === undefined) printResult(svgFile(picture));
      else writeWhole(options.output, svgFile(picture));
    });
}
