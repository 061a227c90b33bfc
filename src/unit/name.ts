import { createHash } from 'node:crypto';
import { offsetUnits } from './lmul.ts';
import type { AnySpec } from './mac.ts';
import { rounds } from './result.ts';
import { productName, type UnitSpec } from './spec.ts';

/**
 * The unit's short name, also its Verilog module name: product, format, then what distinguishes it,
 * `lmul_e4m3_adder_flush`, `exact_bf16_multiply_rtz_full_wide_p2`. `parseShortName` reads it back.
 */
export function shortName(spec: UnitSpec): string {
  const words = [...productName(spec).split('-'), ...spec.format.name.split('-')];
  if (spec.product === 'lmul') {
    words.push(spec.form);
    if (spec.offset.includes('/')) words.push('offset', ...spec.offset.split('/'));
    if (rounds(spec) && (spec.rounding !== 'rne' || spec.form === 'equation')) words.push(spec.rounding);
  } else {
    if (spec.product === 'exact') words.push(...spec.architecture.split('-'));
    if (spec.product === 'truncated') words.push('columns', String(spec.columns));
    if (spec.product === 'lns') words.push('guard', String(spec.logGuard));
    if (rounds(spec)) words.push(spec.rounding);
  }
  words.push(spec.contract);
  if (spec.overflow === 'saturate') words.push('saturate');
  if (spec.output === 'wide') words.push('wide');
  if (spec.stages > 0) words.push(`p${spec.stages}`);
  return words.join('_');
}

/** The unit in the words of the command line, spelling out what is not default. */
export function commandWords(spec: UnitSpec): string {
  const words: string[] = [productName(spec), spec.format.name];
  if (spec.product === 'lmul') {
    words.push('--form', spec.form);
    if (spec.offset.includes('/')) words.push('--offset', spec.offset);
  } else if (spec.product === 'exact') {
    words.push('--architecture', spec.architecture);
  }
  if (spec.product === 'truncated') words.push('--columns', String(spec.columns));
  if (spec.product === 'lns') words.push('--log-guard', String(spec.logGuard));
  if (rounds(spec)) words.push('--rounding', spec.rounding);
  words.push('--contract', spec.contract);
  if (spec.overflow === 'saturate') words.push('--saturate');
  if (spec.output === 'wide') words.push('--wide');
  if (spec.stages > 0) words.push('--stages', String(spec.stages));
  return words.join(' ');
}

/** Canonical JSON of a spec: keys in a fixed order, so that equal specs have equal text. */
export function canonicalJson(spec: AnySpec): string {
  return JSON.stringify(sorted(spec));
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** sha256 of the canonical JSON, hexadecimal. */
export function digestOf(spec: UnitSpec): string {
  return createHash('sha256').update(canonicalJson(spec)).digest('hex');
}

/** Equal keys mean equal input-output behaviour in every cycle but for latency: architecture does not matter. */
export function behaviourKey(spec: UnitSpec): string {
  const { format, contract, output, overflow, rounding } = spec;
  const shared = { format, contract, output, overflow, rounding: rounds(spec) ? rounding : 'none' };
  return JSON.stringify(sorted({ product: spec.product, ...shared, ...ownBehaviour(spec) }));
}

function ownBehaviour(spec: UnitSpec): object {
  if (spec.product === 'lmul') return { form: spec.form, offset: offsetUnits(spec).toString() };
  if (spec.product === 'lns') return { logGuard: spec.logGuard };
  return spec.product === 'truncated' ? { columns: spec.columns } : {};
}
