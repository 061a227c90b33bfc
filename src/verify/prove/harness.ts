import { widthOf } from '../../format/index.ts';
import { emitVerilog, type Templates } from '../../rtl/index.ts';
import { frontScript, sourceFiles } from '../../synth/index.ts';
import { portsOf, resultFormat, shortName, type UnitSpec } from '../../unit/index.ts';
import type { Problem } from './solve.ts';

export interface HarnessPort {
  readonly name: string;
  readonly width: number;
}

/** Verilog of our own around units: inputs, and a body that instantiates them and assigns `fail`. */
export interface Harness {
  readonly units: readonly UnitSpec[];
  /** Other modules: texts by name. */
  readonly modules?: Readonly<Record<string, string>>;
  readonly inputs: readonly HarnessPort[];
  /** Statements of a module; `fail` is an output wire, set by an assign. */
  readonly body: readonly string[];
}

/** The inputs of most harnesses: one pair of operands. */
export function operandPorts({ format }: UnitSpec, ...names: readonly string[]): HarnessPort[] {
  return names.map((name) => ({ name, width: widthOf(format) }));
}

/** One instance of a combinational unit: a wire of its result's width, and the operands it is given. */
export function instance(spec: UnitSpec, result: string, a: string, b: string): string {
  const width = widthOf(resultFormat(spec));
  return [
    `wire [${width - 1}:0] ${result};`,
    `${shortName(spec)} u_${result} (.a_i(${a}), .b_i(${b}), .p_o(${result}));`,
  ].join('\n  ');
}

export function harnessText({ inputs, body }: Harness): string {
  const ports = inputs.map(
    ({ name, width }) => `input wire ${width === 1 ? '' : `[${width - 1}:0] `}${name}`,
  );
  return [
    `module problem (`,
    ...ports.map((port) => `  ${port},`),
    '  output wire fail',
    ');',
    ...body.map((line) => `  ${line}`),
    'endmodule',
    '',
  ].join('\n');
}

/** The files of a harness: its units and other modules, each in a file of its own. */
export function harnessFiles(harness: Harness, templates?: Templates): Record<string, string> {
  const units = harness.units.map((spec) => [shortName(spec), emitVerilog(spec, templates)] as const);
  const texts = new Map([...units, ...Object.entries(harness.modules ?? {})]);
  return Object.fromEntries([...texts].map(([name, text]) => [`${name}.v`, text]));
}

/** The question whether `fail` can be 1, of a harness without registers. */
export function problemOf(harness: Harness, templates?: Templates): Problem {
  const source = {
    top: 'problem',
    text: harnessText(harness),
    files: harnessFiles(harness, templates),
    generated: true,
  };
  return { files: sourceFiles(source), script: [...frontScript(source), 'techmap', 'opt_clean'] };
}

/** Bits of a unit's operand ports together: how large a harness of one pair is to exhaust. */
export function operandBits(spec: UnitSpec): number {
  return portsOf({ ...spec, stages: 0 }).reduce(
    (sum, { direction, width }) => sum + (direction === 'input' ? width : 0),
    0,
  );
}
