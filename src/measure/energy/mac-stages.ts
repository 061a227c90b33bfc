import {
  adderOf,
  type IntegerSpec,
  isIntegerMac,
  type MacSpec,
  macName,
  shortName,
} from '../../unit/index.ts';
import {
  leavingWires,
  type Section,
  type Stage,
  type StageEnd,
  sectionsOf,
  significandProduct,
} from './stages.ts';

/** The stages of a unit that accumulates, and the wires at which they end. */
export interface MacStages {
  /** By the names of the flat netlist. */
  readonly ends: readonly StageEnd[];
  /** The same as `wire` or `module/wire` of the Verilog. */
  readonly keep: readonly string[];
}

/**
 * The stages of a multiply-accumulate unit over its modules, by the banners of their sections:
 * `decode`, `multiply` (the significands, or the integer addition in their place) and `pack` (whatever else makes the
 * product's code) in the product unit; `align` (the product as a number of the accumulator, ordering, alignment), `add` and
 * `round` (normalise, round, special cases); what leads to no end of these is in the `registers`.
 */
export function macStages(spec: MacSpec, verilog: string): MacStages {
  const modules = new Map(
    [...verilog.matchAll(/^module (\w+)[\s\S]*?^endmodule/gm)].map(([text, name]) => [name as string, text]),
  );
  const adder = adderOf(spec);
  const roles = [
    { name: macName(spec), paths: [''], stageOf: ofTop(spec) },
    { name: shortName(spec.product), paths: productPaths(spec), stageOf: ofProduct },
    ...(adder === undefined ? [] : [{ name: shortName(adder), paths: ['add.'], stageOf: ofAdder }]),
  ];
  const sections = roles.map(({ name, paths, stageOf }) => {
    const wires = wiresByStage(sectionsOf(withoutFunctions(modules.get(name) ?? '')), stageOf);
    return { name, paths, wires };
  });
  const found = [...sections, ...stageModules(spec, modules)];
  return {
    ends: found.flatMap(({ paths, wires }) =>
      [...wires].map(([stage, names]) => ({
        stage,
        signals: paths.flatMap((path) => names.map((wire) => `${path}${wire}`)),
      })),
    ),
    keep: found.flatMap(({ name, paths, wires }) =>
      [...wires.values()].flat().map((wire) => (paths[0] === '' ? wire : `${name}/${wire}`)),
    ),
  };
}

/** Stages that are modules of their own, as behind a window, end at their outputs. */
function stageModules(spec: MacSpec, modules: ReadonlyMap<string, string>) {
  return (['align', 'add', 'round'] as const).flatMap((stage) => {
    const name = `${macName(spec)}_${stage}`;
    const outputs = [...(modules.get(name) ?? '').matchAll(/^\s*output wire\s+(?:\[[^\]]*\]\s*)?(\w+)/gm)];
    const wires = outputs.map(([, wire]) => wire as string);
    return wires.length === 0
      ? []
      : [{ name, paths: [`${stage}.`], wires: new Map<Stage, string[]>([[stage, wires]]) }];
  });
}

function productPaths({ lanes }: MacSpec): string[] {
  if (lanes === 1) return ['multiply.'];
  return Array.from({ length: lanes }, (_, lane) => `lanes[${lane}].multiply.`);
}

/** Their variables are none of the module's wires. */
function withoutFunctions(verilog: string): string {
  return verilog.replace(/^\s*function[\s\S]*?^\s*endfunction$/gm, '');
}

type StageOf = (title: string) => Stage | undefined;

/** The module itself: around an adder, or stages in modules of their own, it has only what leads there, and the registers. */
function ofTop({ accumulator, lanes }: MacSpec): StageOf {
  if (accumulator.kind !== 'kulisch') return () => undefined;
  return (title) => {
    const stages: Readonly<Record<string, Stage>> = {
      ...(lanes > 1 ? { Multiply: 'align' } : {}),
      Place: 'align',
      Add: 'add',
    };
    return stages[title];
  };
}

const ofProduct: StageOf = (title) => (title === 'Decode' ? 'decode' : 'pack');

const ofAdder: StageOf = (title) => {
  const stages: Readonly<Record<string, Stage>> = {
    Order: 'align',
    Align: 'align',
    Add: 'add',
    Normalise: 'round',
    Round: 'round',
    Select: 'round',
  };
  return stages[title];
};

/** For each stage of a module the wires that another one reads, and the module's result with the last of them. */
function wiresByStage(sections: readonly Section[], stageOf: StageOf): ReadonlyMap<Stage, readonly string[]> {
  const stages = new Map<Stage | undefined, Section[]>();
  for (const section of sections) {
    const stage = stageOf(section.title);
    stages.set(stage, [...(stages.get(stage) ?? []), section]);
  }
  const wires = new Map<Stage, string[]>();
  for (const [stage, mine] of stages) {
    if (stage === undefined) continue;
    const others = sections.filter((section) => !mine.includes(section));
    wires.set(stage, leavingWires(mine, others));
  }
  const product = sections.find(({ title }) => title === 'Product');
  if (product !== undefined) {
    const significands = significandProduct(product);
    const others = sections.filter((section) => section !== product);
    wires.set('multiply', significands.length > 0 ? significands : leavingWires([product], others));
  }
  const last = sections.at(-1);
  const result = last !== undefined && /\bassign p_o\b/.test(last.text) ? stageOf(last.title) : undefined;
  if (result !== undefined) wires.set(result, [...(wires.get(result) ?? []), 'p_o']);
  return wires;
}

/**
 * The stages of a unit on integers: of numbers under ternary weights `decode`, numbers as integers, or as nothing where the
 * weight is zero; `multiply`, the products of all lanes, or what weights of -1, 0 and 1 make of the
 * activations; `add`, the lanes and the register; then the `registers`. A product by itself has none.
 */
export function integerStages(spec: IntegerSpec, verilog: string): MacStages {
  if (!isIntegerMac(spec)) return { ends: [], keep: [] };
  const declared = (name: string): boolean => new RegExp(`^  wire [^=]*\\b${name}\\b`, 'm').test(verilog);
  const ends = [
    ...(declared('magnitudes') ? [{ stage: 'decode', signals: ['magnitudes'] } as const] : []),
    { stage: 'multiply', signals: ['terms', 'minus'].filter(declared) },
    { stage: 'add', signals: ['sum'] },
  ] satisfies StageEnd[];
  return { ends, keep: ends.flatMap(({ signals }) => signals) };
}
