import type * as Original from '../../../../src/tools/versions.ts';
import { packageFacts } from '../../../package-facts.ts';

export const yosysPackage: typeof Original.yosysPackage = '@yowasp/yosys';
export const nextpnrPackage: typeof Original.nextpnrPackage = '@yowasp/nextpnr-ice40';
export const nextpnrInstall: typeof Original.nextpnrInstall = 'npm install @yowasp/nextpnr-ice40@0.8.621';

/** The Yosys that is served beside the page; place and route is the command's. */
export const toolVersions: typeof Original.toolVersions = () => ({
  yosys: packageFacts.yosys,
  nextpnr: null,
});
