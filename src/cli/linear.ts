import type { Command } from 'commander';
import { linear, readTensor } from '../measure/index.ts';
import { addTrialOptions, describeTensor, type TrialVerbOptions, trialOf } from './trial-options.ts';

interface LinearOptions extends TrialVerbOptions {
  readonly x: string;
  readonly w: string;
  readonly transposeW?: boolean;
}

/** `lmul linear UNIT... --x --w`: X Wᵀ computed with units, and how far it is from float. */
export function addLinear(program: Command): void {
  addTrialOptions(program.command('linear'))
    .description('compute a linear layer on your tensors with checked units, and the error of its output')
    .requiredOption('--x <tensor>', 'activations, [..., n, d]: FILE.npy or FILE.safetensors:NAME')
    .requiredOption('--w <tensor>', 'weights, [out, d], a row for each output, as PyTorch keeps them')
    .option('--transpose-w', 'weights are [d, out]')
    .addHelpText(
      'after',
      `
X W^T without bias: products by the unit, into the accumulator; an exact unit under the same conditions beside it.

Examples:
  lmul linear lmul e4m3 --x acts.npy --w model.safetensors:layers.0.mlp.up_proj.weight
  lmul linear lmul bf16 --accumulator fp32 --scale none --x acts.npy --w w.npy --transpose-w --csv`,
    )
    .action(async (words: string[], options: LinearOptions) => {
      const [x, w] = [readTensor(options.x), readTensor(options.w)];
      const transposeW = options.transposeW === true;
      const tensors = { x: describeTensor(options.x, x), w: describeTensor(options.w, w) };
      const head = { computation: 'linear', tensors, options: { transposeW } } as const;
      await trialOf(words, head, linear(x, w, { transposeW }), options);
    });
}
