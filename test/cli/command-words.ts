import { unitOfText } from '../../src/cli/unit-words.ts';
import type { UnitSpec } from '../../src/unit/index.ts';

export interface ReplayedPair {
  readonly spec: UnitSpec;
  readonly a: bigint;
  readonly b: bigint;
}

/** The unit and the pair of a counterexample's `lmul cosim UNIT --pair A,B` line, read as the command line reads them. */
export function unitOfCommand(text: string): ReplayedPair {
  const match = /^ {2}replay {4}lmul cosim (.+) --pair (0x[0-9a-f]+),(0x[0-9a-f]+)$/m.exec(text);
  if (match === null) throw new Error(`no replay line in:\n${text}`);
  const [, words, a, b] = match as unknown as [string, string, string, string];
  return { spec: unitOfText(words), a: BigInt(a), b: BigInt(b) };
}
