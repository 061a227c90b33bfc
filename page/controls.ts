import type { ExploreRequest } from '../src/explore/index.ts';
import {
  CATALOGUE,
  defaultBias,
  ENCODINGS,
  type Encoding,
  type Format,
  parseFormat,
  ROUNDINGS,
} from '../src/format/index.ts';
import { ROUNDING_WORDS } from '../src/rtl/index.ts';
import {
  ARCHITECTURES,
  CONTRACTS,
  FORMS,
  LNS_LOG_GUARD,
  maxStages,
  PRODUCT_NAMES,
  rounds,
  type UnitSpec,
} from '../src/unit/index.ts';
import { byId, element } from './dom.ts';

type Change = (change: Partial<ExploreRequest>) => void;

const PRODUCTS: Readonly<Record<string, string>> = {
  lmul: 'L-Mul',
  mitchell: 'Mitchell: L-Mul without offset',
  exact: 'exact product, rounded once',
  'signed-mantissa': 'logarithmic, signed mantissas',
  truncated: 'truncated partial products',
  lns: 'logarithms and powers by table',
  add: 'sum, for comparison',
};

const ARCHITECTURE_WORDS: Readonly<Record<string, string>> = {
  multiply: 'multiply: significands by *',
  array: 'array: a Dadda tree',
  'carry-in': 'carry-in: addition, corrected',
  table: 'table: significands by truth table',
};

const FREE = 'free';

/** Fills the form and calls back with what the user changes. */
export function setUpControls(change: Change, formatOf: () => Format | undefined): void {
  fill('format', [...CATALOGUE.map(({ name }) => [name, name] as const), [FREE, 'free format']]);
  fill('encoding', words(ENCODINGS));
  fill(
    'product',
    PRODUCT_NAMES.map((name) => [name, PRODUCTS[name] ?? name] as const),
  );
  fill('form', words(FORMS));
  fill(
    'architecture',
    ARCHITECTURES.map((name) => [name, ARCHITECTURE_WORDS[name] ?? name] as const),
  );
  fill('contract', words(CONTRACTS));
  fill(
    'rounding',
    ROUNDINGS.map((name) => [name, `${name}: ${ROUNDING_WORDS[name]}`] as const),
  );

  onChange('format', (value) => value !== FREE && change({ format: value }));
  for (const id of ['exp', 'man', 'bias', 'encoding'])
    onChange(id, () => change({ format: freeName(id, formatOf()) }));
  for (const id of ['product', 'form', 'architecture', 'contract', 'rounding'] as const)
    onChange(id, (value) => change({ [id]: value }));
  onChange('offset', (value) => change({ offset: value.trim() === '' ? undefined : value.trim() }));
  onChange('columns', (value) => change({ columns: value === '' ? undefined : Number(value) }));
  onChange('log-guard', (value) => change({ logGuard: value === '' ? undefined : Number(value) }));
  onChange('stages', (value) => change({ stages: Number(value) }));
  onChange('wide', () => change({ output: byId<HTMLInputElement>('wide').checked ? 'wide' : undefined }));
  onChange('saturate', () => change({ saturate: byId<HTMLInputElement>('saturate').checked }));
  byId<HTMLFormElement>('unit-form').addEventListener('submit', (event) => event.preventDefault());
}

/** Shows a request in the form; of one that is refused, as much as is known. */
export function showControls(
  request: ExploreRequest,
  spec: UnitSpec | undefined,
  format: Format | undefined,
): void {
  if (format !== undefined) {
    const isNamed = CATALOGUE.some(({ name }) => name === format.name);
    set('format', isNamed ? format.name : FREE);
    set('exp', format.expBits);
    set('man', format.manBits);
    set('bias', format.bias);
    set('encoding', format.encoding);
  }
  const { product } = request;
  set('product', product);
  offer('form', product === 'lmul' || product === 'mitchell', request.form ?? 'adder');
  offer('offset', product === 'lmul', request.offset ?? 'paper');
  offer('architecture', product === 'exact', request.architecture ?? 'multiply');
  offer('columns', product === 'truncated', request.columns ?? format?.manBits ?? '');
  offer('log-guard', product === 'lns', request.logGuard ?? LNS_LOG_GUARD.usual);
  set('contract', request.contract ?? 'flush');
  offer('rounding', spec === undefined || rounds(spec), request.rounding ?? 'rne');
  const most = spec === undefined ? (request.stages ?? 0) : maxStages(spec);
  fill(
    'stages',
    Array.from({ length: most + 1 }, (_, n) => [`${n}`, n === 0 ? 'none' : `${n}`] as const),
  );
  set('stages', request.stages ?? 0);
  tick('wide', product !== 'add' && product !== 'lns', request.output === 'wide');
  tick('saturate', request.contract === 'full' && request.output !== 'wide', request.saturate === true);
}

/** The name of the format that the four fields describe; a bias that was the default follows to the new default. */
function freeName(changed: string, before: Format | undefined): string {
  const value = (id: string): string => byId<HTMLInputElement>(id).value.trim();
  const encoding = value('encoding');
  const wasDefault = before !== undefined && before.bias === defaultBias(before.expBits, before.encoding);
  const follows = changed !== 'bias' && wasDefault;
  const isDefault = Number(value('bias')) === defaultBias(Number(value('exp')), encoding as Encoding);
  const bias = follows || isDefault || value('bias') === '' ? '' : `-bias${value('bias')}`;
  return canonical(`e${value('exp')}m${value('man')}${bias}-${encoding}`);
}

/** The name the tool prints for it, where there is one: short addresses. */
function canonical(name: string): string {
  try {
    return parseFormat(name).name;
  } catch {
    return name;
  }
}

/** The format of a request, where it has one. */
export function formatOrNone({ format }: ExploreRequest): Format | undefined {
  try {
    return parseFormat(format);
  } catch {
    return undefined;
  }
}

const words = (names: readonly string[]): (readonly [string, string])[] => names.map((name) => [name, name]);

function fill(id: string, options: readonly (readonly [value: string, text: string])[]): void {
  const select = byId<HTMLSelectElement>(id);
  if (select.options.length === options.length && select.options[0]?.value === options[0]?.[0]) return;
  select.replaceChildren(...options.map(([value, text]) => element('option', { value }, text)));
}

function onChange(id: string, listener: (value: string) => unknown): void {
  const control = byId<HTMLInputElement>(id);
  // A select says `change` once; a text field is read while it is typed in.
  const event = control.type === 'number' ? 'input' : 'change';
  control.addEventListener(event, () => void listener(control.value));
}

function set(id: string, value: string | number): void {
  const control = byId<HTMLInputElement>(id);
  // What is being typed is not written over.
  if (control.value === String(value) || (document.activeElement === control && control.type === 'number'))
    return;
  control.value = String(value);
}

/** Shows a control where it says something, with its label. */
function offer(id: string, isOffered: boolean, value: string | number): void {
  (byId(id).closest('label') as HTMLElement).hidden = !isOffered;
  set(id, value);
}

function tick(id: string, isOffered: boolean, value: boolean): void {
  offer(id, isOffered, 'on');
  byId<HTMLInputElement>(id).checked = value;
}
