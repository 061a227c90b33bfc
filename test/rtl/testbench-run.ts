import { emitVerilog } from '../../src/rtl/emit.ts';
import { shippedTemplates, type Templates } from '../../src/rtl/templates.ts';
import { emitTestbench } from '../../src/rtl/testbench.ts';
import { parseShortName } from '../../src/unit/index.ts';
import { hexText } from '../../src/verify/vector-file.ts';
import { defaultVectorRequest, vectorsOf } from '../../src/verify/vectors.ts';
import { type Run, run, scratchFolder } from './external-tools.ts';

/** A folder with a unit, made by perhaps broken templates, its sound testbench, and its vectors. */
export function testbenchFolder(name: string, templates: Templates = shippedTemplates()): string {
  const spec = parseShortName(name);
  return scratchFolder({
    [`${name}.v`]: emitVerilog(spec, templates),
    [`${name}_tb.v`]: emitTestbench(spec),
    [`${name}.hex`]: hexText(spec, vectorsOf(spec, defaultVectorRequest(spec))),
  });
}

/** The command lines of the testbench's header; a warning of the compiler is output too. */
export async function runIcarus(name: string, folder: string, ...plusargs: string[]): Promise<Run> {
  const files = [`${name}_tb.v`, `${name}.v`];
  const compiled = await run('iverilog', ['-g2005', '-Wall', '-o', `${name}_tb.vvp`, ...files], folder);
  if (compiled.code !== 0 || compiled.output !== '') return compiled;
  return await run('vvp', ['-n', `${name}_tb.vvp`, ...plusargs], folder);
}

export async function runVerilator(name: string, folder: string, ...plusargs: string[]): Promise<Run> {
  // Optimising the C++ costs more than these few vectors gain.
  const unoptimised = ['-MAKEFLAGS', 'OPT_GLOBAL=-O0 OPT_FAST=-O0 OPT_SLOW=-O0'];
  const options = ['--binary', '--timing', '-Wall', ...unoptimised];
  const compiled = await run('verilator', [...options, `${name}_tb.v`, `${name}.v`], folder);
  if (compiled.code !== 0 || compiled.output.includes('%')) return compiled;
  return await run(`obj_dir/V${name}_tb`, plusargs, folder);
}
