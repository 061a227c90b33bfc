import { Diagnostic } from '../diagnostic.ts';
import { type Format, ROUNDINGS } from '../format/index.ts';
import { CARRY_IN_MAX_MAN_BITS, TABLE_MAX_MAN_BITS } from './exact.ts';
import { offsetUnits } from './lmul.ts';
import { LNS_LOG_GUARD, refuseLns } from './lns.ts';
import { cutsOf, maxStages } from './pipeline.ts';
import { rounds } from './result.ts';
import {
  ARCHITECTURES,
  CONTRACTS,
  type CommonSpec,
  FORMS,
  type Offset,
  OUTPUT_WIDTHS,
  PRODUCT_NAMES,
  type ProductName,
  type TruncatedSpec,
  type UnitSpec,
} from './spec.ts';

/** Options of a unit in the user's words; what is left out takes its default. */
export interface UnitRequest {
  readonly form?: string | undefined;
  readonly offset?: string | undefined;
  readonly architecture?: string | undefined;
  readonly columns?: number | undefined;
  readonly logGuard?: number | undefined;
  readonly rounding?: string | undefined;
  readonly contract?: string | undefined;
  readonly output?: string | undefined;
  readonly saturate?: boolean | undefined;
  readonly stages?: number | undefined;
}

/**
 * The validated spec of a product on a format. Defaults: contract flush, rounding rne, form adder, offset paper,
 * architecture multiply, as many columns dropped as the mantissa has bits, logarithms of 3 bits more than that, output
 * closed, no pipeline.
 *
 * @throws Diagnostic `unit/...` naming the option, what was got and the way out, for an unknown value, an option
 * that the product does not have, or a combination that makes no sense.
 */
export function unitSpec(product: string, format: Format, request: UnitRequest = {}): UnitSpec {
  const name = oneOf('product', PRODUCT_NAMES, product);
  const common = {
    format,
    contract: oneOf('contract', CONTRACTS, request.contract ?? 'flush'),
    output: oneOf('output', OUTPUT_WIDTHS, request.output ?? 'closed'),
    rounding: oneOf('rounding', ROUNDINGS, request.rounding ?? 'rne'),
    overflow: request.saturate === true ? ('saturate' as const) : ('encoding' as const),
    stages: request.stages ?? 0,
  };
  const spec = specOf(name, common, request);
  refuseForeignOptions(name, request);
  refuseContradictions(spec);
  return spec;
}

function specOf(name: ProductName, common: CommonSpec, request: UnitRequest): UnitSpec {
  switch (name) {
    case 'exact':
      return {
        product: 'exact',
        ...common,
        architecture: oneOf('architecture', ARCHITECTURES, request.architecture ?? 'multiply'),
      };
    case 'lmul':
    case 'mitchell':
      return {
        product: 'lmul',
        ...common,
        form: oneOf('form', FORMS, request.form ?? 'adder'),
        offset: parseOffset(request.offset ?? (name === 'mitchell' ? 'none' : 'paper')),
      };
    case 'truncated':
      return { product: 'truncated', ...common, columns: request.columns ?? common.format.manBits };
    case 'lns':
      return { product: 'lns', ...common, logGuard: request.logGuard ?? LNS_LOG_GUARD.usual };
    case 'signed-mantissa':
    case 'add':
      return { product: name, ...common };
  }
}

/** The options of a product's own, and what to type in place of another's. */
const OWN_OPTIONS = {
  lmul: { options: ['form', 'offset'], wayOut: '--form adder or equation' },
  mitchell: { options: ['form', 'offset'], wayOut: '--form adder or equation' },
  exact: { options: ['architecture'], wayOut: '--architecture multiply, array, carry-in or table' },
  'signed-mantissa': {
    options: [],
    wayOut: 'lmul --form adder or equation, or exact --architecture multiply',
  },
  truncated: { options: ['columns'], wayOut: '--columns 3' },
  lns: { options: ['logGuard'], wayOut: '--log-guard 3' },
  add: { options: [], wayOut: 'add with --rounding, --contract, --saturate and --stages only' },
} as const satisfies Record<ProductName, { options: readonly (keyof UnitRequest)[]; wayOut: string }>;

/** Options of products' own, in words. */
const WORDS = {
  form: 'form',
  offset: 'offset',
  architecture: 'architecture',
  columns: 'columns',
  logGuard: 'log guard',
} as const;

function refuseForeignOptions(name: ProductName, request: UnitRequest): void {
  const own: { readonly options: readonly string[]; readonly wayOut: string } = OWN_OPTIONS[name];
  for (const option of Object.keys(WORDS) as (keyof typeof WORDS)[])
    if (request[option] !== undefined && !own.options.includes(option))
      throw contradiction(
        `The product ${name} has no ${WORDS[option]}.`,
        `--${WORDS[option].replace(' ', '-')} ${request[option]}`,
        own.wayOut,
      );
  if (name === 'mitchell' && request.offset !== undefined && request.offset !== 'none')
    throw contradiction(
      'mitchell is lmul without an offset.',
      `--offset ${request.offset}`,
      `lmul with --offset ${request.offset}`,
    );
}

function refuseContradictions(spec: UnitSpec): void {
  const { manBits } = spec.format;
  if (spec.product === 'lmul' && offsetUnits(spec) >= 1n << BigInt(manBits))
    throw contradiction(
      `On the grid of ${manBits} mantissa bits this offset rounds to 1, and a fraction is below 1.`,
      `--offset ${spec.offset}`,
      'a smaller fraction such as 1/16',
    );
  if (spec.product === 'exact' && spec.architecture === 'carry-in') refuseCarryIn(spec);
  if (spec.product === 'exact' && spec.architecture === 'table' && manBits > TABLE_MAX_MAN_BITS)
    throw contradiction(
      `The table of significand products is offered up to ${TABLE_MAX_MAN_BITS} mantissa bits.`,
      `--architecture table with ${manBits} mantissa bits`,
      '--architecture multiply',
    );
  if (spec.product === 'add') refuseAdd(spec);
  if (spec.product === 'truncated') refuseColumns(spec);
  if (spec.product === 'lns') refuseLns(spec);
  if (spec.rounding !== 'rne' && !rounds(spec))
    throw contradiction(
      'This unit never rounds: its result holds every bit of its product.',
      `--rounding ${spec.rounding}`,
      'leave --rounding out, or take a unit that rounds (exact or --form equation, closed; or --contract full)',
    );
  if (spec.overflow === 'saturate' && (spec.contract !== 'full' || spec.output === 'wide'))
    throw contradiction(
      'Saturation is a choice under contract full with a closed result: flush always saturates, bare wraps, wide follows its encoding.',
      '--saturate',
      'leave --saturate out, or take --contract full',
    );
  refuseStages(spec);
}

function refuseCarryIn({ format, output }: UnitSpec): void {
  if (format.manBits > CARRY_IN_MAX_MAN_BITS)
    throw contradiction(
      `The correction of a carry-in unit is offered up to ${CARRY_IN_MAX_MAN_BITS} mantissa bits; beyond, it is a table as large as a multiplier.`,
      `--architecture carry-in with ${format.manBits} mantissa bits`,
      '--architecture multiply',
    );
  if (output === 'wide')
    throw contradiction(
      'A carry-in unit forms the rounded product directly and has no unrounded one to put out.',
      '--architecture carry-in --wide',
      '--architecture multiply --wide',
    );
}

function refuseColumns({ columns, format }: TruncatedSpec): void {
  const most = 2 * format.manBits;
  if (Number.isInteger(columns) && columns >= 1 && columns <= most) return;
  throw contradiction(
    `A product of two significands of ${format.manBits + 1} bits has ${most} columns below its highest.`,
    `--columns ${columns}`,
    columns === 0 ? 'exact, which drops none' : `--columns 1 to ${most}`,
  );
}

function refuseAdd({ contract, output }: UnitSpec): void {
  if (contract === 'bare')
    throw contradiction(
      'A sum without a zero is no sum: an adder keeps the contract flush or full.',
      '--contract bare',
      '--contract flush',
    );
  if (output === 'wide')
    throw contradiction(
      'A sum that is not rounded has as many bits as there are exponents: an adder is closed.',
      '--wide',
      'leave --wide out',
    );
}

function refuseStages(spec: UnitSpec): void {
  const most = maxStages(spec);
  if (Number.isInteger(spec.stages) && spec.stages >= 0 && spec.stages <= most) return;
  throw contradiction(
    `This unit has ${most} places for registers (${cutsOf({ ...spec, stages: most }).join(', ')}).`,
    `--stages ${spec.stages}`,
    `--stages 0 to ${most}`,
  );
}

function parseOffset(offset: string): Offset {
  if (offset === 'paper' || offset === 'none') return offset;
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(offset);
  if (match !== null && Number(match[1]) > 0 && Number(match[1]) < Number(match[2]))
    return `${Number(match[1])}/${Number(match[2])}`;
  throw new Diagnostic({
    code: 'unit/offset',
    text: 'An offset is paper, none, or a fraction p/q between 0 and 1.',
    got: `--offset ${offset}`,
    wayOut: '--offset 1/18',
  });
}

function oneOf<T extends string>(option: string, values: readonly T[], got: string): T {
  const known = values.find((value) => value === got);
  if (known !== undefined) return known;
  throw new Diagnostic({
    code: `unit/${option}`,
    text: `There is no ${option} of that name.`,
    got,
    wayOut: values.join(', '),
  });
}

function contradiction(text: string, got: string, wayOut: string): Diagnostic {
  return new Diagnostic({ code: 'unit/contradiction', text, got, wayOut });
}
