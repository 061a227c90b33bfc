import { Command } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import { type Format, type FormatRequest, parseFormat } from '../format/index.ts';
import {
  looksLikeShortName,
  PRODUCT_NAMES,
  parseShortName,
  type UnitRequest,
  type UnitSpec,
  unitSpec,
} from '../unit/index.ts';
import { addUnitOptions, type UnitOptions } from './unit-options.ts';

/**
 * The units that the words of a command line name. A word is a product (`lmul`, `mitchell`, `exact`, ...) followed by one
 * or more formats, or a unit's short name, or a whole unit in one word (`"exact e4m3 --rounding rtz"`).
 *
 * @throws Diagnostic `cli/...` or `unit/...`
 */
export function unitsOf(words: readonly string[], options: UnitOptions): UnitSpec[] {
  const specs: UnitSpec[] = [];
  const whole = words.find((word) => /\s/.test(word) || looksLikeShortName(word));
  if (whole !== undefined) refuseOptionsBeside(whole, options);
  let product: string | undefined;
  let formatsOfProduct = 0;
  const closeProduct = (): void => {
    if (product !== undefined && formatsOfProduct === 0)
      specs.push(unitSpec(product, freeFormat(options, product), requestOf(options)));
  };
  for (const word of words) {
    if (/\s/.test(word)) specs.push(unitOfText(word));
    else if (looksLikeShortName(word)) specs.push(parseShortName(word));
    else if (PRODUCT_NAMES.some((name) => name === word)) {
      closeProduct();
      product = word;
      formatsOfProduct = 0;
    } else if (product === undefined) throw notAUnit(word);
    else {
      specs.push(
        unitSpec(product, parseFormat({ ...formatRequest(options), name: word }), requestOf(options)),
      );
      formatsOfProduct += 1;
    }
  }
  closeProduct();
  if (specs.length === 0) throw notAUnit('nothing');
  return specs;
}

/** Exactly one unit, for verbs that take one. */
export function unitOf(words: readonly string[], options: UnitOptions): UnitSpec {
  return onlyOne(unitsOf(words, options), 'lmul e4m3');
}

/** The one unit that words name; `example` is the way out. */
export function onlyOne<Spec>(specs: readonly Spec[], example: string): Spec {
  if (specs.length === 1) return specs[0] as Spec;
  throw new Diagnostic({
    code: 'cli/one-unit',
    text: 'This verb takes one unit.',
    got: `${specs.length} units`,
    wayOut: `one product and one format, such as ${example}`,
  });
}

/** A whole unit in one text, in the words of the command line. */
export function unitOfText(text: string): UnitSpec {
  const { words, options } = textOptions<UnitOptions>(text, addUnitOptions(new Command('unit')));
  return unitOf(words, options);
}

/** The words and options of a whole unit in one text. */
export function textOptions<Options extends object>(
  text: string,
  unit: Command,
): { readonly words: readonly string[]; readonly options: Options } {
  const command = unit.argument('<words...>').helpOption(false).exitOverride();
  command.configureOutput({ writeErr: () => {} });
  try {
    command.parse(text.trim().split(/\s+/), { from: 'user' });
  } catch (error) {
    if (error instanceof Diagnostic) throw error;
    throw new Diagnostic({
      code: 'cli/unit-text',
      text: `This does not describe a unit: ${(error as Error).message.replace(/^error: /, '')}.`,
      got: text,
      wayOut: '"exact e4m3 --rounding rne --contract flush"',
    });
  }
  return { words: command.args, options: command.opts<Options>() };
}

/** The formats that words and options name; none of either is refused. */
export function formatsOf(words: readonly string[], options: UnitOptions): Format[] {
  if (words.length > 0) return words.map((name) => parseFormat({ ...formatRequest(options), name }));
  return [parseFormat(formatRequest(options))];
}

function freeFormat(options: UnitOptions, product: string): Format {
  if (options.exp === undefined && options.man === undefined)
    throw new Diagnostic({
      code: 'cli/no-format',
      text: 'A unit is a product and a format.',
      got: `${product} without a format`,
      wayOut: `${product} e4m3, or ${product} --exp 4 --man 3`,
    });
  return parseFormat(formatRequest(options));
}

function formatRequest({ exp, man, bias, encoding }: UnitOptions): FormatRequest {
  return { expBits: exp, manBits: man, bias, encoding };
}

export function requestOf(options: UnitOptions): UnitRequest {
  const { wide, ...request } = ofUnit(options);
  return { ...request, output: wide ? 'wide' : undefined };
}

/** The options that say what a unit is, its format apart. */
function ofUnit(options: UnitOptions) {
  const { form, offset, architecture, columns, logGuard, rounding, contract, wide, saturate, stages } =
    options;
  return { form, offset, architecture, columns, logGuard, rounding, contract, wide, saturate, stages };
}

/** A short name or a unit in one word is complete: an option beside it would say nothing, or contradict it. */
export function refuseOptionsBeside(word: string, options: UnitOptions, more: object = {}): void {
  const { exp, man, bias, encoding } = options;
  const given = Object.entries({ exp, man, bias, encoding, ...ofUnit(options), ...more }).flatMap(
    ([name, value]) => (value === undefined ? [] : [value === true ? `--${name}` : `--${name} ${value}`]),
  );
  if (given.length === 0) return;
  throw new Diagnostic({
    code: 'cli/whole-unit',
    text: 'A short name or a unit in quotes is complete, and takes no options beside it.',
    got: `${word} with ${given.join(' ')}`,
    wayOut: 'product, format and options: lmul e4m3 --contract full',
  });
}

function notAUnit(got: string): Diagnostic {
  if (/^(mac|dot\d*|int\d*|fixed)([ _]|$)/.test(got))
    return new Diagnostic({
      code: 'cli/unit',
      text: 'Here a unit is a floating-point product: no integers, and nothing that accumulates.',
      got,
      wayOut: 'lmul e4m3; cosim, synth, prove, generate and energy take the others',
    });
  if (/^mbm\b/.test(got))
    return new Diagnostic({
      code: 'cli/unit',
      text: 'The minimally biased multipliers (MBM) are L-Mul with another constant.',
      got,
      wayOut: 'lmul e4m3 --offset 1/12',
    });
  return new Diagnostic({
    code: 'cli/unit',
    text: 'A unit is a product and a format, or a short name.',
    got,
    wayOut: `lmul e4m3, exact e5m2 --architecture carry-in, or lmul_e4m3_adder_flush (products: ${PRODUCT_NAMES.join(', ')}; others: int, fixed, mac, dot)`,
  });
}
