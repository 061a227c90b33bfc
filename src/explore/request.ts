import { Diagnostic } from '../diagnostic.ts';
import { parseFormat } from '../format/index.ts';
import { maxStages, rounds, type UnitRequest, type UnitSpec, unitSpec } from '../unit/index.ts';

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

/**
 * The request with some options changed, less those that then say nothing: of another product, a rounding of a unit that
 * never rounds, a saturation that is no choice, more stages than there are places. What contradicts itself stays, to be
 * refused with the reason.
 */
export function withOptions(before: ExploreRequest, change: Partial<ExploreRequest>): ExploreRequest {
  const { product, format, a, b, contract, output, saturate, ...options } = { ...before, ...change };
  const own = OWN[product] ?? [];
  const common = { product, format, contract, output, a, b };
  const kept = Object.fromEntries(
    own.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  );
  const canSaturate = contract === 'full' && output !== 'wide';
  const request = {
    ...common,
    ...kept,
    ...(saturate === true && canSaturate ? { saturate } : {}),
    ...(product === 'add' || product === 'lns' ? { output: undefined } : {}),
  };
  const plain = triedSpec(request);
  if (plain === undefined) return { ...request, rounding: options.rounding, stages: options.stages };
  return {
    ...request,
    rounding: rounds(plain) ? options.rounding : undefined,
    stages: options.stages === undefined ? undefined : Math.min(options.stages, maxStages(plain)),
  };
}

const OWN: Readonly<
  Record<string, readonly ('form' | 'offset' | 'architecture' | 'columns' | 'logGuard')[]>
> = {
  lmul: ['form', 'offset'],
  mitchell: ['form'],
  exact: ['architecture'],
  truncated: ['columns'],
  lns: ['logGuard'],
};

function triedSpec(request: ExploreRequest): UnitSpec | undefined {
  try {
    return specOf(request);
  } catch (error) {
    if (error instanceof Diagnostic) return undefined;
    throw error;
  }
}

const WORDS = ['contract', 'form', 'offset', 'architecture', 'rounding'] as const;
const NUMBERS = ['columns', 'logGuard', 'stages'] as const;

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
