import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const hasTool = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;

/** First line of what a tool says of itself. */
export function versionOf(tool: string, flag = '--version'): string {
  return execFileSync(tool, [flag], { encoding: 'utf8' }).split('\n')[0]!.trim();
}

/** A built contender: seconds for `rounds` times the whole work, every result of which is compared. */
export type Native = (rounds: number) => number;

/** What a main program does in one round, in C++: `unit` is the design, `wrong` counts, `table` holds the results. */
export interface Work {
  readonly tableFile: string;
  readonly tableBytes: number;
  readonly body: string;
}

/** All 65,536 pairs, one after the other. */
export const allPairs = (tableFile: string): Work => ({
  tableFile,
  tableBytes: 65_536,
  body: `for (unsigned i = 0; i < 65536; i++) {
      unit.a_i = i >> 8; unit.b_i = i & 255; unit.eval(); wrong += unit.p_o != table[i];
    }`,
});

/**
 * All pairs 64 at a time: the low six bits of the index are patterns within a word. The table holds the result bit by
 * bit, 1,024 words a bit.
 */
export function allPairsWide(tableFile: string, bits = 8): Work {
  const each = (count: number, text: (bit: number) => string): string =>
    Array.from({ length: count }, (_, bit) => text(bit)).join(' ');
  const patterns = ['aaaaaaaaaaaaaaaa', 'cccccccccccccccc', 'f0f0f0f0f0f0f0f0']
    .concat(['ff00ff00ff00ff00', 'ffff0000ffff0000', 'ffffffff00000000'])
    .map((digits) => `0x${digits}ull`);
  const index = (bit: number): string =>
    bit < 6 ? patterns[bit]! : `((block >> ${bit - 6}) & 1 ? ~0ull : 0ull)`;
  return {
    tableFile,
    tableBytes: bits * 8192,
    body: `for (unsigned block = 0; block < 1024; block++) {
      ${each(8, (bit) => `unit.b_i_${bit} = ${index(bit)}; unit.a_i_${bit} = ${index(8 + bit)};`)}
      unit.eval();
      unsigned long long bad = 0; const unsigned long long *words = (const unsigned long long *)table.data();
      ${each(bits, (bit) => `bad |= unit.p_o_${bit} ^ words[${bit} * 1024 + block];`)}
      wrong += bad != 0;
    }`,
  };
}

function mainText(include: string, type: string, { tableFile, tableBytes, body }: Work): string {
  return `#include "${include}"
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>
int main(int, char **argv) {
  std::vector<unsigned char> table(${tableBytes});
  FILE *f = fopen("${tableFile}", "rb");
  if (!f || fread(table.data(), 1, table.size(), f) != table.size()) return 2;
  ${type} unit;
  long rounds = atol(argv[1]), wrong = 0;
  auto start = std::chrono::steady_clock::now();
  for (long round = 0; round < rounds; round++) {
    ${body}
  }
  std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  printf("%ld %.9f\\n", wrong, seconds.count());
}
`;
}

const runner =
  (program: string, cwd: string): Native =>
  (rounds) => {
    const output = execFileSync(program, [String(rounds)], { cwd, encoding: 'utf8' });
    const [wrong, seconds] = output.trim().split(' ').map(Number);
    if (wrong !== 0) throw new Error(`${program}: ${wrong} results are wrong`);
    return seconds!;
  };

/** Verilator, -O3 for its C++ too unless told, with a loop in C++. */
export function verilator(
  folder: string,
  top: string,
  verilog: string,
  work: Work,
  level = '-O3',
  more: readonly string[] = [],
): Native {
  const own = join(folder, `verilator_${top}_${spawned++}`);
  mkdirSync(own);
  writeFileSync(join(own, `${top}.v`), verilog);
  writeFileSync(join(own, 'main.cpp'), mainText(`V${top}.h`, `V${top}`, work));
  const flags = ['--cc', '--exe', '--build', '-O3', '--x-assign', 'fast', '--noassert', '-Wno-fatal'];
  const args = [
    ...flags,
    '-CFLAGS',
    level,
    ...more,
    '--top-module',
    top,
    '-Mdir',
    'obj',
    `${top}.v`,
    'main.cpp',
  ];
  execFileSync('verilator', args, { cwd: own, stdio: 'pipe' });
  return runner(join(own, 'obj', `V${top}`), folder);
}

/** Yosys's own simulator in C++, from the native Yosys; `stepped` runs its logic until nothing changes. */
export function cxxrtl(folder: string, top: string, verilog: string, work: Work): Native {
  const own = join(folder, `cxxrtl_${top}_${spawned++}`);
  mkdirSync(own);
  writeFileSync(join(own, `${top}.v`), verilog);
  execFileSync('yosys', ['-q', '-p', `read_verilog ${top}.v; hierarchy -top ${top}; write_cxxrtl unit.cc`], {
    cwd: own,
    stdio: 'pipe',
  });
  const body = work.body
    .replace(/unit\.(\w+_i) = ([^;]+);/g, 'unit.p_$1.set<unsigned>($2);')
    .replaceAll('unit.eval()', 'unit.step()')
    .replace(/unit\.(\w+_o) !=/g, 'unit.p_$1.get<unsigned>() !=')
    .replaceAll('p_a_i', 'p_a__i')
    .replaceAll('p_b_i', 'p_b__i')
    .replaceAll('p_p_o', 'p_p__o');
  const type = `cxxrtl_design::p_${top.replaceAll('_', '__')}`;
  writeFileSync(join(own, 'main.cc'), mainText('unit.cc', type, { ...work, body }));
  const include = execFileSync('yosys-config', ['--datdir'], { encoding: 'utf8' }).trim();
  execFileSync('g++', ['-O3', '-std=c++14', `-I${include}/include`, 'main.cc', '-o', 'main'], {
    cwd: own,
    stdio: 'pipe',
  });
  return runner(join(own, 'main'), folder);
}

let spawned = 0;

/** Icarus with a test bench that goes through all pairs; its time includes vvp's start, some milliseconds. */
export function icarus(folder: string, top: string, verilog: string, tableHex: string): () => number {
  const name = `icarus_${top}_${spawned++}`;
  writeFileSync(
    join(folder, `${name}.v`),
    `${verilog}
module bench;
  reg [7:0] a, b; wire [7:0] p; reg [7:0] table_q [0:65535]; integer i, wrong;
  ${top} unit(.a_i(a), .b_i(b), .p_o(p));
  initial begin
    $readmemh("${tableHex}", table_q); wrong = 0;
    for (i = 0; i < 65536; i = i + 1) begin a = i >> 8; b = i; #1; if (p !== table_q[i]) wrong = wrong + 1; end
    $display("%0d", wrong);
  end
endmodule
`,
  );
  execFileSync('iverilog', ['-g2005', '-s', 'bench', '-o', `${name}.vvp`, `${name}.v`], {
    cwd: folder,
    stdio: 'pipe',
  });
  return () => {
    const start = performance.now();
    const wrong = execFileSync('vvp', ['-n', `${name}.vvp`], { cwd: folder, encoding: 'utf8' }).trim();
    if (wrong !== '0') throw new Error(`${top} in Icarus: ${wrong} pairs are wrong`);
    return (performance.now() - start) / 1000;
  };
}
