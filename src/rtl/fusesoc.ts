import { packageVersion } from '../package-root.ts';
import { shortName, type UnitSpec } from '../unit/index.ts';
import { titleOf } from './header.ts';
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
  const head = `CAPI=2:
# SPDX-License-Identifier: Apache-2.0

name: "lmul-rtl:units:${name}:${packageVersion}"
description: "${titleOf(spec)} (${spec.format.name}, ${spec.contract})"
`;
  return [head, filesets(spec, testbench), targets(spec, testbench)].join('\n');
}

function filesets(spec: UnitSpec, testbench: boolean): string {
  const name = shortName(spec);
  const rtl = `filesets:
  rtl:
    files: [${name}.v]
    file_type: verilogSource-2005
`;
  if (!testbench) return rtl;
  return `${rtl}  tb:
    files:
      - ${testbenchName(spec)}.v: {file_type: verilogSource-2005}
      - ${name}.hex: {file_type: user, copyto: ${name}.hex}
`;
}

function targets(spec: UnitSpec, testbench: boolean): string {
  const name = shortName(spec);
  const base = `targets:
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
  if (!testbench) return base;
  return `${base}
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
