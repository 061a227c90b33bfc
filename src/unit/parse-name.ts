import { Diagnostic } from '../diagnostic.ts';
import { type Format, parseFormat } from '../format/index.ts';
import { shortName } from './name.ts';
import { PRODUCT_NAMES, type ProductName, type UnitSpec } from './spec.ts';
import { type UnitRequest, unitSpec } from './unit-spec.ts';

const FORMAT_WORD = /^(e\d+m\d+|bf16|fp16|tf32|fp32)$/;
const FORMAT_SUFFIX = /^(ieee|fn|fnuz|b11fnuz|finite|bias\d+)$/;

/** Whether a word of the command line can only be a unit's short name. */
export function looksLikeShortName(word: string): boolean {
  return productOf(word) !== undefined;
}

/**
 * The spec a short name stands for, the inverse of `shortName`.
 *
 * @throws Diagnostic `unit/name` when the words are not those the tool itself would print.
 */
export function parseShortName(name: string): UnitSpec {
  const product = productOf(name);
  if (product === undefined) throw badName(name);
  const words = name.split('_').slice(product.split('-').length);
  const spec = unitSpec(product, takeFormat(words, name), takeOptions(words, name));
  // One spelling per unit: `exact_e4m3_flush` would be a second name for `exact_e4m3_multiply_rne_flush`.
  if (shortName(spec) === name) return spec;
  throw badName(name, `${shortName(spec)}, the name the tool prints for it`);
}

/** The product whose name a short name begins with. */
function productOf(name: string): ProductName | undefined {
  return PRODUCT_NAMES.find((product) => name.startsWith(`${product.replaceAll('-', '_')}_`));
}

function takeFormat(words: string[], name: string): Format {
  const first = words.shift();
  if (first === undefined || !FORMAT_WORD.test(first)) throw badName(name);
  const parts = [first];
  while (words[0] !== undefined && FORMAT_SUFFIX.test(words[0])) parts.push(words.shift() as string);
  return parseFormat(parts.join('-'));
}

function takeOptions(words: string[], name: string): UnitRequest {
  const request: { -readonly [Key in keyof UnitRequest]: UnitRequest[Key] } = {};
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === 'adder' || word === 'equation') request.form = word;
    else if (word === 'offset') request.offset = `${words.shift()}/${words.shift()}`;
    else if (word === 'multiply' || word === 'array' || word === 'table') request.architecture = word;
    else if (word === 'carry' && words[0] === 'in') request.architecture = `carry-${words.shift()}`;
    else if (word === 'columns') request.columns = Number(words.shift());
    else if (word === 'guard') request.logGuard = Number(words.shift());
    else if (/^r(ne|tz|na|up|dn)$/.test(word)) request.rounding = word;
    else if (/^(bare|flush|full)$/.test(word)) request.contract = word;
    else if (word === 'saturate') request.saturate = true;
    else if (word === 'wide') request.output = 'wide';
    else if (/^p\d+$/.test(word)) request.stages = Number(word.slice(1));
    else throw badName(name);
  }
  return request;
}

function badName(
  name: string,
  wayOut = 'lmul_e4m3_adder_flush, or product, format and options: lmul e4m3 --form adder',
): Diagnostic {
  return new Diagnostic({ code: 'unit/name', text: 'There is no unit of that name.', got: name, wayOut });
}
