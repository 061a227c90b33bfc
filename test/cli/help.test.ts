import { describe, expect, it } from 'vitest';
import { packageVersion } from '../../src/package-root.ts';
import { lmul, workingFolder } from './lmul-command.ts';

const folder = workingFolder();

const UNIT_OPTIONS = [
  ...['--exp', '--man', '--bias', '--encoding', '--contract', '--rounding'],
  ...['--form', '--offset', '--architecture', '--wide', '--saturate', '--stages'],
];

const VERBS: readonly (readonly [verb: string, options: readonly string[]])[] = [
  [
    'compare',
    [
      '--contract',
      '--rounding',
      '--tech',
      '--stimulus',
      '--pnr',
      '--no-pnr',
      '--seeds',
      '--markdown',
      '--json',
    ],
  ],
  ['generate', [...UNIT_OPTIONS, '--output', '--force', '--no-check', '--canonical', '--json']],
  ['cosim', [...UNIT_OPTIONS, '--count', '--seed', '--no-prove', '--pair', '--vectors', '--json']],
  ['synth', [...UNIT_OPTIONS, '--target', '--recipes', '--clock', '--liberty', '--pnr', '--freq', '--json']],
  [
    'energy',
    [
      ...[...UNIT_OPTIONS, '--tech', '--liberty', '--stimulus', '--seed', '--reuse', '--file', '--scale'],
      ...[
        ...['--product', '--accumulator', '--lanes', '--length'],
        '--by-stage',
        '--recipes',
        '--period',
        '--wire',
        '--precision',
        '--saif',
        '--vcd',
        '--netlist',
        '--json',
      ],
    ],
  ],
  [
    'energy-table',
    ['--tech', '--contract', '--stimulus', '--no-prove', '--no-spread', '--markdown', '--into', '--json'],
  ],
  [
    'mac-table',
    [
      ...['--tech', '--contract', '--lanes', '--group', '--stimulus', '--length', '--precision'],
      ...['--no-by-stage', '--no-prove', '--markdown', '--json'],
    ],
  ],
  ['anchors', ['--tech', '--liberty', '--json']],
  ['explore', ['--port', '--output', '--json']],
  ['tech', ['--liberty', '--dont-use', '--json']],
  ['vectors', [...UNIT_OPTIONS, '--output', '--exhaustive', '--count', '--coverage', '--no-grade', '--json']],
  ['prove', [...UNIT_OPTIONS, '--theorem', '--timeout', '--markdown', '--canonical', '--json']],
  ['mutate', [...UNIT_OPTIONS, '--vectors', '--level', '--seed', '--timeout', '--strict', '--json']],
  [
    'error',
    [
      ...[...UNIT_OPTIONS, '--operands', '--scale', '--seed', '--samples', '--heat-map', '--cells'],
      ...['--csv', '--markdown', '--json'],
    ],
  ],
  ['error-along', ['--product', '--accumulator', '--stimulus', '--file', '--scale', '--csv', '--json']],
  ['export', [...UNIT_OPTIONS, '--output', '--as', '--table', '--json']],
  [
    'attention',
    [...UNIT_OPTIONS, '--q', '--k', '--v', '--causal', '--accumulator', '--scale', '--csv', '--json'],
  ],
  ['linear', [...UNIT_OPTIONS, '--x', '--w', '--transpose-w', '--accumulator', '--scale', '--csv', '--json']],
  ['schema', ['--output', '--json']],
  ['sweep', ['--output', '--jobs', '--shard', '--timeout', '--dry-run', '--schema', '--force', '--json']],
  ['merge', ['--output', '--force', '--json']],
  ['claims', ['--tech', '--fp32', '--explain', '--markdown', '--json']],
  [
    'advise',
    [
      ...['--format', '--error-budget', '--metric', '--level', '--accumulator', '--guard-bits', '--lanes'],
      ...['--contract', '--target', '--cost', '--widths', '--no-widths', '--json'],
    ],
  ],
  ['plot', [...UNIT_OPTIONS, '--cost', '--tech', '--stimulus', '--output', '--json']],
  ['schematic', [...UNIT_OPTIONS, '--gates', '--output', '--json']],
  ['wave', [...UNIT_OPTIONS, '--operations', '--seed', '--svg', '--vcd', '--json']],
  [
    'report',
    [
      ...UNIT_OPTIONS,
      '--widths',
      '--mac',
      '--claims',
      '--from',
      '--title',
      '--output',
      '--markdown',
      '--json',
    ],
  ],
  ['formats', ['--exp', '--man', '--bias', '--encoding', '--json']],
];

describe('lmul --help', () => {
  it('lists every verb, how a unit is written, and the exit codes', async () => {
    const { code, stdout, stderr } = await lmul('--help', folder());
    expect([code, stderr]).toEqual([0, '']);
    for (const [verb] of VERBS) expect(stdout).toMatch(new RegExp(`^ {2}${verb} \\[options\\]`, 'm'));
    for (const word of ['lmul_e4m3_adder_flush', 'bare, flush (default), full', 'Exit codes: 0 success, 1'])
      expect(stdout).toContain(word);
  });

  it.each(VERBS)('of %s lists its options and examples that name the verb', async (verb, options) => {
    const { code, stdout, stderr } = await lmul(`${verb} --help`, folder());
    expect([code, stderr]).toEqual([0, '']);
    for (const option of options)
      expect(stdout, option).toMatch(new RegExp(`^ {2}(-[oj], )?${option}\\b`, 'm'));
    expect(stdout).toMatch(new RegExp(`\nExamples:\n  lmul ${verb}`));
    // A tensor is named in one way throughout, though # is taken too.
    expect(stdout).not.toContain('.safetensors#');
  });

  it('is on stderr and exit 2 when there is no verb', async () => {
    const { code, stdout, stderr } = await lmul('', folder());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: lmul');
  });

  it('has a version beside it', async () => {
    expect(await lmul('--version', folder())).toEqual({ code: 0, stdout: `${packageVersion}\n`, stderr: '' });
  });
});
