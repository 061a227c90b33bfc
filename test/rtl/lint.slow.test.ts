import { expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { emitVerilog } from '../../src/rtl/emit.ts';
import { shortName, type UnitSpec } from '../../src/unit/index.ts';
import { everySpec } from '../model/units-under-test.ts';
import { describeWithSimulators, lint } from './external-tools.ts';
import { everyRequestOn, FORMATS } from './specs-under-test.ts';

const byName = (specs: readonly UnitSpec[]): [name: string, spec: UnitSpec][] => [
  ...new Map(specs.map((spec) => [shortName(spec), spec])),
];

const more = [
  'e4m3-ieee',
  'e3m4',
  'e4m3-fnuz',
  'e5m2-fnuz',
  'e4m3-b11fnuz',
  'e3m2',
  'tf32',
  'e11m23',
  'e2m1-fnuz',
]
  .map((name) => parseFormat(name))
  .concat(FORMATS);

describeWithSimulators('Verilator and Icarus with all warnings on', () => {
  it.concurrent.each(byName(everySpec(parseFormat('e4m3'))))(
    'have nothing to say of %s, one of every unit of e4m3',
    async (name, spec) => {
      expect(await lint(name, emitVerilog(spec))).toBe('');
    },
  );

  it.concurrent.each(byName(everyRequestOn(more)))(
    'have nothing to say of %s, one of every template on every format',
    async (name, spec) => {
      expect(await lint(name, emitVerilog(spec))).toBe('');
    },
  );
});
