import { packageVersion } from '../package-root.ts';
import { anyTitle, createPlan, emitModules, numberContract, type Plan } from '../rtl/index.ts';
import {
  canonicalJson,
  type IntegerSpec,
  integerName,
  integerPorts,
  integerWords,
  isIntegerMac,
  safeTerms,
  takesNumbers,
} from '../unit/index.ts';
import { sha256 } from './digest.ts';

/** The files of an integer unit: its module and those of its parts, NAME.json, NAME.f. */
export function integerPlan(spec: IntegerSpec, templates: string, findings: object): Plan {
  const name = integerName(spec);
  const modules = emitModules(spec);
  const manifest = {
    name,
    title: anyTitle(spec),
    generator: { name: 'lmul-rtl', version: packageVersion, templates },
    command: `lmul generate ${integerWords(spec)} -o DIR`,
    license: 'Apache-2.0',
    spec,
    modules: Object.keys(modules),
    ...(takesNumbers(spec)
      ? {
          contract: numberContract(spec),
          fixedPoint: { width: spec.register.bits, fractionBits: spec.register.fractionBits },
        }
      : {}),
    ...(isIntegerMac(spec) ? { safeTerms: Number(safeTerms(spec)) } : {}),
    ports: integerPorts(spec),
    latencyCycles: isIntegerMac(spec) ? 1 : 0,
    ...findings,
    digests: {
      spec: sha256(canonicalJson(spec)),
      verilog: Object.fromEntries(Object.entries(modules).map(([module, text]) => [module, sha256(text)])),
    },
  };
  return createPlan({
    ...Object.fromEntries(Object.entries(modules).map(([module, text]) => [`${module}.v`, text])),
    [`${name}.json`]: `${JSON.stringify(manifest, null, 2)}\n`,
    [`${name}.f`]: Object.keys(modules)
      .map((module) => `${module}.v\n`)
      .join(''),
  });
}
