#!/usr/bin/env node
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { SimulationError } from '../../sim/index.ts';
import { Diagnostic, EXIT } from '../diagnostic.ts';
import { packageVersion } from '../package-root.ts';
import { closeTools, endTools, keepFailure, ToolError } from '../tools/index.ts';
import { addAdvise } from './advise.ts';
import { addAnchors } from './anchors.ts';
import { addArray } from './array.ts';
import { addAttention } from './attention.ts';
import { addClaims } from './claims.ts';
import { addCompare } from './compare.ts';
import { addCosim } from './cosim.ts';
import { addEnergy } from './energy.ts';
import { addEnergyTable } from './energy-table.ts';
import { addError } from './error.ts';
import { addErrorAlong } from './error-along.ts';
import { addExplore } from './explore.ts';
import { addExport } from './export.ts';
import { addFormats } from './formats.ts';
import { addGenerate } from './generate.ts';
import { addLinear } from './linear.ts';
import { addMacTable } from './mac-table.ts';
import { addMerge } from './merge.ts';
import { addMutate } from './mutate.ts';
import { printDiagnostic, printResult, say } from './output.ts';
import { addPlot } from './plot.ts';
import { addProve } from './prove.ts';
import { addReport } from './report.ts';
import { addSchema } from './schema.ts';
import { addSchematic } from './schematic.ts';
import { addSimulate } from './simulate.ts';
import { addSweep } from './sweep.ts';
import { addSynth } from './synth.ts';
import { isRefusedBySystem, refusedBySystem } from './system-refusal.ts';
import { addTech } from './tech.ts';
import { addVectors } from './vectors.ts';
import { addWave } from './wave.ts';

function programOf(): Command {
  const program = new Command('lmul')
    .description(
      'Hardware for small floating-point products: generated, checked against its specification, and costed.',
    )
    .version(packageVersion)
    // Its own way of writing help ends with a stack trace where `head` has seen enough.
    .configureOutput({ writeOut: printResult })
    .showHelpAfterError('(lmul VERB --help shows options and examples)')
    .addHelpText(
      'after',
      `
A unit is a product and a format with options, or the short name the tool prints:
  lmul e4m3 --form equation        exact bf16 --rounding rtz        lmul_e4m3_adder_flush
Products: lmul, mitchell, exact, signed-mantissa, truncated, lns; and add, a sum; int 8 and fixed q3.4 on integers. A multiply-accumulate unit is mac, a
format, and its parts: mac e4m3 --product lmul --accumulator fp32; a dot product is dot e4m3 --lanes 32 --product lmul.
With weights of -1, 0 and 1: mac int8 --weights ternary, or dot e4m3 --lanes 20 --weights packed; NaN and Inf count as zero.
Contracts: bare, flush (default), full.

Exit codes: 0 success, 1 a check failed, 2 usage, 3 a tool failed, 4 out of time or memory, 130 interrupted.`,
    );
  for (const add of [
    addCompare,
    addGenerate,
    addCosim,
    addSynth,
    addArray,
    addVectors,
    addProve,
    addMutate,
    addSimulate,
    addError,
    addExport,
    addAttention,
    addLinear,
    addSchema,
    addFormats,
    addTech,
    addEnergy,
    addEnergyTable,
    addMacTable,
    addErrorAlong,
    addAnchors,
    addSweep,
    addMerge,
    addClaims,
    addAdvise,
    addExplore,
    addReport,
    addPlot,
    addSchematic,
    addWave,
  ])
    add(program);
  // Sub-commands exit by themselves unless told: usage errors are exit code 2 here.
  for (const command of [program, ...program.commands]) command.exitOverride();
  return program;
}

/** What went wrong, for people, and the exit code that says so to scripts. */
async function report(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof ToolError) {
    printDiagnostic(error);
    if (error.kind !== 'missing') await keep(error);
    return error.exit;
  }
  if (error instanceof Diagnostic) {
    printDiagnostic(error);
    return error.exit;
  }
  if (error instanceof SimulationError) {
    // A design, a script or vectors of the user's that cannot be run: our own units never get here.
    say(`lmul: error: ${error.message}`);
    return EXIT.usage;
  }
  if (isRefusedBySystem(error)) {
    printDiagnostic(refusedBySystem(error));
    return EXIT.usage;
  }
  say(`lmul: internal error, a bug of lmul: ${error instanceof Error ? error.stack : String(error)}`);
  return EXIT.tool;
}

/** Log, script and files of a failed run, in a folder named by its content: the same failure has the same place. */
async function keep(error: ToolError): Promise<void> {
  const digest = createHash('sha256')
    .update(`${error.script}\n${JSON.stringify(error.files)}`)
    .digest('hex');
  const directory = join('lmul-failed', `${error.tool}-${digest.slice(0, 8)}`);
  try {
    if (!existsSync(directory)) await keepFailure(error, directory);
    say(`  kept: ${directory} (log, script and input files)`);
  } catch (cause) {
    say(`  not kept: ${directory} cannot be written (${(cause as Error).message})`);
  }
}

// Progress that nobody reads any more is no reason to stop.
process.stderr.on('error', () => {});

process.on('SIGINT', () => {
  say('lmul: interrupted');
  void endTools().finally(() => process.exit(EXIT.interrupted));
});

try {
  await programOf().parseAsync();
} catch (error) {
  process.exitCode = await report(error);
} finally {
  await closeTools();
}
