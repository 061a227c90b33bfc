import { Diagnostic } from '../diagnostic.ts';
import { energyModelOf, runToggles, saifText, structuralVerilog, vcdText } from '../measure/index.ts';
import { operandsOf, runningOf, type UnitEnergy } from '../study/index.ts';
import type { AnySpec } from '../unit/index.ts';
import type { CheckedUnit, MappedUnit } from '../verify/index.ts';
import { openWhole } from './files.ts';

/** Where the switching of a unit is to be written, for tools that are not ours. */
export interface ActivityFiles {
  readonly saif?: string;
  readonly vcd?: string;
  readonly netlist?: string;
}

const VCD_OPERATIONS = 256;

/** Opens the files before any work is done; they are put in place when whole, and not at all on a failure. */
export function openActivity(
  specs: readonly AnySpec[],
  { saif, vcd, netlist }: ActivityFiles,
): {
  write: (unit: CheckedUnit<AnySpec>, mapped: MappedUnit, energy: UnitEnergy) => Promise<void>;
  close: () => void;
} {
  const wanted = { saif, vcd, netlist };
  if (specs.length > 1 && Object.values(wanted).some((file) => file !== undefined))
    throw new Diagnostic({
      code: 'cli/energy',
      text: 'The switching of one unit goes into a file.',
      got: `${specs.length} units`,
      wayOut: 'lmul energy once for each',
    });
  const open = new Map(
    Object.entries(wanted).flatMap(([kind, file]) =>
      file === undefined ? [] : [[kind, openWhole(file)] as const],
    ),
  );
  const put = async (kind: keyof typeof wanted, text: () => string | Promise<string>): Promise<void> => {
    const file = open.get(kind);
    if (file === undefined) return;
    file.write(await text());
    file.close();
    open.delete(kind);
  };
  return {
    write: async ({ spec }, mapped, { energies, wireFfPerPin, accumulation }) => {
      const first = energies[0];
      if (open.size === 0 || first === undefined) return;
      const { stimulus, figures } = first;
      const model = energyModelOf(mapped.netlist, mapped.technology, wireFfPerPin);
      const stream = operandsOf(spec, stimulus);
      const { productsPerOp = 1, opsPerSum = 1 } = accumulation ?? {};
      const running = runningOf(spec, productsPerOp * opsPerSum);
      const { periodPs, pairs } = figures;
      await put('netlist', () => structuralVerilog(model.netlist, mapped.technology));
      await put('saif', async () =>
        saifText(model, await runToggles(model, stream, 'inertial', { ...running, pairs }), periodPs),
      );
      await put('vcd', () => vcdText(model, stream, { ...running, pairs: VCD_OPERATIONS, periodPs }));
    },
    close: () => {
      for (const file of open.values()) file.abort();
    },
  };
}
