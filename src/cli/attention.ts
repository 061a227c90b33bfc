import type { Command } from 'commander';
import { attention, readTensor, type Tensor } from '../measure/index.ts';
import { addTrialOptions, describeTensor, type TrialVerbOptions, trialOf } from './trial-options.ts';

interface AttentionOptions extends TrialVerbOptions {
  readonly q: string;
  readonly k: string;
  readonly v: string;
  readonly causal?: boolean;
}

/** `lmul attention UNIT... --q --k --v`: softmax(Q Kᵀ / √d) V computed with units, and how far it is from float. */
export function addAttention(program: Command): void {
  addTrialOptions(program.command('attention'))
    .description('compute attention on your tensors with checked units, and the error of its output')
    .requiredOption('--q <tensor>', 'queries, [..., n, d]: FILE.npy or FILE.safetensors:NAME')
    .requiredOption('--k <tensor>', 'keys, [..., m, d]')
    .requiredOption('--v <tensor>', 'values, [..., m, e]')
    .option('--causal', 'a query meets the keys up to its own place')
    .addHelpText(
      'after',
      `
softmax(Q K^T / sqrt(d)) V: both products by the unit, each into the accumulator; an exact unit under the same conditions beside it.

Examples:
  lmul attention lmul e4m3 --q q.npy --k k.npy --v v.npy
  lmul attention lmul e4m3 e5m2 --accumulator kulisch --scale block32 --q q.npy --k k.npy --v v.npy --causal
  lmul attention lmul bf16 --accumulator bf16 --scale none --q a.safetensors:q --k a.safetensors:k --v a.safetensors:v --json`,
    )
    .action(async (words: string[], options: AttentionOptions) => {
      const [q, k, v] = [options.q, options.k, options.v].map(readTensor) as [Tensor, Tensor, Tensor];
      const causal = options.causal === true;
      const tensors = {
        q: describeTensor(options.q, q),
        k: describeTensor(options.k, k),
        v: describeTensor(options.v, v),
      };
      const head = { computation: 'attention', tensors, options: { causal } } as const;
      await trialOf(words, head, attention(q, k, v, { causal }), options);
    });
}
