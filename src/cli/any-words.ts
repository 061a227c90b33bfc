import { Command } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import {
  type AnySpec,
  type FloatSpec,
  isInteger,
  looksLikeIntegerName,
  looksLikeMacName,
  looksLikeShortName,
  type MacSpec,
  macSpec,
  nameOf,
  parseIntegerName,
  parseMacName,
  unitSpec,
} from '../unit/index.ts';
import { integersOf, namesIntegers } from './integer-words.ts';
import { addMacOptions, type MacOptions } from './mac-options.ts';
import { formatsOf, onlyOne, refuseOptionsBeside, requestOf, textOptions, unitsOf } from './unit-words.ts';

export { addMacOptions, type MacOptions } from './mac-options.ts';

/**
 * The units that the words of a command line name, of any kind: as `unitsOf`, or `mac` or `dot` with one or more formats, or the
 * name of a multiply-accumulate unit, or such a unit in one word (`"mac e4m3 --product lmul"`).
 *
 * @throws Diagnostic `cli/...`, `unit/...` or `mac/...`
 */
export function anyUnitsOf(words: readonly string[], options: MacOptions): AnySpec[] {
  if (namesIntegers(words, options)) return integersOf(words, options);
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

/** As `anyUnitsOf`, where operands have to be floating-point numbers: `what` cannot be had of integer units. */
export function floatUnitsOf(words: readonly string[], options: MacOptions, what: string): FloatSpec[] {
  return anyUnitsOf(words, options).map((spec) => {
    if (!isInteger(spec)) return spec;
    throw new Diagnostic({
      code: 'cli/integer',
      text: `${what} is of floating-point units.`,
      got: nameOf(spec),
      wayOut: 'lmul synth for its cost; a product and a format, such as exact e4m3',
    });
  });
}

/** As `floatUnitsOf`, for verbs that take one unit; `example` is the way out. */
export function floatUnitOf(
  words: readonly string[],
  options: MacOptions,
  what: string,
  example: string,
): FloatSpec {
  return onlyOne(floatUnitsOf(words, options, what), example);
}

const isWhole = (word: string): boolean =>
  /\s/.test(word) || looksLikeIntegerName(word) || looksLikeMacName(word) || looksLikeShortName(word);

function wholeUnit(word: string): AnySpec[] {
  if (looksLikeIntegerName(word)) return [parseIntegerName(word)];
  if (looksLikeMacName(word)) return [parseMacName(word)];
  if (!/^\s*(mac|dot|int|fixed)\s/.test(word)) return unitsOf([word], {});
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
  const { product, accumulator, accumulatorRounding, guardBits, lanes, window, align, blockScale, weights } =
    options;
  return {
    product,
    accumulator,
    'accumulator-rounding': accumulatorRounding,
    'guard-bits': guardBits,
    lanes,
    window,
    align,
    'block-scale': blockScale,
    weights,
  };
}
