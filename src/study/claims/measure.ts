import type { Lab } from '../lab.ts';
import type { Evidence } from './verdict.ts';

/** How a claim is measured: on the formats given where it names none itself. */
export type Measure = (lab: Lab, formats: readonly string[]) => Promise<Evidence>;
