import type * as Original from '../../../../src/rtl/read-templates.ts';
import { packageFacts } from '../../../package-facts.ts';

/** As built into the page; it replaces none of them. */
export const readTemplates: typeof Original.readTemplates = () => packageFacts.templates;
