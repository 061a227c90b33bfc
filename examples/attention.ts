/** Attention on tensors of your own, with L-Mul and the exact unit in the place of every product. */
import { attention, closeTools, cosim, defineUnit, exactBeside, runTrial, type Tensor, unit } from 'lmul-rtl';

// Here made up; readTensor('q.npy') reads yours.
const tensor = (rows: number, columns: number, phase: number): Tensor => ({
  shape: [rows, columns],
  elements: rows * columns,
  values: Float64Array.from({ length: rows * columns }, (_, at) => Math.sin(phase + 1.7 * at)),
});
const [q, k, v] = [tensor(8, 16, 0), tensor(12, 16, 1), tensor(12, 4, 2)];

const lmul = defineUnit('lmul', 'e3m2');
const checks = await Promise.all([cosim(unit(exactBeside(lmul.spec))), cosim(lmul)]);
const units = checks.flatMap((check) => (check.kind === 'passed' ? [check.unit] : []));

const { rows } = runTrial(attention(q, k, v), units, { accumulator: 'bf16', scaling: 'block32' });
const errors = rows.map(({ againstFloat64 }) => againstFloat64.relativeError);
for (const { kind, name } of rows) console.log(kind, name);
console.log(
  'each worse than the one before:',
  errors.every((error, at) => at === 0 || error >= errors[at - 1]!),
);

await closeTools();

// prints:
// float32 float32
// quantised e3m2
// unit mac_exact_e3m2_multiply_rne_flush_into_bf16_rne
// unit mac_lmul_e3m2_adder_flush_into_bf16_rne
// each worse than the one before: true
