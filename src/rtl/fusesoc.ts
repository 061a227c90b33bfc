import { packageVersion } from '../package-root.ts';
import { type MacSpec, macName, shortName, type UnitSpec } from '../unit/index.ts';
import { titleOf } from './header.ts';
import { emitMacModules } from './mac.ts';
import { macTitle } from './mac-header.ts';
import { testbenchName } from './testbench.ts';

export interface CoreOptions {
  /** Also list NAME_tb.v and NAME.hex, with a target that runs them. Default false. */
  readonly testbench?: boolean;
}

/** NAME.f: the unit's source files, one a line, for `iverilog -c` and `verilator -f`. */
export function fileListText(spec: UnitSpec): string {
  return `${shortName(spec)}.v\n`;
}

/**
 * NAME.core: the unit as a FuseSoC core (CAPI=2). Targets: `default` lists the files, `lint` runs Verilator on them, and
 * with a testbench `sim` runs it in Icarus (`--tool verilator` for the other simulator).
 */
export function fusesocCore(spec: UnitSpec, { testbench = false }: CoreOptions = {}): string {
  const name = shortName(spec);
  const description = `${titleOf(spec)} (${spec.format.name}, ${spec.contract})`;
  const parts = [head(name, description), filesets([name]), targets(name)];
  if (!testbench) return parts.join('\n');
  return [parts[0], `${parts[1]}${testbenchFiles(spec)}`, `${parts[2]}${testbenchTarget(spec)}`].join('\n');
}

/** The same of a multiply-accumulate unit and all its modules, without a testbench. */
export function macCore(spec: MacSpec): string {
  const { format, contract } = spec.product;
  const name = macName(spec);
  return [
    head(name, `${macTitle(spec)} (${format.name}, ${contract})`),
    filesets(Object.keys(emitMacModules(spec))),
    targets(name),
  ].join('\n');
}

function head(name: string, description: string): string {
  return `CAPI=2:
# SPDX-License-Identifier: Apache-2.0

name: "lmul-rtl:units:${name}:${packageVersion}"
description: "${description}"
`;
}

function filesets(modules: readonly string[]): string {
  return `filesets:
  rtl:
    files: [${modules.map((module) => `${module}.v`).join(', ')}]
    file_type: verilogSource-2005
`;
}

function testbenchFiles(spec: UnitSpec): string {
  const name = shortName(spec);
  return `  tb:
    files:
      - ${testbenchName(spec)}.v: {file_type: verilogSource-2005}
      - ${name}.hex: {file_type: user, copyto: ${name}.hex}
`;
}

function targets(name: string): string {
  return `targets:
  default:
    filesets: [rtl]
    toplevel: ${name}

  lint:
    description: "verilator --lint-only -Wall"
    default_tool: verilator
    filesets: [rtl]
    toplevel: ${name}
    tools:
      verilator:
        mode: lint-only
        verilator_options: [-Wall]
`;
}

function testbenchTarget(spec: UnitSpec): string {
  return `
  sim:
    description: "self-checking testbench; PASS or FAIL in its last line"
    default_tool: icarus
    filesets: [rtl, tb]
    toplevel: ${testbenchName(spec)}
    tools:
      icarus:
        iverilog_options: [-g2005, -Wall]
      verilator:
        mode: binary
        verilator_options: [--timing, -Wall]
`;
}
