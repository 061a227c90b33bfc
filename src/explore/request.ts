import { Diagnostic } from '../diagnostic.ts';
import { parseFormat } from '../format/index.ts';
import { type UnitRequest, type UnitSpec, unitSpec } from '../unit/index.ts';

/** What the explorer shows, in the user's words: options go by the names they have on the command line. */
export interface ExploreRequest extends UnitRequest {
  readonly product: string;
  readonly format: string;
  /** Operands as they were typed: see `parseOperand`. */
  readonly a: string;
  readonly b: string;
}

export const FIRST_REQUEST: ExploreRequest = { product: 'lmul', format: 'e4m3', a: '1.75', b: '2.5' };

/** The unit a request means. @throws Diagnostic as `parseFormat` and `unitSpec` do. */
export function specOf({ product, format, a: _a, b: _b, ...request }: ExploreRequest): UnitSpec {
  return unitSpec(product, parseFormat(format), request);
}

const WORDS = ['contract', 'form', 'offset', 'architecture', 'rounding'] as const;
const NUMBERS = ['columns', 'stages'] as const;

/** The request as the part of an address behind `#`, defaults left out; `parseAddress` reads it back. */
export function addressOf(request: ExploreRequest): string {
  const { product, format, output, saturate, a, b } = request;
  const parameters = new URLSearchParams({ product, format });
  for (const name of [...WORDS, ...NUMBERS])
    if (request[name] !== undefined) parameters.set(name, String(request[name]));
  if (output === 'wide') parameters.set('wide', 'yes');
  if (saturate === true) parameters.set('saturate', 'yes');
  parameters.set('a', a);
  parameters.set('b', b);
  return parameters.toString();
}

/**
 * The request of an address, with or without its `#`; what it does not say is that of the first request.
 * @throws Diagnostic `explore/address` for a name that is no option, or a value that cannot be one.
 */
export function parseAddress(address: string): ExploreRequest {
  const parameters = new URLSearchParams(address.replace(/^#/, ''));
  const request: { -readonly [Key in keyof ExploreRequest]: ExploreRequest[Key] } = { ...FIRST_REQUEST };
  for (const [name, value] of parameters) {
    if (name === 'product' || name === 'format' || name === 'a' || name === 'b') request[name] = value;
    else if (isOneOf(WORDS, name)) request[name] = value;
    else if (isOneOf(NUMBERS, name) && /^\d{1,4}$/.test(value)) request[name] = Number(value);
    else if (name === 'wide' && value === 'yes') request.output = 'wide';
    else if (name === 'saturate' && value === 'yes') request.saturate = true;
    else throw badAddress(`${name}=${value}`);
  }
  return request;
}

function isOneOf<Name extends string>(names: readonly Name[], name: string): name is Name {
  return (names as readonly string[]).includes(name);
}

function badAddress(got: string): Diagnostic {
  return new Diagnostic({
    code: 'explore/address',
    text: 'The address of this page holds something that is no option of a unit.',
    got,
    wayOut: `#${addressOf(FIRST_REQUEST)}`,
  });
}
