import { describe, expect, it } from 'vitest';
import { observe, readNetlist } from '../../sim/index.ts';
import { parseFormat } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { drawTimingDiagram, svgFile } from '../../src/picture/index.ts';
import { timingDiagram } from '../../src/report/index.ts';
import { traceOf } from '../../src/study/index.ts';
import { unitSpec } from '../../src/unit/index.ts';
import { checkUnit } from '../../src/verify/index.ts';

const e4m3 = parseFormat('e4m3');
// 1.75 x 2.5 = 4.5 in L-Mul, 1 x 1 = 1.125, 0 x 448 = 0.
const operations = [
  { a: 0x3en, b: 0x42n },
  { a: 0x38n, b: 0x38n },
  { a: 0x00n, b: 0x7en },
];

describe('a trace of a pipeline', async () => {
  const spec = unitSpec('lmul', e4m3, { stages: 2 });
  const result = await checkUnit(spec);
  if (result.kind === 'failed') throw new Error('a shipped unit failed its check');
  const { netlists, verdict } = result.unit;
  const chunks: string[] = [];
  const trace = traceOf(spec, observe(readNetlist(netlists.rtl)), operations, (text) => chunks.push(text));
  const valueIn = (name: string, step: number) => trace.steps[step]!.values.get(name);

  it('shows each result as many cycles after its operands as the latency says, through a gap', () => {
    const model = modelOf(spec);
    const results = trace.steps.flatMap(({ resultOf }, step) =>
      resultOf === undefined ? [] : [[resultOf, valueIn('valid_o', step), valueIn('p_o', step)]],
    );
    expect(results).toEqual(operations.map(({ a, b }, at) => [at, 1n, model(a, b)]));
    expect(model(0x3en, 0x42n)).toBe(0x49n);
    for (const [step, { operandsOf }] of trace.steps.entries())
      if (operandsOf !== undefined) expect(trace.steps[step + 2]!.resultOf).toBe(operandsOf);
    expect(trace.steps.filter((_, step) => valueIn('valid_o', step) === 1n)).toHaveLength(3);
  });

  it('is in reset for one cycle, and is kept as text and as VCD with inner signals', () => {
    expect(trace.steps.map((_, step) => valueIn('rst_ni', step)).slice(0, 3)).toEqual([0n, 1n, 1n]);
    expect(trace.wave.draw()).toContain('\np_o[7:0]');
    expect(trace.wave.draw()).not.toContain('valid_s1');
    expect(chunks.join('')).toMatch(/\$var wire 1 \S+ valid_s1 \$end/);
  });

  it('becomes a timing diagram with codes and the numbers they stand for', () => {
    const diagram = timingDiagram(spec, verdict.extent, trace, 1);
    const operand = diagram.signals.find(({ name }) => name === 'a_i')!.values[1]!;
    expect(operand).toEqual({ level: 0, lines: ['3e', '1.75'], operation: 0 });
    expect(diagram.signals.find(({ name }) => name === 'p_o')!.values[3]!.lines).toEqual(['49', '4.5']);
    expect(svgFile(drawTimingDiagram(diagram))).toContain('>clk_i</text>');
  });
});
