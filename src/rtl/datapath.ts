import { type Cut, cutsOf, hasRoundStep, type ProductSpec, type UnitSpec } from '../unit/index.ts';
import { alignedSignals, alignSections, normaliseSections, sumSection, sumSignals } from './add.ts';
import { decodedSignals, decodeSection } from './decode.ts';
import { exactSection } from './exact.ts';
import { lmulSection } from './lmul.ts';
import { lnsSection } from './lns.ts';
import { portRange } from './ports.ts';
import { signedMantissaSection, truncatedSection } from './rivals.ts';
import { roundedSignals, roundSection } from './round.ts';
import type { Names, Section, Signal } from './section.ts';
import { productSignals } from './section.ts';
import { selectSection } from './select.ts';

/** The sections of a unit's body in datapath order, with registers at its cuts. */
export function datapathOf(spec: UnitSpec): Section[] {
  const cuts = cutsOf(spec);
  const visible = new Map<string, string>();
  const names = (signal: string): string => visible.get(signal) ?? signal;
  const sections: Section[] = [];
  let stage = 0;

  const cut = (at: Cut, signals: readonly Signal[]): void => {
    if (!cuts.includes(at)) return;
    const validFrom = stage === 0 ? 'valid_i' : `valid_s${stage}`;
    stage += 1;
    const crossing = signals.map(({ name, range }) => {
      const to = `${name.replace(/_i$/, '')}_s${stage}`;
      const from = names(name);
      visible.set(name, to);
      return { range, from, to };
    });
    sections.push({
      banner: `Stage ${stage} of ${spec.stages}: ${at} registers`,
      template: 'registers',
      view: { stage, validFrom, signals: crossing },
    });
  };

  cut(
    'operands',
    ['a_i', 'b_i'].map((name) => ({ name, range: '[MagBits:0]' })),
  );
  if (spec.product === 'add') {
    sections.push(...alignSections(spec, names));
    cut('aligned', alignedSignals(spec));
    sections.push(sumSection(spec, names));
    cut('sum', sumSignals(spec));
    sections.push(...normaliseSections(spec, names));
  } else {
    sections.push(decodeSection(spec, names));
    cut('decoded', decodedSignals(spec));
    sections.push(productSection(spec, names));
    cut('product', productSignals(spec));
    if (hasRoundStep(spec)) sections.push(roundSection(spec, names));
  }
  cut('rounded', roundedSignals(spec));
  const resultRange = portRange(spec, 'p_o');
  sections.push(selectSection(spec, names, spec.stages === 0 ? 'assign p_o' : `wire ${resultRange} p`));
  cut('result', [{ name: 'p', range: resultRange }]);
  if (spec.stages > 0)
    sections.push({
      banner: 'Outputs',
      template: 'outputs',
      view: { result: names('p'), valid: `valid_s${stage}` },
    });
  return sections;
}

/** The stage in which products differ. */
function productSection(spec: ProductSpec, names: Names): Section {
  switch (spec.product) {
    case 'lmul':
      return lmulSection(spec, names);
    case 'exact':
      return exactSection(spec, names);
    case 'signed-mantissa':
      return signedMantissaSection(spec, names);
    case 'truncated':
      return truncatedSection(spec, names);
    case 'lns':
      return lnsSection(spec, names);
  }
}
