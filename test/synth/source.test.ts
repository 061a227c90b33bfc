import { expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { emitVerilog } from '../../src/rtl/index.ts';
import { elaborate, sourceFiles, withoutComments } from '../../src/synth/index.ts';
import { shortName, unitSpec } from '../../src/unit/index.ts';

const spec = unitSpec('exact', parseFormat('e3m2'), { architecture: 'carry-in', stages: 1 });
const source = { top: shortName(spec), text: emitVerilog(spec) };

it('a generated source reaches the tools without its comments, every line where it was', () => {
  const { 'design.v': text = '' } = sourceFiles({ ...source, generated: true });
  expect(source.text).toContain('//');
  expect(text).not.toContain('//');
  expect(text.split('\n')).toHaveLength(source.text.split('\n').length);
  expect(text.split('\n')).toContain(`module ${source.top} #(`);
});

it('whatever its header says, it is the same run', () => {
  const other = source.text.replace(/templates \w+/, 'templates 0123456789ab');
  expect(other).not.toBe(source.text);
  expect(sourceFiles({ ...source, text: other, generated: true })).toEqual(
    sourceFiles({ ...source, generated: true }),
  );
});

it('comments make no difference to what is elaborated, and those of others are left alone', async () => {
  expect(await elaborate({ ...source, generated: true })).toEqual(await elaborate(source));
  expect(sourceFiles(source)['design.v']).toBe(source.text);
  expect(withoutComments('wire a; // one\n// two\nwire b;\n')).toBe('wire a;\n\nwire b;\n');
});
