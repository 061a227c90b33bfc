import { type Command, Option } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import type { Format } from '../format/index.ts';
import {
  fileOperand,
  SCALINGS,
  type Scaling,
  STIMULUS_NAMES,
  type StimulusName,
  type StimulusSpec,
  stimulusSpec,
} from '../measure/index.ts';
import { collect } from './output.ts';
import { wholeNumber } from './unit-options.ts';

/** Options that say which operands, as commander hands them over. */
export interface StimulusOptions {
  readonly stimulus?: StimulusName;
  readonly seed: number;
  readonly reuse?: number;
  readonly file?: readonly string[];
  readonly scale?: Scaling;
}

/** Adds the options of operand streams to a verb. */
export function addStimulusOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--stimulus <name>', 'of the operands (default: gaussian)').choices([...STIMULUS_NAMES]),
    )
    .option('--seed <n>', 'of the operands', wholeNumber, 1)
    .option('--reuse <n>', 'operations the second operand stays (default: 1; held: 64)', wholeNumber)
    .option(
      '--file <tensor>',
      'operands from FILE.npy or FILE.safetensors:NAME; given again, of the second operand',
      collect,
    )
    .addOption(
      new Option(
        '--scale <how>',
        'of tensors: per tensor, per block of 32 (a power of two, OCP MX), or none (default: tensor)',
      ).choices([...SCALINGS]),
    );
}

/**
 * The stimulus the options mean, for a format. A single file is the first operand; the second is then as named. `numbers`
 * leaves NaN and Inf out of uniform codes.
 */
export function stimulusOf(options: StimulusOptions, format: Format, numbers = false): StimulusSpec {
  const { stimulus = 'gaussian', seed, reuse, file, scale } = options;
  const named = stimulusSpec(stimulus, format, { seed, numbers, ...(reuse === undefined ? {} : { reuse }) });
  if (file === undefined) {
    if (scale === undefined) return named;
    throw contradiction(
      'Only tensors of files are scaled.',
      `--scale ${scale} without --file`,
      '--file x.npy',
    );
  }
  if (file.length > 2)
    throw contradiction('A product has two operands.', `${file.length} files`, '--file a.npy --file b.npy');
  const [a, b] = file.map((place) => fileOperand(place, scale ?? 'tensor'));
  return {
    name: 'file',
    seed,
    a: { ...a!, reuse: 1 },
    b: b === undefined ? named.b : { ...b, reuse: named.b.reuse },
  };
}

function contradiction(text: string, got: string, wayOut: string): Diagnostic {
  return new Diagnostic({ code: 'cli/stimulus', text, got, wayOut });
}
