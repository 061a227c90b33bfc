import { runYosys } from '@yowasp/yosys';
import { parseFormat } from '../../src/format/index.ts';
import { emitVerilog } from '../../src/rtl/emit.ts';
import { manBitsAreFree } from '../../src/rtl/widths.ts';
import { shortName, type UnitSpec } from '../../src/unit/index.ts';

/** Field widths as whoever instantiates a unit might override them. */
export interface Widths {
  readonly expBits: number;
  readonly manBits: number;
}

/** The parameters that turn a unit into one of these widths; its header must allow them. */
export function parametersFor(spec: UnitSpec, { expBits, manBits }: Widths): Record<string, number> {
  return manBitsAreFree(spec) ? { ExpBits: expBits, ManBits: manBits } : { ExpBits: expBits };
}

/** The unit the generator itself makes for these widths: same encoding; a bias of its own stays. */
export function resized(spec: UnitSpec, { expBits, manBits }: Widths): UnitSpec {
  const { encoding, bias, name } = spec.format;
  const kept = /bias|b11/.test(name) ? { bias } : {};
  const wanted = { expBits, manBits: manBitsAreFree(spec) ? manBits : spec.format.manBits };
  return { ...spec, format: parseFormat({ ...wanted, encoding, ...kept }) };
}

/**
 * Proves in Yosys, by SAT on a miter (by induction where there are registers), that a unit with its parameters
 * overridden is the other unit. Throws with Yosys' log if it is not.
 */
export async function proveOverride(
  spec: UnitSpec,
  parameters: Readonly<Record<string, number>>,
  other: UnitSpec,
): Promise<void> {
  const chparam = Object.entries(parameters).map(([name, value]) => `-set ${name} ${value}`);
  const clocked = spec.stages > 0;
  const script = [
    'read_verilog overridden.v',
    `chparam ${chparam.join(' ')} ${shortName(spec)}`,
    `rename ${shortName(spec)} overridden`,
    'read_verilog emitted.v',
    `rename ${shortName(other)} emitted`,
    // The registers are named by their stage; a formal step sees asynchronous resets as synchronous data.
    `proc; ${clocked ? 'async2sync;' : ''} opt_expr; opt_clean`,
    'miter -equiv -make_assert -flatten overridden emitted miter',
    'hierarchy -top miter; flatten; opt_expr; opt_merge -share_all; opt_clean',
    `sat -verify -prove-asserts -set-def-inputs ${clocked ? '-tempinduct -maxsteps 12' : ''} miter`,
  ];
  let log = '';
  const keep = (bytes: Uint8Array | null): void => {
    log += bytes === null ? '' : new TextDecoder().decode(bytes);
  };
  const files = { 'overridden.v': emitVerilog(spec), 'emitted.v': emitVerilog(other) };
  try {
    await runYosys(['-p', script.join('; ')], files, { stdout: keep, stderr: keep });
  } catch (error) {
    throw new Error(
      `${shortName(spec)} with ${JSON.stringify(parameters)} is not ${shortName(other)}:\n${log.slice(-3000)}`,
      { cause: error },
    );
  }
  if (!/SAT proof finished - no model found: SUCCESS|Induction step proven: SUCCESS/.test(log))
    throw new Error(`Yosys proved nothing:\n${log.slice(-3000)}`);
}
