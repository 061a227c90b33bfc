import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Diagnostic } from '../../src/diagnostic.ts';
import { parseFormat } from '../../src/format/index.ts';
import { createPlan } from '../../src/rtl/index.ts';
import { loadVerilog, modulePorts } from '../../src/synth/index.ts';
import { readSource } from '../../src/synth/source.ts';
import { closeTools, keepFailure, ToolError } from '../../src/tools/index.ts';
import { parseShortName, unitSpec } from '../../src/unit/index.ts';
import { wrapForeign } from '../../src/verify/index.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lmul-hostile-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await closeTools();
});

/** What would be a second command, a comment, another path or another language, if it were taken as it is. */
const NAMES = [
  'top; write_file pwned.txt',
  'top\nwrite_json /pwned.json',
  'top"; exec -- touch pwned',
  '\\escaped ',
  '-top x',
  '../../pwned',
  '/etc/passwd',
  "a'b",
  'a`include "/etc/passwd"',
  '$(touch pwned)',
  '<img src=x onerror=alert(1)>',
  '',
  ' ',
  '__proto__;',
  '\u{1f4a5}',
  'xxxxxxxxxx\0',
];
const adder = 'module top(input [7:0] a_i, b_i, output [7:0] p_o); assign p_o = a_i + b_i; endmodule';

describe('a hostile name', () => {
  it.each(NAMES)('%j as a module or a parameter reaches no Yosys script', (name) => {
    expect(() => readSource({ top: name, text: adder })).toThrow(/^not a Verilog identifier: /);
    expect(() => readSource({ top: 'top', text: adder, parameters: { [name]: 1 } })).toThrow(
      /^not a Verilog identifier: /,
    );
  });

  it.each(NAMES)('%j as a file is only a name in messages', async (name) => {
    const source = { top: 'top', text: '', files: { [name]: adder } };
    const script = readSource(source).join('\n');
    expect(script).toBe('read_verilog source_0.v\nread_verilog design.v\nhierarchy -check -top top');
    expect((await modulePorts(source)).map((port) => port.name)).toEqual(['a_i', 'b_i', 'p_o']);
  });

  it.each(NAMES)(
    '%j as top or port of a foreign design is refused before any Verilog is made',
    async (name) => {
      const spec = unitSpec('lmul', parseFormat('e4m3'));
      const asTop = wrapForeign(spec, { files: { 'a.v': adder }, top: name });
      await expect(asTop).rejects.toThrow(Diagnostic);
      const asPort = wrapForeign(spec, { files: { 'a.v': adder }, top: 'top', ports: { a_i: name } });
      await expect(asPort).rejects.toThrow(Diagnostic);
    },
  );

  it.each(NAMES)('%j is no unit and no format', (name) => {
    expect(() => parseShortName(name)).toThrow(Diagnostic);
    expect(() => parseFormat(name)).toThrow(Diagnostic);
  });

  it.each(['../pwned', '/pwned', 'a/../../pwned', 'a\\..\\pwned', '', 'a//b', 'a\0b'])(
    '%j is no path of a plan',
    (path) => {
      expect(() => createPlan({ [path]: 'text' })).toThrow(RangeError);
    },
  );

  it('of a file that a failed run keeps stays within its directory', async () => {
    const error = new ToolError({
      tool: 'yosys',
      kind: 'failed',
      text: 'no',
      files: { '../../pwned.v': 'x', 'ok.v': 'y' },
    });
    const kept = await keepFailure(error, join(folder, 'kept'));
    expect(kept.every((path) => path.startsWith(join(folder, 'kept')))).toBe(true);
    expect(readdirSync(folder)).toEqual(['kept']);
  });

  it('inside the Verilog itself reads no file of this machine and writes none', async () => {
    const secret = join(folder, 'secret.v');
    writeFileSync(secret, 'module top(output p_o); assign p_o = 1; endmodule');
    for (const text of [
      `\`include "${secret}"`,
      `module top(output reg [7:0] p_o); initial $readmemh("${secret}", p_o); endmodule`,
    ])
      await expect(loadVerilog({ top: 'top', text })).rejects.toThrow(ToolError);
    const writes =
      'module top(output p_o); integer f; initial begin f = $fopen("pwned"); $fwrite(f, "x"); end endmodule';
    await loadVerilog({ top: 'top', text: writes }).catch((error) => expect(error).toBeInstanceOf(ToolError));
    expect(readdirSync(folder).sort()).toEqual(['kept', 'secret.v']);
  });
});
