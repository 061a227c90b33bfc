import type { TemplateTexts } from '../src/rtl/read-templates.ts';

/** What the page knows of the package it was built from; `build.mjs` puts it in place of the name. */
export interface PackageFacts {
  readonly version: string;
  readonly yosys: string;
  readonly templates: TemplateTexts;
}

declare const PACKAGE_FACTS: PackageFacts;

export const packageFacts: PackageFacts = PACKAGE_FACTS;
