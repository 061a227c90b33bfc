import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const hasTool = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;

/** First line of what a tool says of itself. */
export function versionOf(tool: string, flag = '--version'): string {
  return execFileSync(tool, [flag], { encoding: 'utf8' }).split('\n')[0]!.trim();
}

/** A built contender: seconds for `rounds` times all pairs, every one of them compared. */
export type Native = (rounds: number) => number;

/** Verilator with -O3 and a loop in C++ over all 65,536 pairs, against a table of the expected products. */
export function verilator(folder: string, top: string, verilog: string): Native {
  writeFileSync(join(folder, `${top}.v`), verilog);
  writeFileSync(
    join(folder, 'main.cpp'),
    `#include "V${top}.h"
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>
int main(int, char **argv) {
  std::vector<unsigned char> table(65536);
  FILE *f = fopen("table.bin", "rb");
  if (!f || fread(table.data(), 1, 65536, f) != 65536) return 2;
  V${top} unit;
  long rounds = atol(argv[1]), wrong = 0;
  auto start = std::chrono::steady_clock::now();
  for (long round = 0; round < rounds; round++)
    for (unsigned i = 0; i < 65536; i++) {
      unit.a_i = i >> 8; unit.b_i = i & 255;
      unit.eval();
      wrong += unit.p_o != table[i];
    }
  std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  printf("%ld %.9f\\n", wrong, seconds.count());
}
`,
  );
  const flags = [
    '--cc',
    '--exe',
    '--build',
    '-O3',
    '--x-assign',
    'fast',
    '--noassert',
    '-Wno-fatal',
    '-CFLAGS',
    '-O3',
  ];
  execFileSync('verilator', [...flags, '--top-module', top, '-Mdir', `obj_${top}`, `${top}.v`, 'main.cpp'], {
    cwd: folder,
    stdio: 'pipe',
  });
  return (rounds) =>
    secondsOf(
      execFileSync(join(folder, `obj_${top}`, `V${top}`), [String(rounds)], {
        cwd: folder,
        encoding: 'utf8',
      }),
    );
}

/** Icarus with a test bench that goes through all pairs; its time includes vvp's start, some milliseconds. */
export function icarus(folder: string, top: string, verilog: string): Native {
  writeFileSync(
    join(folder, `${top}_icarus.v`),
    `${verilog}
module bench;
  reg [7:0] a, b; wire [7:0] p; reg [7:0] table_q [0:65535]; integer i, wrong;
  ${top} unit(.a_i(a), .b_i(b), .p_o(p));
  initial begin
    $readmemh("table.hex", table_q); wrong = 0;
    for (i = 0; i < 65536; i = i + 1) begin a = i >> 8; b = i; #1; if (p !== table_q[i]) wrong = wrong + 1; end
    $display("%0d", wrong);
  end
endmodule
`,
  );
  execFileSync('iverilog', ['-g2005', '-s', 'bench', '-o', `${top}.vvp`, `${top}_icarus.v`], {
    cwd: folder,
    stdio: 'pipe',
  });
  return () => {
    const start = performance.now();
    const wrong = execFileSync('vvp', ['-n', `${top}.vvp`], { cwd: folder, encoding: 'utf8' }).trim();
    if (wrong !== '0') throw new Error(`${top} in Icarus: ${wrong} pairs are wrong`);
    return (performance.now() - start) / 1000;
  };
}

function secondsOf(output: string): number {
  const [wrong, seconds] = output.trim().split(' ').map(Number);
  if (wrong !== 0) throw new Error(`${wrong} pairs are wrong`);
  return seconds!;
}
