import type { z } from 'zod';
import { Diagnostic } from '../../diagnostic.ts';
import { validateStudy } from './schema.ts';
import type { Study } from './study.ts';
import { isTooDeep } from './too-deep.ts';

const SHOWN = 60;

/**
 * The study a file's JSON text holds.
 * @throws Diagnostic `study/json` or `study/invalid`: the first thing that is wrong, with the path of its key
 */
export function parseStudy(text: string, file: string): Study {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Diagnostic({
      code: 'study/json',
      text: `${file} is not JSON, or ends too early.`,
      got: (error as Error).message,
      wayOut: 'a study file: lmul sweep --schema prints its schema',
    });
  }
  if (isTooDeep(data))
    throw new Diagnostic({
      code: 'study/invalid',
      text: `${file} is nested deeper than any study.`,
      got: `${text.slice(0, SHOWN)}...`,
      wayOut: 'lmul sweep --schema prints what a study file may hold',
    });
  const result = validateStudy(data);
  if (result.success) return result.data;
  throw invalid(data, file, result.error.issues);
}

function invalid(data: unknown, file: string, issues: readonly z.core.$ZodIssue[]): Diagnostic {
  const issue = issues[0]!;
  const more = issues.length === 1 ? '' : ` (and ${issues.length - 1} more)`;
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = unknownKey === undefined ? issue.path : [...issue.path, unknownKey];
  return new Diagnostic({
    code: 'study/invalid',
    text: `${file}: ${pathText(path)}: ${sentenceOf(issue)}${more}`,
    got: shown(valueAt(data, path)),
    wayOut: wayOutOf(issue),
  });
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'there is no such key.';
    case 'invalid_type':
      return `${nounOf(issue.expected)} is wanted.`;
    case 'invalid_value':
      return 'there is no such choice.';
    case 'invalid_union':
      return 'there is no such kind.';
    case 'invalid_format':
      return 'this has not the form that is wanted.';
    case 'custom':
      return issue.message;
    default:
      return `${issue.message.replace(/^Too (small|big): /, '')}.`;
  }
}

function nounOf(expected: string): string {
  switch (expected) {
    case 'array':
      return 'a list';
    case 'int':
      return 'a whole number';
    case 'object':
      return 'an object';
    default:
      return `a ${expected}`;
  }
}

function wayOutOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return issue.values.map(String).join(', ');
  if (issue.code === 'custom' && typeof issue.params?.wayOut === 'string') return issue.params.wayOut;
  if (issue.code === 'invalid_format' && 'pattern' in issue) return `text that matches ${issue.pattern}`;
  return 'lmul sweep --schema prints what a study file may hold';
}

/** `units[0].form[1]`, as one would write it. */
function pathText(path: readonly PropertyKey[]): string {
  const text = path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
  return text === '' ? 'the study' : text;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    data,
  );
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}...`;
}
