import { Diagnostic } from '../diagnostic.ts';
import { drivingCellOf, type Technology } from '../tech/index.ts';

/** Throws Diagnostic `tech/not-mappable` for a technology without an inverter or without any gate of two inputs. */
export function checkMappable(technology: Technology): void {
  const { name, cells } = technology;
  const hasGate = cells.some(({ flipFlop, inputs }) => flipFlop === undefined && inputs.length === 2);
  if (hasGate && drivingCellOf(technology) !== undefined) return;
  throw new Diagnostic({
    code: 'tech/not-mappable',
    text: `${name} has no ${hasGate ? 'inverter' : 'gate of two inputs'}: nothing can be mapped to it.`,
    got: `${cells.length} cells that can be used`,
    wayOut: 'a library with at least an inverter and a NAND, or fewer --dont-use',
  });
}
