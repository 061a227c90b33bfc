import { expect, it } from 'vitest';
import { verilogTokens } from '../../src/explore/index.ts';
import { parseFormat } from '../../src/format/index.ts';
import { emitVerilog } from '../../src/rtl/index.ts';
import { unitSpec } from '../../src/unit/index.ts';

const verilog = (product: string, request = {}): string =>
  emitVerilog(unitSpec(product, parseFormat('e4m3'), request));

it.each([
  ['lmul', {}],
  ['exact', { architecture: 'array', stages: 3 }],
  ['exact', { architecture: 'table' }],
  ['add', { contract: 'full' }],
])('the tokens of %s %j, joined, are the text', (product, request) => {
  const text = verilog(product, request);
  expect(
    verilogTokens(text)
      .map((token) => token.text)
      .join(''),
  ).toBe(text);
});

it('tells parameters, what follows from them, and the rest apart', () => {
  const tokens = verilogTokens(verilog('lmul', { stages: 1 }));
  const kindsOf = (word: string) =>
    new Set(tokens.filter(({ text }) => text === word).map(({ kind }) => kind));
  expect(kindsOf('ExpBits')).toEqual(new Set(['parameter']));
  expect(kindsOf('ManBits')).toEqual(new Set(['parameter']));
  expect(kindsOf('Bias')).toEqual(new Set(['derived']));
  expect(kindsOf('posedge')).toEqual(new Set(['keyword']));
  expect(kindsOf("1'b0")).toEqual(new Set(['number']));
  expect(tokens.filter(({ kind }) => kind === 'comment').every(({ text }) => text.startsWith('//'))).toBe(
    true,
  );
});

it('takes a mantissa that is fixed for a localparam', () => {
  const tokens = verilogTokens(verilog('exact', { architecture: 'table' }));
  expect(tokens.find(({ text }) => text === 'ManBits')?.kind).toBe('derived');
});
