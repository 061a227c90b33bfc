import type { OperandSpec, StimulusSpec } from './stimulus.ts';

/** A stimulus in a word, for the heads of tables; of files in all its words. */
export function shortStimulus(stimulus: StimulusSpec): string {
  return stimulus.name === 'file' ? describeStimulus(stimulus) : stimulus.name;
}

/** A stimulus in words, for tables: `gaussian (sigma 2) x gaussian (sigma 2), seed 1`. */
export function describeStimulus({ a, b, seed, name }: StimulusSpec): string {
  const side = (operand: OperandSpec): string => {
    const kept = operand.reuse === 1 ? '' : ` held for ${operand.reuse}`;
    switch (operand.kind) {
      case 'uniform':
        return `uniform codes${operand.numbers ? ' of numbers' : ''}${kept}`;
      case 'file': {
        const { file, tensor, shape, elements, used, scaling } = operand;
        const which = oneLine(tensor === undefined ? file : `${file}#${tensor}`);
        const part = used === elements ? '' : `, first ${used} of ${elements}`;
        return `${which} [${shape.join(', ')}]${part}, scaling ${scaling}${kept}`;
      }
      default:
        return `${operand.kind} (sigma ${operand.sigma})${kept}`;
    }
  };
  return `${name}: ${side(a)} x ${side(b)}, seed ${seed}`;
}

/** Names of files and tensors are strangers': what would end a line or talk to a terminal is shown as a mark. */
const oneLine = (name: string): string => name.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '\uFFFD');
