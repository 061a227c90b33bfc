import { type Command, Option } from 'commander';
import {
  type Computation,
  exactBeside,
  runTrial,
  SCALINGS,
  type Scaling,
  type Tensor,
} from '../measure/index.ts';
import { type TrialHead, trialCsv, trialData, trialText } from '../report/index.ts';
import { ALIGNMENTS, macSpec, shortName } from '../unit/index.ts';
import { checkAny, onProgress } from './checked.ts';
import { printJson, printResult } from './output.ts';
import { addUnitOptions, type UnitOptions, wholeNumber } from './unit-options.ts';
import { unitsOf } from './unit-words.ts';

/** Options of verbs that compute with a unit on tensors. */
export interface TrialVerbOptions extends UnitOptions {
  readonly accumulator?: string;
  readonly accumulatorRounding?: string;
  readonly guardBits?: number;
  readonly lanes?: number;
  readonly window?: number;
  readonly align?: string;
  readonly scale: Scaling;
  readonly prove: boolean;
  readonly csv?: boolean;
  readonly markdown?: boolean;
  readonly json?: boolean;
}

export function addTrialOptions(command: Command): Command {
  return addUnitOptions(command.argument('<unit...>', 'product and format, or short names'))
    .option('--accumulator <name>', 'fp32, bf16, fp16, another ieee format, or kulisch (default: fp32)')
    .option('--accumulator-rounding <mode>', 'rne, rtz (default: rne)')
    .option('--guard-bits <n>', 'of kulisch: bits above one product (default: 12)', wholeNumber)
    .option('--lanes <n>', 'products added at once, 2 to 64; in floating point in a window', wholeNumber)
    .option('--window <n>', 'places of a term in it, 4 to 46 (default: 24)', wholeNumber)
    .option('--align <how>', `what is below: ${ALIGNMENTS.join(', ')} (default: truncate)`)
    .addOption(
      new Option(
        '--scale <how>',
        'of operands: per tensor, per block of 32 (a power of two, OCP MX), or none',
      )
        .choices([...SCALINGS])
        .default('tensor'),
    )
    .option('--no-prove', 'leave out the SAT proofs of wide formats: sampled pairs alone')
    .addOption(new Option('--csv', 'as CSV, in full precision').conflicts('json'))
    .addOption(new Option('--markdown', 'as Markdown').conflicts(['json', 'csv']))
    .option('--json', 'as data, as described by schemas/trial.json');
}

/** The units asked for, an exact one of each format beside them, checked and then put to work. */
export async function trialOf(
  words: readonly string[],
  head: TrialHead,
  compute: Computation,
  options: TrialVerbOptions,
): Promise<void> {
  const asked = unitsOf(words, options);
  const { accumulator, accumulatorRounding, guardBits, lanes, window, align, scale } = options;
  const request = { accumulator, accumulatorRounding, guardBits, lanes, window, align };
  const all = [...asked.map(exactBeside), ...asked];
  // An exact unit asked for in another architecture is itself, and one default unit may go beside several.
  const specs = [...new Map(all.map((spec) => [shortName(spec), spec])).values()];
  for (const spec of specs) macSpec(spec, request);
  const units = await checkAny(specs, { prove: options.prove });
  if (units.length === 0) return;
  const trial = runTrial(compute, units, { ...request, scaling: scale, onProgress });
  if (options.json) printJson(trialData(head, trial));
  else
    printResult(
      options.csv ? trialCsv(trial) : trialText(head, trial, options.markdown ? 'markdown' : 'text'),
    );
}

/** A tensor in a few words: `q.npy [8, 64]`. */
export function describeTensor(place: string, { shape }: Tensor): string {
  return `${place.split(/[\\/]/).at(-1)} [${shape.join(', ')}]`;
}
