import { Diagnostic } from '../diagnostic.ts';
import type { Format } from '../format/index.ts';
import {
  type ErrorOperands,
  fileOperand,
  type OperandSpec,
  type Scaling,
  STIMULUS_NAMES,
  type StimulusName,
  stimulusSpec,
} from '../measure/index.ts';

export interface OperandWordOptions {
  readonly seed: number;
  readonly scale?: Scaling;
}

/**
 * The operands that a word of the command line names: `mantissas`, a stimulus (`gaussian`), or two sides with a comma
 * between them, each a tensor file or a distribution (`acts.npy,w.safetensors:layer0`, `relu,w.npy`). A tensor alone is
 * the first operand; the second is then gaussian.
 *
 * @throws Diagnostic `cli/operands`, or `operands/file` of a tensor
 */
export function operandsOf(word: string, format: Format, { seed, scale }: OperandWordOptions): ErrorOperands {
  const sides = word.split(',');
  if (sides.length > 2) throw unknown('A product has two operands.', word);
  if (scale !== undefined && !sides.some(isFile))
    throw new Diagnostic({
      code: 'cli/operands',
      text: 'Only tensors of files are scaled.',
      got: `--scale ${scale} with --operands ${word}`,
      wayOut: '--operands x.npy',
    });
  if (word === 'mantissas') return { name: 'mantissas', seed };
  const [left = '', right] = sides;
  if (right === undefined && !isFile(left)) return stimulusSpec(nameOf(left, word), format, { seed });
  const side = (text: string, at: 'a' | 'b'): OperandSpec =>
    isFile(text)
      ? { ...fileOperand(text, scale ?? 'tensor'), reuse: 1 }
      : { ...stimulusSpec(nameOf(text, word), format)[at === 'b' && text === 'relu' ? 'a' : at], reuse: 1 };
  const [a, b] = [side(left, 'a'), side(right ?? 'gaussian', 'b')];
  return { name: a.kind === 'file' || b.kind === 'file' ? 'file' : 'mixed', seed, a, b };
}

const isFile = (text: string): boolean => /\.[a-z]+([:#]|$)/i.test(text) || /[\\/]/.test(text);

function nameOf(text: string, word: string): StimulusName {
  const name = STIMULUS_NAMES.find((known) => known === text);
  if (name !== undefined) return name;
  throw unknown('There are no operands of this name.', word);
}

function unknown(text: string, got: string): Diagnostic {
  return new Diagnostic({
    code: 'cli/operands',
    text,
    got,
    wayOut: `mantissas, ${STIMULUS_NAMES.join(', ')}, or tensors: acts.npy,weights.safetensors:NAME`,
  });
}
