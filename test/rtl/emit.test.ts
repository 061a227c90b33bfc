import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { emitVerilog } from '../../src/rtl/emit.ts';
import { fileListText, fusesocCore } from '../../src/rtl/fusesoc.ts';
import { loadTemplates } from '../../src/rtl/templates.ts';
import { emitTestbench } from '../../src/rtl/testbench.ts';
import { canonicalUnits } from '../../src/study/index.ts';
import { shortName, unitSpec } from '../../src/unit/index.ts';
import { everyRequestOn, FORMATS } from './specs-under-test.ts';

const specs = everyRequestOn(FORMATS);

describe('emitted text', () => {
  it('is the same for the same spec, even with templates loaded anew', () => {
    const anew = loadTemplates();
    for (const spec of specs) {
      expect(emitVerilog(spec, anew)).toBe(emitVerilog(spec));
      expect(emitTestbench(spec, anew)).toBe(emitTestbench(spec));
    }
  });

  it('has no undefined, NaN, object or unfilled placeholder in it', () => {
    for (const spec of specs)
      for (const text of [emitVerilog(spec), emitTestbench(spec), fusesocCore(spec, { testbench: true })])
        expect(text).not.toMatch(/undefined|\bNaN:|\[object|\{\{[a-z#/>]/);
  });

  it('has no trailing blanks, tabs or doubled blank lines, and ends with one newline', () => {
    for (const spec of specs)
      for (const text of [emitVerilog(spec), emitTestbench(spec)]) {
        expect(text, shortName(spec)).not.toMatch(/[ \t]\n|\t|\n\n\n/);
        expect(text, shortName(spec)).toMatch(/[^\n]\n$/);
      }
  });

  it('keeps to 100 columns in every canonical unit and its testbench', () => {
    for (const spec of canonicalUnits())
      for (const text of [emitVerilog(spec), emitTestbench(spec)])
        expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('keeps to 100 columns in every unit of every format, wherever its name is not in the line', () => {
    for (const spec of specs)
      for (const text of [emitVerilog(spec), emitTestbench(spec)]) {
        const long = text.split('\n').filter((line) => line.length > 100 && !line.includes(shortName(spec)));
        expect(long, shortName(spec)).toEqual([]);
      }
  });

  it('is one module, named as the unit, with no default net type inside', () => {
    for (const spec of specs) {
      const text = emitVerilog(spec);
      expect(text.match(/^module (\w+)/gm)).toEqual([`module ${shortName(spec)}`]);
      expect(text.indexOf('`default_nettype none')).toBeLessThan(text.indexOf('module '));
      expect(text.trimEnd().endsWith('endmodule\n\n`default_nettype wire')).toBe(true);
    }
  });

  it('names no path of this machine', () => {
    for (const spec of specs) expect(emitVerilog(spec) + emitTestbench(spec)).not.toContain(process.cwd());
  });
});

describe('the header', () => {
  it('says that the bias stays when it is not the one that follows from ExpBits', () => {
    const text = emitVerilog(unitSpec('lmul', parseFormat('e6m1-bias20-fn')));
    expect(text).toContain(
      '//   Override   ExpBits (5 to 11) and ManBits (1 to 23) may be overridden\n//              the bias stays 20\n',
    );
    expect(emitVerilog(unitSpec('lmul', parseFormat('e6m1')))).not.toContain('the bias stays');
  });

  it('breaks a command that is too long for the page, between options, as a shell reads it', () => {
    const spec = unitSpec('exact', parseFormat('e4m3'), { contract: 'full', stages: 3 });
    expect(emitVerilog(spec)).toContain(
      [
        '//   Made by    lmul generate exact e4m3 --architecture multiply --rounding rne --contract full \\',
        '//                --stages 3',
      ].join('\n'),
    );
  });
});

describe('the file list and the FuseSoC core', () => {
  const spec = unitSpec('lmul', parseFormat('e4m3'));

  it('of a unit name its one file', () => {
    expect(fileListText(spec)).toBe('lmul_e4m3_adder_flush.v\n');
  });

  it('have a default and a lint target', async () => {
    await expect(fusesocCore(spec)).toMatchFileSnapshot('golden/lmul_e4m3_adder_flush.core');
  });

  it('have a sim target when the testbench is asked for', async () => {
    await expect(fusesocCore(spec, { testbench: true })).toMatchFileSnapshot(
      'golden/lmul_e4m3_adder_flush_with_testbench.core',
    );
  });
});
