import { rangeOf } from './mac-widen.ts';
import type { PortView } from './ports.ts';
import type { Section } from './section.ts';

/** A stage of a windowed dot product that is a module of its own, so that its cost can be told. */
export interface StageModule {
  readonly stage: 'align' | 'add' | 'round';
  readonly does: string;
  readonly ports: readonly PortView[];
  readonly sections: readonly Section[];
}

export function port(direction: string, name: string, bits: number, comment: string): PortView {
  return { direction, name, range: rangeOf(bits), comment };
}
