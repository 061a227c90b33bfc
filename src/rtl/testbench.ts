import { packageVersion } from '../package-root.ts';
import { latencyOf, portsOf, shortName, type UnitSpec } from '../unit/index.ts';
import { align } from './align.ts';
import type { HeaderView } from './header.ts';
import { bannerLine } from './section.ts';
import { shippedTemplates, type Templates } from './templates.ts';

/** Mismatches a testbench prints before it only counts them. */
const MAX_SHOWN = 10;

/** Module name of a unit's testbench. */
export function testbenchName(spec: UnitSpec): string {
  return `${shortName(spec)}_tb`;
}

/**
 * The self-checking testbench NAME_tb of a unit, Verilog-2005 but for `$fatal`, which gives a failed run its exit code.
 * It reads NAME.hex (see verify/vector-file.ts), or the file named by +vectors=FILE, holds p_o of every vector against
 * it, and ends with `PASS NAME: N vectors`, or `FAIL NAME: E errors` and a non-zero exit code. A pipelined unit is fed
 * with pseudo-random gaps; valid_o is checked in every cycle, p_o at the declared latency.
 */
export function emitTestbench(spec: UnitSpec, templates: Templates = shippedTemplates()): string {
  const clocked = spec.stages > 0;
  const widthOfPort = (name: string): number => portsOf(spec).find((port) => port.name === name)?.width ?? 0;
  const localparams = [
    { name: 'OperandBits', value: widthOfPort('a_i'), comment: 'of a_i and b_i' },
    { name: 'ResultBits', value: widthOfPort('p_o'), comment: 'of p_o' },
    ...(clocked ? [{ name: 'Latency', value: latencyOf(spec), comment: 'cycles from operands to p_o' }] : []),
    { name: 'MaxShown', value: MAX_SHOWN, comment: 'mismatches that are printed' },
  ];
  const text = templates.render('testbench', {
    header: testbenchHeader(spec, templates.digest),
    name: shortName(spec),
    clocked,
    localparams,
    banners: {
      unit: bannerLine('Unit under test'),
      vectors: bannerLine('Vectors: operands and what the model says of them'),
      check: bannerLine('Check'),
      cycle: bannerLine('Cycle: out what went in Latency cycles ago'),
      run: bannerLine('Run'),
    },
  });
  return align(text);
}

function testbenchHeader(spec: UnitSpec, templateDigest: string): HeaderView {
  const name = shortName(spec);
  const tb = testbenchName(spec);
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['Checks', checkLines(spec)],
    ['Vectors', [`${name}.hex, or +vectors=FILE`]],
    ['Ends', [`PASS ${name}: N vectors`, `FAIL ${name}: E errors, and a non-zero exit code`]],
    // The prompts are needed: Verilator takes a comment that begins with its name for a directive.
    [
      'Simulate',
      [
        `$ iverilog -g2005 -Wall -o ${tb}.vvp \\`,
        `    ${tb}.v ${name}.v`,
        `$ vvp -n ${tb}.vvp`,
        'or',
        '$ verilator --binary --timing -Wall \\',
        `    ${tb}.v ${name}.v`,
        `$ obj_dir/V${tb}`,
      ],
    ],
    ['Version', [`lmul-rtl ${packageVersion}, templates ${templateDigest}`]],
  ];
  const facts = rows.flatMap(([label, lines]) =>
    lines.map((text, i) => ({ label: (i === 0 ? label : '').padEnd(11), text })),
  );
  return { name: tb, title: `self-checking testbench of ${name}`, rule: '='.repeat(97), facts };
}

function checkLines(spec: UnitSpec): string[] {
  if (spec.stages === 0) return ['p_o of every vector'];
  return [
    `valid_o in every cycle, p_o of every vector, ${spec.stages} cycle${spec.stages === 1 ? '' : 's'} after its operands;`,
    'operands come with pseudo-random gaps',
  ];
}
