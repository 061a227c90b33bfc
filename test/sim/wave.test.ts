import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { interpret } from '../../sim/engine/interpreter.ts';
import { compileWasm } from '../../sim/engine/wasm.ts';
import { observe } from '../../sim/wave/observe.ts';
import { recordText } from '../../sim/wave/text-wave.ts';
import { recordVcd } from '../../sim/wave/vcd.ts';
import { describeWithSimulators } from '../rtl/external-tools.ts';
import { recipes, synthesize } from './support.ts';

const counter = `module top(input clk, rst_n, input [3:0] d, output reg [3:0] q, output odd);
  wire [3:0] \\inner.sum = q + d;
  assign odd = ^\\inner.sum ;
  always @(posedge clk or negedge rst_n) if (!rst_n) q <= 3; else q <= \\inner.sum ;
endmodule`;
const netlist = await synthesize(counter, recipes.gates);

/** The values of every signal over time, read from a value change dump by the letter of the standard. */
function changesOf(vcd: string): Map<string, [time: number, value: bigint][]> {
  const names = new Map<string, string>();
  const changes = new Map<string, [number, bigint][]>();
  let time = 0;
  const scopes: string[] = [];
  for (const line of vcd.split('\n')) {
    const [first = '', second = '', third = '', code = '', name = ''] = line.trim().split(/\s+/);
    if (first === '$scope') scopes.push(third);
    else if (first === '$upscope') scopes.pop();
    else if (first === '$var') names.set(code, [...scopes.slice(1), name].join('.'));
    else if (first.startsWith('#')) time = Number(first.slice(1));
    else if (/^[b01][01]*/.test(first) && !first.startsWith('$')) {
      const isVector = first.startsWith('b');
      const id = isVector ? second : first.slice(1);
      if (!names.has(id)) continue;
      const list = changes.get(names.get(id)!) ?? [];
      list.push([time, BigInt(`0b${isVector ? first.slice(1) : first[0]}`)]);
      changes.set(names.get(id)!, list);
    }
  }
  return changes;
}

/** Two cycles of reset, then 5 of adding 2. */
function stimulate(simulator: ReturnType<typeof interpret>): void {
  simulator.set('d', 2n);
  simulator.set('rst_n', 0n);
  simulator.cycle(2);
  simulator.set('rst_n', 1n);
  simulator.cycle(5);
}

function dump(engine: typeof interpret): string {
  let text = '';
  stimulate(
    recordVcd(
      engine(observe(netlist)),
      (piece) => {
        text += piece;
      },
      { scope: 'top' },
    ),
  );
  return text;
}

describe('a value change dump', () => {
  test('has the clock, the inputs as they were set and the states after each edge', () => {
    const changes = changesOf(dump(interpret));
    expect(changes.get('clk')!.slice(0, 5)).toEqual([
      [0, 0n],
      [5, 1n],
      [10, 0n],
      [15, 1n],
      [20, 0n],
    ]);
    expect(changes.get('rst_n')).toEqual([
      [0, 0n],
      [20, 1n],
    ]);
    expect(changes.get('q')).toEqual([
      [0, 3n],
      [25, 5n],
      [35, 7n],
      [45, 9n],
      [55, 11n],
      [65, 13n],
    ]);
  });

  test('is the same from every engine, byte for byte', () => {
    expect(dump((each) => compileWasm(each))).toBe(dump(interpret));
  });
});

describeWithSimulators('a value change dump', () => {
  test('has the values that Icarus dumps, edge by edge', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lmul-vcd-'));
    try {
      writeFileSync(
        join(folder, 'tb.v'),
        `\`timescale 1ns/1ns
${counter}
module tb; reg clk = 0, rst_n = 0; reg [3:0] d = 2; wire [3:0] q; wire odd;
  top top(clk, rst_n, d, q, odd);
  always #5 clk = !clk;
  initial begin $dumpfile("icarus.vcd"); $dumpvars(1, top); #20 rst_n = 1; #50 $finish; end
endmodule`,
      );
      execFileSync('iverilog', ['-g2005', '-o', 'tb.vvp', 'tb.v'], { cwd: folder, stdio: 'pipe' });
      execFileSync('vvp', ['-n', 'tb.vvp'], { cwd: folder, stdio: 'pipe' });
      const [ours, theirs] = [
        changesOf(dump(interpret)),
        changesOf(readFileSync(join(folder, 'icarus.vcd'), 'utf8')),
      ];
      for (const name of ['rst_n', 'd', 'q', 'odd']) {
        const untilEnd = (list: [number, bigint][]): [number, bigint][] => list.filter(([time]) => time < 70);
        // Icarus dumps the hierarchy below the test bench: the last part of each name is the signal's.
        const icarus = [...theirs].find(([each]) => each.split('.').at(-1) === name)![1];
        expect([name, untilEnd(ours.get(name)!)]).toEqual([name, untilEnd(icarus)]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('waves as text', () => {
  const wave = recordText(interpret(netlist), { limit: 9 });
  stimulate(wave.simulator);
  expect(wave.draw()).toBe(
    [
      'time    0  5  10 15 20 25 30 35 40',
      'clk     ___~~~___~~~___~~~___~~~___',
      'rst_n   ____________~~~~~~~~~~~~~~~',
      'd[3:0]  2  .  .  .  .  .  .  .  .',
      'q[3:0]  3  .  .  .  .  5  .  7  .',
      `odd     ${oddRow()}`,
    ].join('\n'),
  );
});

/** The parity of 5, 5, …, 7, 9: 3 + 2, then 5 + 2, then 7 + 2, by hand. */
function oddRow(): string {
  const parity = [5, 5, 5, 5, 5, 7, 7, 9, 9].map(
    (sum) => [...sum.toString(2)].filter((bit) => bit === '1').length % 2,
  );
  return parity.map((bit) => (bit === 1 ? '~~~' : '___')).join('');
}
