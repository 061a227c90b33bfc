import { afterAll, expect, it } from 'vitest';
import {
  energyModelOf,
  measureEnergy,
  operandStream,
  runToggles,
  saifText,
  stimulusSpec,
  structuralVerilog,
} from '../../../src/measure/index.ts';
import { builtInTechnology } from '../../../src/tech/index.ts';
import { closeTools } from '../../../src/tools/index.ts';
import { parseShortName } from '../../../src/unit/index.ts';
import { checkUnit } from '../../../src/verify/index.ts';

afterAll(closeTools);

/** What another tool would make of the two files: 1/2 C V² for each toggle of a gate's output pin, in fJ. */
function switchingOf(
  verilog: string,
  saif: string,
  technology: ReturnType<typeof builtInTechnology>,
): number {
  const cells = new Map(technology.cells.map((cell) => [cell.name, cell]));
  const loads = new Map<string, number>();
  const drivers: { net: string; instance: string; pin: string }[] = [];
  for (const [, type, instance, pins] of verilog.matchAll(/^ {2}(\w+) (g\d+) \((.*)\);$/gm))
    for (const [, pin, net] of pins!.matchAll(/\.(\w+)\(([^)]*)\)/g)) {
      const input = cells.get(type!)!.inputs.find(({ name }) => name === pin);
      if (input === undefined) drivers.push({ net: net!, instance: instance!, pin: pin! });
      else loads.set(net!, (loads.get(net!) ?? 0) + input.capFf);
    }
  const toggles = new Map<string, number>();
  let instance = '';
  for (const line of saif.split('\n')) {
    instance = /\(INSTANCE (g\d+)/.exec(line)?.[1] ?? instance;
    const entry = /^ +\((\w+) \(T0 .*\(TC (\d+)\)/.exec(line);
    if (instance !== '' && entry !== null) toggles.set(`${instance}.${entry[1]}`, Number(entry[2]));
  }
  return drivers.reduce((sum, { net, instance: gate, pin }) => {
    const output = net.startsWith('p_o') ? technology.defaultOutputLoadFf : 0;
    const loadFf = (loads.get(net) ?? 0) + output;
    return sum + 0.5 * loadFf * technology.supplyVolts ** 2 * toggles.get(`${gate}.${pin}`)!;
  }, 0);
}

it('the netlist and its SAIF file give the switching energy again', async () => {
  const technology = builtInTechnology('sky130');
  const spec = parseShortName('lmul_e4m3_adder_flush');
  const checked = await checkUnit(spec, { technologies: [technology] });
  if (checked.kind === 'failed') throw new Error('the unit is not what it should be');
  const model = energyModelOf(checked.unit.mapped[0]!.netlist, technology);
  const stream = operandStream(stimulusSpec('gaussian', spec.format), spec.format);
  const { figures } = await measureEnergy(model, stream, { periodPs: 2000 });
  const run = await runToggles(model, stream, 'inertial', { pairs: figures.pairs });
  const verilog = structuralVerilog(model.netlist, technology);
  const again = switchingOf(verilog, saifText(model, run, 2000), technology) / figures.pairs;
  expect(again).toBeCloseTo(figures.termsFjPerOp.switching, 9);
  expect(again).toBeGreaterThan(100);
});
