import { expect, it } from 'vitest';
import { compile, readNetlist, recordVcd } from '../../sim/index.ts';

it('names of a netlist with white space keep to their line and word in a VCD', () => {
  const bits = [2];
  const ports = {
    'a b\n$end': { direction: 'input', bits },
    'p.q\t': { direction: 'output', bits },
  };
  const netlist = readNetlist({
    modules: { top: { attributes: { top: 1 }, ports, cells: {}, netnames: {} } },
  });
  let text = '';
  const take = (part: string | Uint8Array): void => {
    text += String(part);
  };
  recordVcd(compile(netlist), take, { scope: 'top' }).settle();
  expect(text).toContain('$var wire 1 ! a_b_$end $end\n');
  expect(text).toContain('$scope module p $end\n$var wire 1 " q_ $end\n');
});
