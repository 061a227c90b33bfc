import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface ToolVersions {
  readonly yosys: string;
  /** null when the optional package is absent. */
  readonly nextpnr: string | null;
}

export const yosysPackage = '@yowasp/yosys';
export const nextpnrPackage = '@yowasp/nextpnr-ice40';
export const nextpnrInstall = 'npm install @yowasp/nextpnr-ice40@0.8.621';

/** The versions of the installed tool packages, from their package.json: nothing is loaded or run. */
export function toolVersions(): ToolVersions {
  const yosys = packageVersion(yosysPackage);
  if (yosys === null) throw new Error(`${yosysPackage} is not installed: run npm install`);
  return { yosys, nextpnr: packageVersion(nextpnrPackage) };
}

function packageVersion(name: string): string | null {
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    return null;
  }
  for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  }
  return null;
}
