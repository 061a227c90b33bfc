import { type Command, InvalidArgumentError } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import { fileOperand, type StimulusSpec } from '../measure/index.ts';
import { energyData, energyText } from '../report/index.ts';
import { energyOfUnit, stimulusFor, type UnitEnergy } from '../study/index.ts';
import { technologyNames } from '../tech/index.ts';
import { type AnySpec, isInteger, isMac, nameOf, operandFormatOf, takesNumbers } from '../unit/index.ts';
import { addMacOptions, anyUnitsOf, type MacOptions } from './any-words.ts';
import { checkAny, onProgress } from './checked.ts';
import { type ActivityFiles, openActivity } from './energy-files.ts';
import { printJson, printResult } from './output.ts';
import { positiveNumber } from './seeds.ts';
import { addStimulusOptions, type StimulusOptions, stimulusOf } from './stimulus-options.ts';
import { addTechOptions, type TechOptions, technologyOf } from './tech-options.ts';
import { wholeNumberTo } from './unit-options.ts';

interface EnergyVerbOptions extends MacOptions, TechOptions, StimulusOptions, ActivityFiles {
  readonly tech?: string;
  readonly byStage?: boolean;
  readonly recipes?: boolean;
  readonly period?: number;
  readonly precision?: number;
  readonly wire?: number;
  readonly length?: number;
  readonly json?: boolean;
}

/** `lmul energy UNIT...`: area, delay, and energy by operation in standard cells, from simulated switching. */
export function addEnergy(program: Command): void {
  const command = program.command('energy').argument('<unit...>', 'product and format, or short names');
  addStimulusOptions(addTechOptions(addMacOptions(command)))
    .description('check units in standard cells and measure the energy of an operation from switching')
    .option('--tech <name>', `${technologyNames().join(', ')} (default: sky130)`)
    .option(
      '--by-stage',
      'decode, multiply, add, normalise, round, select: on a netlist with these kept apart',
    )
    .option('--recipes', 'energy of the netlists of all recipes: best, median, worst')
    .option('--period <ps>', 'one operation each so long, for leakage (default: the delay)', positiveNumber)
    .option('--wire <fF>', 'capacitance of wires for each pin, for energy (default: 0)', positiveNumber)
    .option('--length <n>', 'of mac and dot: products of a sum, then a clear (default: 256)', positiveCount)
    .option('--precision <percent>', 'half the 95 % interval at which measuring ends (default: 1)', percent)
    .option('--saif <file>', 'switching activity of the netlist, for other power tools')
    .option('--vcd <file>', 'waveforms of the first 256 operations, glitches included')
    .option('--netlist <file>', 'the mapped Verilog those files speak of')
    .option('--json', 'as data, as described by schemas/energy.json')
    .addHelpText(
      'after',
      `
Energy is pre-layout: no wires, no clock tree. Uniform operands are measured beside every other stimulus. An operation of
a mac or dot is a clock with valid operands in every lane; its uniform operands are numbers, no NaN or Inf. Operands of
integer units are the same reals on their scale (a quarter of the largest), rounded to integers; ternary weights are
rounded on the scale of their mean magnitude, and their activations to the format if they have one.

Examples:
  lmul energy lmul e4m3
  lmul energy exact bf16 --tech asap7 --stimulus relu --reuse 16 --json
  lmul energy exact e4m3 --file acts.npy --file weights.safetensors:layer0 --scale block32
  lmul energy exact e4m3 --by-stage --recipes
  lmul energy mac e4m3 --product lmul --accumulator fp32 --length 1024
  lmul energy dot e4m3 --lanes 8 --product exact --architecture carry-in --stimulus held
  lmul energy mac int8 --weights ternary --by-stage
  lmul energy mac e4m3 --weights ternary --file acts.npy
  lmul energy lmul bf16 --saif a.saif --vcd a.vcd --netlist a.v`,
    )
    .action(async (words: string[], options: EnergyVerbOptions) => {
      const specs = anyUnitsOf(words, options);
      const technology = technologyOf(options, onProgress);
      const stimuli = specs.map((spec) => stimuliFor(spec, options));
      const files = openActivity(specs, options);
      try {
        const units = await checkAny(specs, { technologies: [technology] });
        const measured: UnitEnergy[] = [];
        for (const unit of units) {
          const mapped = unit.mapped[0]!;
          const wanted = stimuli[specs.indexOf(unit.spec)]!;
          const energy = await energyOfUnit(unit, mapped, { ...measureOptions(options), stimuli: wanted });
          await files.write(unit, mapped, energy);
          measured.push(energy);
        }
        if (options.json) printJson(measured.map(energyData));
        else if (measured.length > 0) printResult(measured.map(energyText).join('\n\n'));
      } finally {
        files.close();
      }
    });
}

function measureOptions({ byStage, recipes, period, precision, wire, length }: EnergyVerbOptions) {
  return {
    onProgress,
    byStage: byStage === true,
    spread: recipes === true,
    ...(period === undefined ? {} : { periodPs: period }),
    ...(length === undefined ? {} : { sumLength: length }),
    ...(wire === undefined ? {} : { wireFfPerPin: wire }),
    ...(precision === undefined ? {} : { precision: precision / 100 }),
  };
}

/** The stimulus asked for, and uniform codes beside it. */
function stimuliFor(spec: AnySpec, options: EnergyVerbOptions): StimulusSpec[] {
  const asked = isInteger(spec)
    ? stimulusOfIntegers(spec, options)
    : stimulusOf(options, operandFormatOf(spec), isMac(spec));
  return asked.name === 'uniform' ? [asked] : [asked, stimulusFor(spec, 'uniform', { seed: options.seed })];
}

function stimulusOfIntegers(spec: AnySpec, options: EnergyVerbOptions): StimulusSpec {
  const { stimulus = 'gaussian', seed, reuse, file, scale } = options;
  const named = stimulusFor(spec, stimulus, { seed, ...(reuse === undefined ? {} : { reuse }) });
  const numbers = isInteger(spec) && takesNumbers(spec);
  const [place, more] = file ?? [];
  if (numbers && place !== undefined && more === undefined)
    return { ...named, name: 'file', a: { ...fileOperand(place, scale ?? 'tensor'), reuse: 1 } };
  if (numbers && more !== undefined)
    throw new Diagnostic({
      code: 'cli/energy',
      text: 'Of a unit with ternary weights only the activations come from a file.',
      got: `--file ${more} for ${nameOf(spec)}`,
      wayOut: `--file ${place} alone: weights are rounded from the stimulus`,
    });
  if (file !== undefined || scale !== undefined)
    throw new Diagnostic({
      code: 'cli/energy',
      text: 'Tensors of files are rounded to floating-point formats.',
      got: `${file === undefined ? `--scale ${scale}` : `--file ${file[0]}`} for ${nameOf(spec)}`,
      wayOut: '--stimulus gaussian, which integer units take rounded to integers',
    });
  return named;
}

function positiveCount(text: string): number {
  const value = wholeNumberTo(2 ** 16)(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('A sum has at least one product.');
}

function percent(text: string): number {
  const value = positiveNumber(text);
  if (value <= 50) return value;
  throw new InvalidArgumentError('At most 50 is wanted.');
}
