import { basename, extname } from 'node:path';
import { type Command, Option } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import { checkTable, productTable, TABLE_KINDS, type TableKind } from '../measure/index.ts';
import { TABLE_FILES, type TableFile, tableBytes, tableData } from '../report/index.ts';
import { checkAny } from './checked.ts';
import { openWhole } from './files.ts';
import { printJson, say, toJson } from './output.ts';
import { addUnitOptions, type UnitOptions } from './unit-options.ts';
import { unitOf } from './unit-words.ts';

interface ExportOptions extends UnitOptions {
  readonly as?: TableFile;
  readonly table: TableKind;
  readonly output: string;
  readonly json?: boolean;
}

const ENDINGS: Readonly<Record<string, TableFile>> = { '.npy': 'npy', '.bin': 'bin', '.h': 'c-header' };

/** `lmul export UNIT -o FILE`: every product of a unit, for simulators of neural networks and other programs. */
export function addExport(program: Command): void {
  addUnitOptions(program.command('export').argument('<unit...>', 'product and format, or a short name'))
    .description('check a unit and write all its products as a table: .npy, .bin or a C header')
    .requiredOption('-o, --output <file>', 'the table; what it is goes into FILE.json beside it')
    .addOption(
      new Option('--as <kind>', 'of file (default: as FILE ends, .npy, .bin or .h)').choices([
        ...TABLE_FILES,
      ]),
    )
    .addOption(
      new Option(
        '--table <what>',
        'result codes, their values as float32, or products of significands as float32',
      )
        .choices([...TABLE_KINDS])
        .default('codes'),
    )
    .option('--json', 'what was written, as data, as described by schemas/table.json')
    .addHelpText(
      'after',
      `
Little-endian, 2^N x 2^N, row after row, row = first operand: table[a][b], or table[a << N | b] in a .bin.
Formats of up to 10 bits; significands (2^M x 2^M, [1, 2) x [1, 2)) of up to 10 mantissa bits.

Examples:
  lmul export lmul e4m3 -o lmul.npy
  lmul export exact e5m2 --table values -o exact.h
  lmul export lmul bf16 --table significands --as bin -o mantissas.bin`,
    )
    .action(async (words: string[], options: ExportOptions) => {
      const spec = unitOf(words, options);
      const { table, output, as = ENDINGS[extname(output).toLowerCase()] } = options;
      if (as === undefined) throw unknownEnding(output);
      checkTable(spec, table);
      const files = [output, `${output}.json`].map(openWhole);
      const [data, facts] = files as [(typeof files)[0], (typeof files)[0]];
      try {
        const [unit] = await checkAny([spec], {});
        if (unit === undefined) return;
        const made = productTable(unit, table);
        const bytes = tableBytes(made, as);
        const written = tableData(made, basename(output), as, bytes);
        data.write(bytes);
        facts.write(`${toJson(written)}\n`);
        for (const file of files.splice(0)) file.close();
        if (options.json) printJson(written);
        else say(`lmul: ${made.size} x ${made.size} ${table} in ${output}, what it is in ${output}.json`);
      } finally {
        for (const file of files) file.abort();
      }
    });
}

function unknownEnding(output: string): Diagnostic {
  return new Diagnostic({
    code: 'cli/export',
    text: 'The ending of the file does not say what it is to be.',
    got: output,
    wayOut: 'x.npy, x.bin or x.h, or --as npy',
  });
}
