import { hasAllPlaces, type ProductSpec, productManBits, rounds, type UnitSpec } from '../unit/index.ts';
import {
  type Names,
  roundingView,
  type Section,
  type Signal,
  specialSignals,
  unusedView,
} from './section.ts';
import { droppedBits, hasSticky, resultWidths } from './widths.ts';

/** Rounding to the result's mantissa; under `full` into the subnormal range first. */
export function roundSection(spec: ProductSpec, names: Names): Section {
  const full = spec.contract === 'full';
  const { resMan } = resultWidths(spec);
  const mode = rounds(spec) ? spec.rounding : 'none';
  const rounding = roundingView(mode, names('sign'), full || droppedBits(spec) > 1);
  return {
    banner: `${full ? 'Round, into the subnormal range where need be' : 'Round'}${mode === 'none' ? '' : `: ${mode}`}`,
    template: full ? 'denormalise' : 'round',
    view: {
      raw: names('raw'),
      resMan,
      significand: significandText(spec, names('raw')),
      sticky: `|${names('raw')}[FracBits-${resMan}-2:0]`,
      ...rounding,
      unused: unusedView(full ? 'work' : 'raw', unusedRounding(spec, rounding.needs, resMan, names('raw'))),
    },
  };
}

function significandText(spec: ProductSpec, raw: string): string {
  const fraction = `${raw}[FracBits-1:0]`;
  if (hasSticky(spec)) return `{1'b1, ${fraction}}`;
  const room = spec.output === 'wide' || productManBits(spec) === spec.format.manBits ? "2'b00" : "1'b0";
  return `{1'b1, ${fraction}, ${room}}`;
}

/** Bits a rounding mode does not look at, named so that a linter knows it is meant. */
function unusedRounding(
  spec: ProductSpec,
  needs: { guard: boolean; sticky: boolean; odd: boolean },
  resMan: string,
  raw: string,
): string {
  const [source, fraction] = spec.contract === 'full' ? ['work', 'WorkBits'] : [raw, 'FracBits'];
  if (spec.contract === 'full' && hasAllPlaces(spec) && spec.output === 'wide') return '';
  if (!needs.guard) return `${source}[${fraction}-${resMan}-1:0]`;
  const dropsMore = spec.contract === 'full' || droppedBits(spec) > 1;
  return !needs.sticky && dropsMore ? `${source}[${fraction}-${resMan}-2:0]` : '';
}

export function roundedSignals(spec: UnitSpec): Signal[] {
  return [{ name: 'sign', range: '' }, { name: 'mag', range: '[SumBits-1:0]' }, ...specialSignals(spec)];
}
