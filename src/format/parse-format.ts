import { Diagnostic } from '../diagnostic.ts';
import { CATALOGUE, rowWithFacts } from './catalogue.ts';
import { defaultBias, ENCODINGS, type Encoding, type Format } from './format.ts';

export const EXP_RANGE = { min: 2, max: 11 } as const;
export const MAN_RANGE = { min: 1, max: 23 } as const;

/** A format in the user's words: a name, or field widths, each with an optional bias and encoding. */
export interface FormatRequest {
  readonly name?: string | undefined;
  readonly expBits?: number | undefined;
  readonly manBits?: number | undefined;
  readonly bias?: number | undefined;
  readonly encoding?: string | undefined;
}

/**
 * The format a request means. A name (`e4m3`, `bf16`) is looked up in the catalogue; a free name (`e6m1`,
 * `e6m1-fn`, `e6m1-bias20-fn`) or field widths give any format with expBits 2..11 and manBits 1..23. Widths of a
 * catalogue name without bias and encoding mean that format: `{expBits: 4, manBits: 3}` is e4m3. Encoding defaults
 * to `ieee` and bias to 2^(expBits-1)-1 (`fnuz`: one larger).
 *
 * @throws Diagnostic `format/...` for anything else.
 */
export function parseFormat(request: FormatRequest | string): Format {
  const asked = typeof request === 'string' ? { name: request } : request;
  const name = asked.name ?? nameOfWidths(asked);
  const row = CATALOGUE.find((known) => known.name === name || known.otherNames.includes(name));
  const fields = row ?? fieldsOfFreeName(name);
  refuseOtherWidths(asked, fields);
  const encoding = checkEncoding(
    asked.encoding ?? (asked.name === undefined && asked.bias !== undefined ? 'ieee' : fields.encoding),
  );
  // Another encoding has another default bias; the same one keeps its own, and a bias spelled out in a name stays.
  const ownBias = row === undefined || encoding === row.encoding ? fields.bias : undefined;
  return freeFormat({
    ...fields,
    encoding,
    bias: asked.bias ?? ownBias ?? defaultBias(fields.expBits, encoding),
  });
}

type FreeFields = Omit<Format, 'name' | 'bias'> & { readonly bias?: number };

/** Numbers without leading zeros: `e04m3` would not be found in the catalogue, and mean another format than `e4m3`. */
const FREE_NAME = /^e(0|[1-9]\d*)m(0|[1-9]\d*)(?:-bias(0|[1-9]\d*))?(?:-(ieee|fn|fnuz|finite))?$/;

function fieldsOfFreeName(name: string): FreeFields {
  const match = FREE_NAME.exec(name);
  if (match === null) throw unknownFormat(name);
  const [, exp, man, bias, encoding] = match;
  const fields = { expBits: Number(exp), manBits: Number(man), encoding: checkEncoding(encoding ?? 'ieee') };
  return bias === undefined ? fields : { ...fields, bias: Number(bias) };
}

function refuseOtherWidths({ name, expBits, manBits }: FormatRequest, fields: FreeFields): void {
  if ((expBits ?? fields.expBits) === fields.expBits && (manBits ?? fields.manBits) === fields.manBits)
    return;
  throw new Diagnostic({
    code: 'format/contradiction',
    text: `${name} has ${fields.expBits} exponent and ${fields.manBits} mantissa bits.`,
    got: [
      name ?? [],
      expBits === undefined ? [] : `--exp ${expBits}`,
      manBits === undefined ? [] : `--man ${manBits}`,
    ]
      .flat()
      .join(' '),
    wayOut: 'the name alone, or --exp and --man without a name',
  });
}

function nameOfWidths({ expBits, manBits }: FormatRequest): string {
  if (expBits !== undefined && manBits !== undefined) {
    checkRange('exponent', expBits, EXP_RANGE);
    checkRange('mantissa', manBits, MAN_RANGE);
    return `e${expBits}m${manBits}`;
  }
  throw new Diagnostic({
    code: 'format/incomplete',
    text: 'A format needs a name, or both its exponent and mantissa bits.',
    got: describeWidths(expBits, manBits),
    wayOut: '--exp 4 --man 3, or a name such as e4m3 (`lmul formats` lists them)',
  });
}

function describeWidths(expBits: number | undefined, manBits: number | undefined): string {
  if (expBits !== undefined) return `--exp ${expBits} without --man`;
  return manBits === undefined ? 'neither' : `--man ${manBits} without --exp`;
}

function freeFormat({ expBits, manBits, bias, encoding }: Omit<Format, 'name'>): Format {
  checkRange('exponent', expBits, EXP_RANGE);
  checkRange('mantissa', manBits, MAN_RANGE);
  if (!Number.isInteger(bias) || bias < 1 || bias >= 2 ** expBits)
    throw new Diagnostic({
      code: 'format/bias',
      text: `The bias of a format with ${expBits} exponent bits is a whole number from 1 to ${2 ** expBits - 1}.`,
      got: `bias ${bias}`,
      wayOut: `leave it out for the default ${defaultBias(expBits, encoding)}`,
    });
  const named = rowWithFacts({ expBits, manBits, bias, encoding });
  if (named !== undefined) return facts(named);
  const suffix = [
    bias === defaultBias(expBits, encoding) ? [] : `-bias${bias}`,
    encoding === 'ieee' && !isCatalogueName(`e${expBits}m${manBits}`) ? [] : `-${encoding}`,
  ].flat();
  return { name: `e${expBits}m${manBits}${suffix.join('')}`, expBits, manBits, bias, encoding };
}

const isCatalogueName = (name: string): boolean => CATALOGUE.some((row) => row.name === name);

function facts({ name, expBits, manBits, bias, encoding }: Format): Format {
  return { name, expBits, manBits, bias, encoding };
}

function checkRange(what: string, bits: number, { min, max }: { min: number; max: number }): void {
  if (Number.isInteger(bits) && bits >= min && bits <= max) return;
  throw new Diagnostic({
    code: `format/${what}-bits`,
    text: `A format has ${min} to ${max} ${what} bits.`,
    got: `${bits} ${what} bits`,
    wayOut: `a width from ${min} to ${max}, for example e4m3 (--exp 4 --man 3)`,
  });
}

function checkEncoding(encoding: string): Encoding {
  const known = ENCODINGS.find((name) => name === encoding);
  if (known !== undefined) return known;
  throw new Diagnostic({
    code: 'format/encoding',
    text: 'The encoding of a format is ieee, fn, fnuz or finite.',
    got: encoding,
    wayOut: 'ieee has Inf and NaN, fn one NaN per sign, fnuz one NaN and no -0, finite neither',
  });
}

function unknownFormat(name: string): Diagnostic {
  return new Diagnostic({
    code: 'format/unknown',
    text: 'There is no format of that name.',
    got: name,
    wayOut: `${CATALOGUE.map((row) => row.name).join(', ')}, or a free one such as e6m1 or e6m1-bias20-fn`,
  });
}
