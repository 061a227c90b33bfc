import { expect, it } from 'vitest';
import { lmul, workingFolder } from './lmul-command.ts';
import { expectValid } from './schemas.ts';

const folder = workingFolder();

it('lmul energy-table measures every unit of a format, and its data have the published form', async () => {
  const { code, stdout } = await lmul('energy-table e2m1 --tech asap7 --no-spread --json', folder());
  expect(code).toBe(0);
  expectValid('energy-table', stdout);
  const [{ technologies }] = JSON.parse(stdout) as [
    { technologies: { units: { unit: string; ratioToBestExact: Record<string, number> }[] }[] },
  ];
  const { units } = technologies[0]!;
  expect(units.length).toBeGreaterThan(4);
  const ratios = units.map(({ ratioToBestExact }) => ratioToBestExact.energyFjPerOp!);
  expect(Math.min(...ratios)).toBeGreaterThan(0.1);
  expect(ratios).toContain(1);
}, 600_000);
