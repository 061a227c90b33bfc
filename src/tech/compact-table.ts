import { z } from 'zod';
import type { TechCell, Technology, TimingArc } from './technology.ts';

const positive = z.number().positive();
const asyncInput = z.strictObject({ pin: z.string(), active: z.literal([0, 1]) });
const cellSchema = z.strictObject({
  name: z.string(),
  areaUm2: positive,
  leakageNw: z.number().nonnegative(),
  /** Pin to capacitance in fF. */
  inputs: z.record(z.string(), positive),
  /** Pin to function. */
  outputs: z.record(z.string(), z.string()),
  d0Ps: positive,
  kPsPerFf: positive,
  slewPs: positive,
  energyFj: z.number(),
  inputEnergyFj: z.number().default(0),
  flipFlop: z
    .strictObject({
      clock: z.string(),
      edge: z.enum(['rising', 'falling']),
      data: z.string(),
      clear: asyncInput.exactOptional(),
      preset: asyncInput.exactOptional(),
      setupPs: z.number(),
      clockEnergyFj: z.number(),
      dataEnergyFj: z.number(),
    })
    .exactOptional(),
});
const tableSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  node: z.string(),
  corner: z.string(),
  supplyVolts: positive,
  temperatureC: z.number(),
  licence: z.string(),
  sources: z.array(z.string()).nonempty(),
  slewLowerPct: positive,
  slewUpperPct: positive,
  defaultInputSlewPs: positive,
  defaultOutputLoadFf: positive,
  cells: z.array(cellSchema).nonempty(),
});

/**
 * A technology from the text of a `tech/NAME.json`: one line a cell, one delay for all of its arcs. Throws an Error that
 * says where the text is not such a table.
 */
export function readCompactTable(text: string): Technology {
  const { cells, ...facts } = tableSchema.parse(JSON.parse(text));
  return { ...facts, cells: cells.map(cellOf) };
}

function cellOf(row: z.infer<typeof cellSchema>): TechCell {
  const { name, areaUm2, leakageNw, inputEnergyFj, flipFlop, d0Ps, kPsPerFf, slewPs, energyFj } = row;
  const outputs = Object.entries(row.outputs).map(([pin, text]) => ({ name: pin, function: text }));
  const movers = flipFlop === undefined ? Object.keys(row.inputs) : [flipFlop.clock];
  const model = { kind: 'linear', d0Ps, kPsPerFf, slewPs, energyFj } as const;
  return {
    name,
    areaUm2,
    leakageNw,
    inputs: Object.entries(row.inputs).map(([pin, capFf]) => ({ name: pin, capFf })),
    outputs,
    arcs: outputs.flatMap((output) =>
      movers.map((input): TimingArc => ({ ...model, input, output: output.name })),
    ),
    inputEnergyFj,
    ...(flipFlop && { flipFlop }),
  };
}
