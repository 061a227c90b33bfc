import { stageNames } from '../rtl/index.ts';
import type { ToolLimits } from '../synth/index.ts';
import type { MacSpec } from '../unit/index.ts';
import { type BuiltUnit, buildSource } from './build.ts';
import type { CheckedUnit } from './check.ts';

/** A stage of a checked unit that is a module of its own: checked as part of the whole, and here costed alone. */
export interface CheckedStage extends Pick<BuiltUnit, 'costs' | 'mapped'> {
  readonly name: string;
}

/** The stages of a unit that has such modules, in datapath order, by the same recipes and technologies as the whole. */
export function checkedStages(unit: CheckedUnit<MacSpec>, limits: ToolLimits = {}): Promise<CheckedStage[]> {
  const technologies = unit.mapped.map(({ technology }) => technology);
  return Promise.all(
    stageNames(unit.spec).map(async (name) => {
      const { costs, mapped } = await buildSource({ ...unit.source, top: name }, { technologies, ...limits });
      return { name, costs, mapped };
    }),
  );
}
