import { Command } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import {
  ALIGNMENTS,
  type AnySpec,
  looksLikeMacName,
  looksLikeShortName,
  type MacSpec,
  macSpec,
  parseMacName,
  unitSpec,
} from '../unit/index.ts';
import { addUnitOptions, type UnitOptions, wholeNumber } from './unit-options.ts';
import { formatsOf, refuseOptionsBeside, requestOf, textOptions, unitsOf } from './unit-words.ts';

/** The options of a multiply-accumulate unit, beside those of its product. */
export interface MacOptions extends UnitOptions {
  readonly product?: string;
  readonly accumulator?: string;
  readonly accumulatorRounding?: string;
  readonly guardBits?: number;
  readonly lanes?: number;
  readonly window?: number;
  readonly align?: string;
  readonly blockScale?: string;
}

export function addMacOptions(command: Command): Command {
  return addUnitOptions(command)
    .option('--product <name>', 'of mac and dot: lmul, mitchell, exact, ... with its options')
    .option(
      '--accumulator <name>',
      'fp32, bf16, fp16, another ieee format, or kulisch (default: fp32, of dot kulisch)',
    )
    .option('--accumulator-rounding <mode>', 'of a floating-point one: rne, rtz (default: rne)')
    .option('--guard-bits <n>', 'of kulisch: bits above one product (default: 12)', wholeNumber)
    .option('--lanes <n>', 'of dot: products a clock, 2 to 64 (default: 8)', wholeNumber)
    .option(
      '--window <n>',
      'of dot into a floating-point accumulator: places of a term, 4 to 64 (default: 24)',
      wholeNumber,
    )
    .option('--align <how>', `of the same, what is below: ${ALIGNMENTS.join(', ')} (default: truncate)`)
    .option('--block-scale <kind>', 'of dot: none, or mx: one E8M0 scale for each operand (default: none)');
}

/**
 * The units that the words of a command line name, of any kind: as `unitsOf`, or `mac` or `dot` with one or more formats, or the
 * name of a multiply-accumulate unit, or such a unit in one word (`"mac e4m3 --product lmul"`).
 *
 * @throws Diagnostic `cli/...`, `unit/...` or `mac/...`
 */
export function anyUnitsOf(words: readonly string[], options: MacOptions): AnySpec[] {
  const [kind, ...formats] = words;
  if (kind === 'mac' || kind === 'dot') return macsOf(kind, formats, options);
  if (words.length > 0 && words.every(isWhole)) {
    refuseOptionsBeside(words[0] as string, options, macOnly(options));
    return words.flatMap((word): AnySpec[] => wholeUnit(word));
  }
  const given = Object.entries(macOnly(options)).find(([, value]) => value !== undefined);
  if (given === undefined) return unitsOf(words, options);
  throw new Diagnostic({
    code: 'cli/mac',
    text: 'Only a multiply-accumulate unit has a product and an accumulator.',
    got: `--${given[0]} ${given[1]}`,
    wayOut: 'lmul cosim mac e4m3 --product lmul --accumulator fp32',
  });
}

const isWhole = (word: string): boolean =>
  /\s/.test(word) || looksLikeMacName(word) || looksLikeShortName(word);

function wholeUnit(word: string): AnySpec[] {
  if (looksLikeMacName(word)) return [parseMacName(word)];
  if (!/^\s*(mac|dot)\s/.test(word)) return unitsOf([word], {});
  const { words, options } = textOptions<MacOptions>(word, addMacOptions(new Command('unit')));
  return anyUnitsOf(words, options);
}

function macsOf(kind: 'mac' | 'dot', formats: readonly string[], options: MacOptions): MacSpec[] {
  const { product } = options;
  if (kind === 'mac' && options.lanes !== undefined)
    throw new Diagnostic({
      code: 'cli/mac',
      text: 'A multiply-accumulate unit has one product a clock.',
      got: `mac --lanes ${options.lanes}`,
      wayOut: 'dot e4m3 --lanes 8 --product exact --accumulator kulisch',
    });
  if (product === undefined)
    throw new Diagnostic({
      code: 'cli/mac',
      text: 'A multiply-accumulate unit has a product.',
      got: `${kind} ${formats.join(' ')}`.trim(),
      wayOut: '--product lmul, or --product exact --architecture carry-in',
    });
  const { accumulatorRounding, guardBits, window, align, blockScale } = options;
  const accumulator = options.accumulator ?? (kind === 'dot' ? 'kulisch' : undefined);
  const lanes = kind === 'dot' ? (options.lanes ?? 8) : 1;
  return formatsOf(formats, options).map((format) =>
    macSpec(unitSpec(product, format, requestOf(options)), {
      accumulator,
      accumulatorRounding,
      guardBits,
      lanes,
      window,
      align,
      scale: blockScale,
    }),
  );
}

function macOnly(options: MacOptions): object {
  const { product, accumulator, accumulatorRounding, guardBits, lanes, window, align, blockScale } = options;
  return {
    product,
    accumulator,
    'accumulator-rounding': accumulatorRounding,
    'guard-bits': guardBits,
    lanes,
    window,
    align,
    'block-scale': blockScale,
  };
}
