import { createHash } from 'node:crypto';
import { errorOf } from '../measure/index.ts';
import { packageVersion } from '../package-root.ts';
import {
  contractLines,
  createPlan,
  emitVerilog,
  fileListText,
  fusesocCore,
  manBitsAreFree,
  type Plan,
  shippedTemplates,
} from '../rtl/index.ts';
import {
  type AnySpec,
  commandWords,
  cutsOf,
  digestOf,
  isInteger,
  isMac,
  latencyOf,
  portsOf,
  resultFormat,
  shortName,
  type UnitSpec,
} from '../unit/index.ts';
import type { CheckedUnit } from '../verify/index.ts';
import { integerPlan } from './integer-manifest.ts';
import { macPlan } from './mac-manifest.ts';

/** The files of a checked unit: NAME.v, NAME.json with its check, cost and error, NAME.f, NAME.core. */
export function planOfChecked(unit: CheckedUnit<AnySpec>): Plan {
  const { spec, source, verdict, costs, templates } = unit;
  if (isInteger(spec)) return integerPlan(spec, templates, { check: verdict.extent, cost: costs });
  if (isMac(spec)) return macPlan(spec, templates, { check: verdict.extent, cost: costs });
  return planWith(spec, source.text, templates, {
    check: verdict.extent,
    cost: costs,
    error: errorOf(unit as CheckedUnit),
  });
}

/** The same for a unit nobody has checked: the manifest says so and gives no figure. */
export function planOfUnchecked(spec: AnySpec): Plan {
  if (isInteger(spec)) return integerPlan(spec, shippedTemplates().digest, { check: null });
  if (isMac(spec)) return macPlan(spec, shippedTemplates().digest, { check: null });
  return planWith(spec, emitVerilog(spec), shippedTemplates().digest, { check: null });
}

function planWith(spec: UnitSpec, verilog: string, templates: string, findings: object): Plan {
  const name = shortName(spec);
  const manifest = {
    name,
    generator: { name: 'lmul-rtl', version: packageVersion, templates },
    command: `lmul generate ${commandWords(spec)} -o DIR`,
    license: 'Apache-2.0',
    spec,
    contract: contractLines(spec),
    result: resultFormat(spec),
    ports: portsOf(spec),
    latencyCycles: latencyOf(spec),
    registers: cutsOf(spec),
    overridable: manBitsAreFree(spec) ? ['ExpBits', 'ManBits'] : ['ExpBits'],
    ...findings,
    digests: { spec: digestOf(spec), verilog: createHash('sha256').update(verilog).digest('hex') },
  };
  return createPlan({
    [`${name}.v`]: verilog,
    [`${name}.json`]: `${JSON.stringify(manifest, null, 2)}\n`,
    [`${name}.f`]: fileListText(spec),
    [`${name}.core`]: fusesocCore(spec),
  });
}
