import { packageVersion } from '../../package-root.ts';
import { limitOf } from '../../picture/index.ts';
import type { Breakdown, Comparison, UnitErrors } from '../../study/index.ts';
import { toolVersions } from '../../tools/index.ts';
import { nameOf } from '../../unit/index.ts';
import { answerOf, comparisonNotes, comparisonTable } from '../comparison.ts';
import { shortExtent } from '../extent.ts';
import {
  breakdownPlot,
  type DotErrors,
  dotErrorPlot,
  errorHeatMap,
  glitchPlot,
  needsCells,
  type PlotCost,
  paretoPlot,
  widthPlot,
} from '../figures/index.ts';
import { percent } from '../table.ts';
import type { DocumentSection, Part, ReportDocument } from './document.ts';

/** One claim of the literature, and what became of it. */
export interface ReportedClaim {
  readonly claim: string;
  readonly source: string;
  readonly published: string;
  readonly measured: string;
  readonly verdict: string;
}

/** Everything a report can be made of. What is not there has no section. */
export interface ReportInput {
  readonly title: string;
  /** Of one contract and rounding. */
  readonly comparisons: readonly Comparison[];
  /** Heat maps, of units under one scale for each format. */
  readonly errors: readonly UnitErrors[];
  /** Comparisons of formats of several mantissa widths, by gates alone. */
  readonly widths?: readonly Comparison[];
  /** Units by themselves, beside no others. */
  readonly units?: readonly UnitErrors[];
  readonly breakdowns?: readonly Breakdown[];
  readonly dotErrors?: {
    readonly label: string;
    readonly curves: readonly DotErrors[];
    readonly notes: readonly string[];
  };
  readonly claims?: readonly ReportedClaim[];
  /** What makes this report, and its parts, again. */
  readonly commands: readonly string[];
}

/** The report of a study. Same input, same document: there is no date in it. */
export function reportDocument(input: ReportInput): ReportDocument {
  const { title, comparisons } = input;
  const sections = [
    ...comparisons.map(comparisonSection),
    unitsSection(input),
    errorSection(input),
    widthSection(input),
    breakdownSection(input),
    dotSection(input),
    glitchSection(input),
    claimsSection(input),
    reproductionSection(input),
  ];
  return {
    kind: 'lmul-rtl report',
    version: packageVersion,
    title,
    answer: answersOf(input),
    sections: sections.filter((each) => each !== undefined),
  };
}

function answersOf({ comparisons, units = [] }: ReportInput): string[] {
  if (comparisons.length > 0) return comparisons.map(answerOf);
  return units.map(({ unit, error }) => {
    const { gates, ice40 } = unit.costs;
    return `${nameOf(unit.spec)}: ${gates.aigNodes} AIG nodes, ${ice40.lut4} LUTs, at a mean relative error of ${percent(error.mred)}.`;
  });
}

function unitsSection({ units = [] }: ReportInput): DocumentSection | undefined {
  if (units.length === 0) return undefined;
  const column = (title: string, align: 'left' | 'right') => ({ title, align });
  const names = ['bias', 'MRED', 'RMS', 'AIG', 'NAND2', 'depth', 'LUT4', 'carry', 'flip-flops'];
  return {
    id: 'units',
    title: 'Error and cost',
    parts: [
      {
        kind: 'table',
        caption: 'Errors over all pairs of mantissas; gates by the best recipe, LUTs of an iCE40',
        table: {
          columns: [
            ...['unit', 'contract', 'checked'].map((title) => column(title, 'left')),
            ...names.map((title) => column(title, 'right')),
          ],
          rows: units.map(({ unit, error, extent }) => {
            const { gates, ice40 } = unit.costs;
            const { aigNodes, nand2Equivalents, depthGates } = gates;
            const counts = [
              aigNodes,
              nand2Equivalents,
              depthGates,
              ice40.lut4,
              ice40.carries,
              ice40.flipFlops,
            ];
            return [
              ...[nameOf(unit.spec), unit.spec.contract, shortExtent(extent)],
              ...[error.bias, error.mred, error.rms].map((share) => percent(share)),
              ...counts.map(String),
            ];
          }),
        },
      },
    ],
  };
}

function comparisonSection(comparison: Comparison): DocumentSection {
  const { format, contract, rounding, units } = comparison;
  const inCells = units.some(({ cells }) => cells !== undefined);
  const costs: readonly PlotCost[] = inCells ? ['area', 'energy', 'delay'] : ['aig', 'depth'];
  const caption = `Units of ${format.name}, contract ${contract}, rounding ${rounding}; xN: over the best exact unit`;
  return {
    id: `units-${format.name}`,
    title: `Error and cost of every unit: ${format.name}`,
    parts: [
      { kind: 'table', caption, table: comparisonTable(comparison) },
      { kind: 'list', items: comparisonNotes(comparison) },
      ...costs.map((cost): Part => ({ kind: 'plot', plot: paretoPlot(comparison, cost) })),
    ],
  };
}

function errorSection({ errors }: ReportInput): DocumentSection | undefined {
  if (errors.length === 0) return undefined;
  const maps = errors.map((each) => ({ format: each.spec.format.name, map: errorHeatMap(each) }));
  const limits = new Map(
    maps.map(({ format }) => [
      format,
      limitOf(maps.filter((each) => each.format === format).map(({ map }) => map)),
    ]),
  );
  return {
    id: 'errors',
    title: 'Relative error over the two significands',
    parts: maps.map(({ format, map }) => ({ kind: 'plot', plot: { ...map, limit: limits.get(format)! } })),
  };
}

function widthSection({ widths = [] }: ReportInput): DocumentSection | undefined {
  if (widths.length < 2) return undefined;
  const costs: readonly PlotCost[] = (['aig', 'depth', 'lut4'] as const).filter((cost) => !needsCells(cost));
  return {
    id: 'widths',
    title: 'Cost against mantissa width',
    parts: costs.map((cost) => ({ kind: 'plot', plot: widthPlot(widths, cost) })),
  };
}

function breakdownSection({ breakdowns = [] }: ReportInput): DocumentSection | undefined {
  if (breakdowns.length === 0) return undefined;
  return {
    id: 'breakdown',
    title: 'Where the multiplier sits',
    parts: (['gates', 'ice40'] as const).map((target) => ({
      kind: 'plot',
      plot: breakdownPlot(breakdowns, target),
    })),
  };
}

function dotSection({ dotErrors }: ReportInput): DocumentSection | undefined {
  if (dotErrors === undefined) return undefined;
  const { curves, label, notes } = dotErrors;
  return {
    id: 'dot-products',
    title: 'Error of dot products',
    parts: [{ kind: 'plot', plot: dotErrorPlot(curves, label, notes) }],
  };
}

function glitchSection({ comparisons }: ReportInput): DocumentSection | undefined {
  const measured = comparisons
    .map(({ units }) => units.flatMap(({ cells }) => cells ?? []))
    .filter((units) => units.length > 0);
  if (measured.length === 0) return undefined;
  return {
    id: 'glitches',
    title: 'Glitches',
    parts: measured.map((units) => ({ kind: 'plot', plot: glitchPlot(units) })),
  };
}

function claimsSection({ claims = [] }: ReportInput): DocumentSection | undefined {
  if (claims.length === 0) return undefined;
  const left = (title: string) => ({ title, align: 'left' }) as const;
  return {
    id: 'claims',
    title: 'Claims of the literature',
    parts: [
      {
        kind: 'table',
        caption: 'What was published, and what was measured here',
        table: {
          columns: ['claim', 'source', 'published', 'measured', 'verdict'].map(left),
          rows: claims.map(({ claim, source, published, measured, verdict }) => [
            ...[claim, source, published, measured, verdict],
          ]),
        },
      },
    ],
  };
}

function reproductionSection({ commands }: ReportInput): DocumentSection {
  const { yosys, nextpnr } = toolVersions();
  return {
    id: 'reproduction',
    title: 'To reproduce this',
    parts: [
      {
        kind: 'text',
        text: `lmul-rtl ${packageVersion}, Yosys ${yosys}, nextpnr ${nextpnr ?? 'absent'}. The same commands with the same versions give the same bytes. No figure is of a unit that did not pass its check.`,
      },
      { kind: 'commands', lines: commands },
    ],
  };
}
