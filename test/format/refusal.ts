import { expect } from 'vitest';
import { Diagnostic } from '../../src/diagnostic.ts';

export interface Refusal {
  readonly code: string;
  readonly text: string;
  readonly got: string;
  readonly wayOut: string;
}

/** Asserts that the call is refused with exactly this diagnostic, as a usage error. */
export function expectRefusal(call: () => unknown, refusal: Refusal): void {
  let thrown: unknown;
  try {
    call();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(Diagnostic);
  const { code, text, got, wayOut, exit, message } = thrown as Diagnostic;
  expect({ code, text, got, wayOut }).toEqual(refusal);
  expect(exit).toBe(2);
  expect(message).toBe(`${refusal.text}\n  got: ${refusal.got}\n  try: ${refusal.wayOut}`);
}

/** The diagnostic a call is refused with. */
export function refusalOf(call: () => unknown): Diagnostic {
  try {
    call();
  } catch (error) {
    if (error instanceof Diagnostic) return error;
    throw error;
  }
  throw new Error('this was not refused');
}
