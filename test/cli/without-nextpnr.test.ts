import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { copyOfPackage, lmul, workingFolder } from './lmul-command.ts';

const folder = workingFolder();
let main = '';
beforeAll(() => {
  main = copyOfPackage(join(folder(), 'package'), '@yowasp/nextpnr-ice40');
});

describe('without nextpnr', () => {
  it('compare gives everything but Fmax, and names what to install', async () => {
    const { code, stdout } = await lmul('compare e4m3', folder(), main);
    expect(code).toBe(0);
    expect(stdout.match(/^(lmul|mitchell|exact)_e4m3_.* -$/gm)).toHaveLength(10);
    expect(stdout).toMatch(/\nno Fmax: .*npm (install|i) .*@yowasp\/nextpnr-ice40/);
    expect(stdout).toMatch(/nextpnr absent\n$/);
  });

  it('synth --pnr gives the rest of the cost, says what is missing, and exits 3', async () => {
    const { code, stdout, stderr } = await lmul(
      'synth lmul e4m3 --pnr hx8k --seeds 1 --json',
      folder(),
      main,
    );
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject([{ cost: { target: 'ice40' } }]);
    expect(JSON.parse(stdout)[0]).not.toHaveProperty('placed');
    expect(stderr).toContain('@yowasp/nextpnr-ice40');
  });
});
