import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Diagnostic } from '../../diagnostic.ts';
import { arcSlewPs } from '../arc.ts';
import { drivingCellOf } from '../driving-cell.ts';
import type { TechCell, Technology } from '../technology.ts';
import { readCell, type UnfinishedCell } from './cell.ts';
import { type Group, parseLiberty } from './parse.ts';
import { type Template, templateOf, Unusable } from './tables.ts';
import { type Units, unitsOf } from './units.ts';

export interface SkippedCell {
  readonly cell: string;
  readonly reason: string;
}

export interface LibertyLibrary {
  readonly technology: Technology;
  /** Cells of the file that are left out, in its order. */
  readonly skipped: readonly SkippedCell[];
}

/** More text than this is no library of one corner. */
const MAX_BYTES = 2 ** 28;

/** Groups nothing here needs; some are long. */
const PASSED_OVER = new Set([
  ...[
    'test_cell',
    'pg_pin',
    'wire_load',
    'wire_load_selection',
    'normalized_driver_waveform',
    'dynamic_current',
  ],
  ...[
    'ccsn_first_stage',
    'ccsn_last_stage',
    'output_current_rise',
    'output_current_fall',
    'intrinsic_parasitic',
  ],
  ...[
    'receiver_capacitance',
    'ocv_sigma_cell_rise',
    'ocv_sigma_cell_fall',
    'input_voltage',
    'output_voltage',
  ],
]);

/**
 * A technology from the bytes of a Liberty file, .lib or .lib.gz. A cell that is not understood whole is left out and
 * named. Reading is of the tables (NLDM) only; current-source models are passed over.
 *
 * @throws Diagnostic `liberty/...`
 */
export function readLiberty(bytes: Uint8Array, path: string): LibertyLibrary {
  const file = basename(path);
  const text = textOf(bytes, file);
  const templates = new Map<string, Template>();
  const cells: UnfinishedCell[] = [];
  const skipped: SkippedCell[] = [];
  const conditions: Group[] = [];
  let units: Units | undefined;
  const library = parseLiberty(text, file, PASSED_OVER, (group, before) => {
    if (/_template$/.test(group.name)) templates.set(group.args[0] ?? '', templateOf(group));
    else if (group.name === 'operating_conditions') conditions.push(group);
    else if (group.name === 'cell') {
      // Units stand before the first cell, as Liberty wants it.
      units ??= unitsOf(before, file);
      try {
        cells.push(readCell(group, { templates, units }));
      } catch (error) {
        if (!(error instanceof Unusable)) throw error;
        skipped.push({ cell: group.args[0] ?? '(no name)', reason: error.message });
      }
    }
  });
  return { technology: finish(library, file, conditions, cells, skipped), skipped };
}

function finish(
  library: Group,
  file: string,
  conditions: readonly Group[],
  unfinished: readonly UnfinishedCell[],
  skipped: readonly SkippedCell[],
): Technology {
  const number = (name: string): number => Number(library.attributes.get(name)?.[0]);
  const name = (library.args[0] ?? file).replace(/[^\w.-]/g, '_');
  const wanted = library.attributes.get('default_operating_conditions')?.[0];
  const condition = conditions.find(({ args }) => args[0] === wanted) ?? conditions[0];
  const supplyVolts = Number(condition?.attributes.get('voltage')?.[0] ?? number('nom_voltage'));
  if (!(supplyVolts > 0)) {
    throw new Diagnostic({
      code: 'liberty/voltage',
      text: `${file} does not say its supply voltage.`,
      got: 'neither operating_conditions nor nom_voltage',
      wayOut: 'a line such as nom_voltage : 1.8;',
    });
  }
  const pct = (edge: string, otherwise: number): number =>
    number(`slew_${edge}_threshold_pct_rise`) || otherwise;
  const technology: Technology = {
    name,
    title: name,
    node: name,
    corner: condition?.args[0] ?? name,
    supplyVolts,
    temperatureC: Number(condition?.attributes.get('temperature')?.[0] ?? (number('nom_temperature') || 25)),
    licence: 'that of the file',
    sources: [file],
    slewLowerPct: pct('lower', 20),
    slewUpperPct: pct('upper', 80),
    defaultInputSlewPs: 0,
    defaultOutputLoadFf: 0,
    cells: unfinished.map(({ cell }) => cell),
  };
  const inverter = drivingCellOf(technology);
  if (inverter === undefined) throw noInverter(file, unfinished.length, skipped);
  const loadFf = 4 * inverter.inputs[0]!.capFf;
  const slewPs = fanoutOfFourSlewPs(inverter, loadFf);
  return {
    ...technology,
    defaultInputSlewPs: slewPs,
    defaultOutputLoadFf: loadFf,
    cells: unfinished.map((each) => each.finish(slewPs)),
  };
}

/** The slew of a chain of inverters that each drive four of their kind. */
function fanoutOfFourSlewPs({ arcs: [arc] }: TechCell, loadFf: number): number {
  let slewPs = 0;
  for (let i = 0; i < 50; i += 1) slewPs = arcSlewPs(arc!, slewPs, loadFf);
  return slewPs;
}

function noInverter(file: string, usable: number, skipped: readonly SkippedCell[]): Diagnostic {
  const [first] = skipped;
  return new Diagnostic({
    code: 'liberty/no-inverter',
    text: `${file} has no inverter that can be used: nothing can be mapped to it.`,
    got: `${usable} cells${first === undefined ? '' : `, and ${skipped.length} left out: ${first.cell} ${first.reason}`}`,
    wayOut: 'a library of standard cells with function, area, capacitance and NLDM timing',
  });
}

function textOf(bytes: Uint8Array, file: string): string {
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    const plain = packed
      ? gunzipSync(bytes, { maxOutputLength: MAX_BYTES })
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return plain.toString('latin1');
  } catch (error) {
    throw new Diagnostic({
      code: 'liberty/gzip',
      text: `${file} cannot be unpacked: it is cut off, damaged, or larger than ${MAX_BYTES / 2 ** 20} MB.`,
      got: (error as Error).message,
      wayOut: 'the whole .lib.gz, or the .lib itself',
    });
  }
}
