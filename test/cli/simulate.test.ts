import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lmul, workingFolder } from './lmul-command.ts';

const folder = workingFolder();

const files: Readonly<Record<string, string>> = {
  'adder.v': `module adder #(parameter N = 3) (input [N-1:0] a, b, output [N:0] y);
  assign y = a + b;
endmodule
`,
  'fifo.v': `module fifo(input clk, rst, push, input [7:0] d, output [7:0] q, output reg [2:0] n);
  reg [7:0] memory [0:7];
  assign q = memory[0];
  always @(posedge clk) if (rst) n <= 0; else if (push) begin memory[n] <= d; n <= n + 1; end
endmodule
`,
  'fifo.stim':
    'reset rst 1 2\nset push 1\nset d 0x2a\ncycle\nexpect n 1\nexpect q 0x2a\ncycle 2\nexpect n 3\n',
  'wrong.stim': 'reset rst 1 2\nexpect n 5\n',
  'large.v':
    'module large(input clk, input [19:0] a, input [7:0] d, output reg [7:0] q);\n  reg [7:0] store [0:1048575];\n  always @(posedge clk) begin store[a] <= d; q <= store[a]; end\nendmodule\n',
  'latch.v': 'module latch(input a, b, output reg y);\n  always @* if (a) y = b;\nendmodule\n',
  'loop.v':
    'module loop(input a, output y);\n  wire n;\n  assign n = ~(a & y); assign y = ~(a & n);\nendmodule\n',
  'syntax.v': 'module syntax(input a, output y);\n  assign y = a +;\nendmodule\n',
  'cut.json': '{"modules": {"top": {"ports": {',
};

beforeAll(() => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder(), name), text);
});

describe('lmul simulate', () => {
  it('adds every pair of numbers, and writes them down', async () => {
    const { code, stdout } = await lmul(
      'simulate adder.v --top adder -G N=4 --exhaustive -o sums.csv',
      folder(),
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining('256 vectors in sums.csv')]);
    const [head, ...rows] = readFileSync(join(folder(), 'sums.csv'), 'utf8').trim().split('\n');
    expect(head).toBe('a,b,y');
    expect(rows).toHaveLength(256);
    for (const row of rows) {
      const [a, b, y] = row.split(',').map(Number);
      expect(y).toBe(a! + b!);
    }
  });

  it('takes vectors from a file, on any engine', async () => {
    writeFileSync(join(folder(), 'in.hex'), '1 2\n7 7\n');
    for (const engine of ['interpreter', 'javascript', 'wasm', 'auto']) {
      const { stdout } = await lmul(
        `simulate adder.v --top adder --vectors in.hex --engine ${engine} -o out.hex`,
        folder(),
      );
      expect(stdout).toContain('2 vectors');
      expect(readFileSync(join(folder(), 'out.hex'), 'utf8')).toBe('1 2 3\n7 7 e\n');
    }
  });

  it('counts toggles of every net, and names those that never moved', async () => {
    writeFileSync(join(folder(), 'ones.hex'), '1 0\n1 1\n1 0\n');
    const { stdout } = await lmul(
      'simulate adder.v --top adder --vectors ones.hex --toggles toggles.csv --json',
      folder(),
    );
    const { activity } = JSON.parse(stdout);
    expect(activity.steps).toBe(2);
    expect(activity.still).toEqual(expect.arrayContaining(['a[0]', 'b[1]', 'b[2]']));
    const lines = readFileSync(join(folder(), 'toggles.csv'), 'utf8').split('\n');
    expect(lines).toEqual(expect.arrayContaining(['net,toggles', 'a[0],0', 'b[0],2', 'y[0],2', 'y[1],2']));
  });

  it('counts toggles over all vectors in its kernel, and counts the same one by one', async () => {
    const all = 'simulate adder.v --top adder -G N=5 --exhaustive --json --toggles';
    const swept = JSON.parse((await lmul(`${all} swept.csv`, folder())).stdout);
    const looked = JSON.parse((await lmul(`${all} looked.csv --engine javascript`, folder())).stdout);
    expect([swept.engine, swept.activity]).toEqual(['sweep', looked.activity]);
    const [one, other] = ['swept.csv', 'looked.csv'].map((name) =>
      readFileSync(join(folder(), name), 'utf8'),
    );
    expect(one).toBe(other);
    expect(one).toContain('\nb[0],1023\n');
  });

  it('streams the vectors of a clocked design, with the results of the other engines', async () => {
    const random = 'simulate fifo.v --top fifo --random 2000 --seed 3';
    const streamed = await lmul(`${random} -o streamed.csv --json`, folder());
    await lmul(`${random} -o looked.csv --engine interpreter`, folder());
    expect(JSON.parse(streamed.stdout)).toMatchObject({ engine: 'stream', vectors: 2000 });
    const [one, other] = ['streamed.csv', 'looked.csv'].map((name) =>
      readFileSync(join(folder(), name), 'utf8'),
    );
    expect(one).toBe(other);
    expect(one!.split('\n')).toHaveLength(2002);
  });

  it('runs a script on a design with a memory, and dumps its waves', async () => {
    const { code, stdout } = await lmul(
      'simulate fifo.v --top fifo --script fifo.stim --vcd fifo.vcd',
      folder(),
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining('5 cycles, 3 expectations, 0 not met')]);
    expect(readFileSync(join(folder(), 'fifo.vcd'), 'utf8')).toContain('$var wire 3');
  });

  it('says which expectation was not met, exit code 1', async () => {
    const { code, stdout } = await lmul('simulate fifo.v --top fifo --script wrong.stim', folder());
    expect([code, stdout]).toEqual([1, expect.stringContaining('line 2, cycle 2: n is 0x0, expected 0x5')]);
  });

  it.each([
    ['large.v --top large --random 1', 2, /1048576 words of 8 bits/],
    ['latch.v --top latch --random 1', 2, /latches are not supported|is a latch/],
    ['loop.v --top loop --random 1', 2, /a combinational loop runs through/],
    ['syntax.v --top syntax --random 1', 2, /syntax\.v:2: ERROR: syntax error/],
    ['cut.json --random 1', 2, /cut\.json is not JSON, or ends too early/],
    ['adder.v --random 1', 2, /without --top/],
    ['adder.v --top adder', 2, /A simulation needs one stimulus/],
    ['adder.v --top adder -G N=20 --exhaustive', 2, /40 bits: a \[20\], b \[20\]/],
    ['gone.v --top gone --random 1', 2, /gone\.v/],
    ['adder.v --top adder --vectors gone.hex', 2, /gone\.hex/],
  ])('refuses %s and leaves nothing behind', async (words, exit, message) => {
    const before = readdirSync(folder()).sort();
    const { code, stdout, stderr } = await lmul(`simulate ${words} -o never.csv --vcd never.vcd`, folder());
    expect([code, stdout]).toEqual([exit, '']);
    expect(stderr).toMatch(message);
    expect(existsSync(join(folder(), 'never.csv'))).toBe(false);
    expect(
      readdirSync(folder())
        .filter((name) => name !== 'lmul-failed')
        .sort(),
    ).toEqual(before);
  });
});
