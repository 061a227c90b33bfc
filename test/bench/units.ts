import { readNetlist } from '../../sim/index.ts';
import { emitMacModules, emitSystolicModules, emitVerilog } from '../../src/rtl/index.ts';
import { type Effort, synthesize, type YosysJson } from '../../src/synth/index.ts';
import { runYosys } from '../../src/tools/index.ts';
import {
  type MacSpec,
  macName,
  parseShortName,
  type SystolicSpec,
  systolicName,
  type UnitSpec,
} from '../../src/unit/index.ts';

export interface BenchNetlist {
  readonly rtl: string;
  readonly json: YosysJson;
  readonly netlist: ReturnType<typeof readNetlist>;
  /** The netlist as Verilog, with models of iCE40 cells where it has any. */
  readonly verilog: string;
}

export interface BenchUnit extends BenchNetlist {
  readonly name: string;
  readonly spec: UnitSpec;
}

/** Models of iCE40 logic cells, for simulators that do not have them. */
const ice40Cells = `
module SB_LUT4(output O, input I0, I1, I2, I3); parameter [15:0] LUT_INIT = 0;
  assign O = LUT_INIT[{I3, I2, I1, I0}]; endmodule
module SB_CARRY(output CO, input I0, I1, CI); assign CO = (I0 & I1) | (CI & (I0 | I1)); endmodule
`;

export async function benchUnit(name: string, target: 'gates' | 'ice40'): Promise<BenchUnit> {
  const spec = parseShortName(name);
  return { name, spec, ...(await benchNetlist(name, emitVerilog(spec), target)) };
}

export const benchMac = (spec: MacSpec): Promise<BenchNetlist> =>
  benchNetlist(macName(spec), Object.values(emitMacModules(spec)).join('\n'), 'gates');

/** By one recipe: which of them is smallest does not matter here, and all of them take long. */
export const benchArray = (spec: SystolicSpec): Promise<BenchNetlist> =>
  benchNetlist(systolicName(spec), Object.values(emitSystolicModules(spec)).join('\n'), 'gates', 'light');

async function benchNetlist(
  top: string,
  rtl: string,
  target: 'gates' | 'ice40',
  effort: Effort = 'full',
): Promise<BenchNetlist> {
  const source = { top, text: rtl };
  const { netlist: json } =
    target === 'gates'
      ? await synthesize(source, { target, effort })
      : await synthesize(source, { target, effort });
  const script = `read_json netlist.json\nhierarchy -top ${top}\nwrite_verilog -noattr netlist.v`;
  const { files } = await runYosys({
    script,
    files: { 'netlist.json': JSON.stringify(json) },
    outputs: ['netlist.v'],
  });
  const verilog = files['netlist.v']! + (target === 'ice40' ? ice40Cells : '');
  return { rtl, json, netlist: readNetlist(json), verilog };
}
