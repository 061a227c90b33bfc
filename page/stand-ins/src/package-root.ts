import type * as Original from '../../../src/package-root.ts';
import { packageFacts } from '../../package-facts.ts';

/** A page has no folder; modules that read from one fall away when it is bundled. */
export const packageRoot: typeof Original.packageRoot = '/';
export const packageVersion: typeof Original.packageVersion = packageFacts.version;
