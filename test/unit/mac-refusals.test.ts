import { describe, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { type AccumulatorRequest, macSpec, type UnitRequest, unitSpec } from '../../src/unit/index.ts';
import { expectRefusal } from '../format/refusal.ts';

const mac = (product: string, format: string, request: UnitRequest, accumulator: AccumulatorRequest) =>
  macSpec(unitSpec(product, parseFormat(format), request), accumulator);

describe('macSpec refuses', () => {
  type Case = readonly [string, string, UnitRequest, AccumulatorRequest, string, string, string];
  const narrow = 'The accumulator does not hold every product exactly: a step would round twice.';
  it.each<Case>([
    ['add', 'e4m3', {}, {}, 'A sum is no product.', 'add', '--product exact'],
    [
      'lmul',
      'e4m3',
      { contract: 'bare' },
      {},
      'A product without a zero cannot be accumulated.',
      '--contract bare',
      '--contract flush or full',
    ],
    [
      'exact',
      'e4m3',
      { output: 'wide' },
      { accumulator: 'fp16' },
      narrow,
      'e4m3-wide products into fp16',
      'leave --wide out, or --accumulator kulisch',
    ],
    ['exact', 'bf16', {}, { accumulator: 'fp16' }, narrow, 'bf16 products into fp16', '--accumulator fp32'],
    [
      'lmul',
      'e4m3',
      {},
      { accumulator: 'e4m3' },
      'A floating-point accumulator has an encoding with Inf and NaN.',
      '--accumulator e4m3',
      '--accumulator fp32, fp16, bf16 or e6m9',
    ],
    [
      'lmul',
      'e4m3',
      {},
      { accumulatorRounding: 'rup' },
      'An accumulator rounds rne or rtz.',
      '--accumulator-rounding rup',
      '--accumulator-rounding rtz',
    ],
    [
      'lmul',
      'e4m3',
      {},
      { accumulator: 'kulisch', accumulatorRounding: 'rtz' },
      'A Kulisch accumulator never rounds.',
      '--accumulator-rounding rtz',
      'leave it out',
    ],
    [
      'lmul',
      'e4m3',
      {},
      { accumulator: 'kulisch', guardBits: 33 },
      'Guard bits are a whole number from 0 to 32.',
      '--guard-bits 33',
      '--guard-bits 12',
    ],
    [
      'lmul',
      'bf16',
      {},
      { accumulator: 'kulisch' },
      'A Kulisch register of up to 128 bits is offered.',
      '274 bits for products of bf16',
      '--accumulator fp32',
    ],
    [
      'exact',
      'e4m3',
      {},
      { lanes: 8, accumulator: 'kulisch', window: 14 },
      'A Kulisch register has every place: there is no window.',
      '--window 14',
      '--accumulator fp32',
    ],
    [
      'exact',
      'e4m3',
      {},
      { align: 'sticky' },
      'Only the terms of a dot product meet in a window.',
      '--align sticky',
      'dot e4m3 --lanes 8',
    ],
    [
      'exact',
      'e4m3',
      {},
      { lanes: 33, scale: 'mx' },
      'The lanes of a step with MX scales are of one block of 32 elements.',
      '--block-scale mx with 33 lanes',
      'dot e4m3 --lanes 32 --block-scale mx',
    ],
    [
      'exact',
      'e4m3',
      {},
      { lanes: 8, scale: 'block' },
      'Operands have no scale, or those of MX blocks.',
      '--block-scale block',
      '--block-scale mx',
    ],
    [
      'exact',
      'e4m3',
      {},
      { lanes: 8, window: 3 },
      'A window has 4 to 64 places.',
      '--window 3',
      '--window 24',
    ],
    [
      'exact',
      'e4m3',
      {},
      { lanes: 8, align: 'floor' },
      'Terms are aligned truncate or sticky.',
      '--align floor',
      '--align sticky',
    ],
    [
      'exact',
      'e4m3',
      {},
      { lanes: 8, accumulator: 'e5m7-fn' },
      'A floating-point accumulator has an encoding with Inf and NaN.',
      '--accumulator e5m7-fn',
      '--accumulator fp32, fp16, bf16 or e6m9',
    ],
    [
      'exact',
      'e4m3',
      {},
      { accumulator: 'kulisch', lanes: 9, guardBits: 3 },
      'One sum of all lanes has to fit the register.',
      '--guard-bits 3 with 9 lanes',
      '--guard-bits 4 or more',
    ],
    [
      'exact',
      'e4m3',
      {},
      { accumulator: 'kulisch', lanes: 65 },
      'A dot product has 2 to 64 lanes.',
      '--lanes 65',
      '--lanes 8',
    ],
  ])('%s %s with %j into %j', (product, format, request, accumulator, text, got, wayOut) => {
    expectRefusal(() => mac(product, format, request, accumulator), {
      code: 'mac/contradiction',
      text,
      got,
      wayOut,
    });
  });
});
