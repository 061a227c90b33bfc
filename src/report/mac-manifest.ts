import { createHash } from 'node:crypto';
import { packageVersion } from '../package-root.ts';
import { contractLines, createPlan, emitMacModules, macCore, macTitle, type Plan } from '../rtl/index.ts';
import {
  accumulatorFixedPoint,
  canonicalJson,
  type MacSpec,
  macLatency,
  macName,
  macPorts,
  macWords,
  summedBy,
} from '../unit/index.ts';

/** The files of a multiply-accumulate unit: its module and those of its parts, NAME.json, NAME.f, NAME.core. */
export function macPlan(spec: MacSpec, templates: string, findings: object): Plan {
  const name = macName(spec);
  const modules = emitMacModules(spec);
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
  const manifest = {
    name,
    title: macTitle(spec),
    generator: { name: 'lmul-rtl', version: packageVersion, templates },
    command: `lmul generate ${macWords(spec)} -o DIR`,
    license: 'Apache-2.0',
    spec,
    modules: Object.keys(modules),
    contract: contractLines(summedBy(spec)),
    ...(spec.accumulator.kind === 'kulisch' ? { fixedPoint: accumulatorFixedPoint(spec) } : {}),
    ports: macPorts(spec),
    latencyCycles: macLatency(spec),
    ...findings,
    digests: {
      spec: digest(canonicalJson(spec)),
      verilog: Object.fromEntries(Object.entries(modules).map(([module, text]) => [module, digest(text)])),
    },
  };
  return createPlan({
    ...Object.fromEntries(Object.entries(modules).map(([module, text]) => [`${module}.v`, text])),
    [`${name}.json`]: `${JSON.stringify(manifest, null, 2)}\n`,
    [`${name}.f`]: Object.keys(modules)
      .map((module) => `${module}.v\n`)
      .join(''),
    [`${name}.core`]: macCore(spec),
  });
}
