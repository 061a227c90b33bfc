import { canonicalUnits, type UnitVerification, type Verification } from '../../study/index.ts';
import { shortName } from '../../unit/index.ts';
import { FAULT_NOTES, netlistFaultTable, templateFaultTable } from './faults.ts';
import {
  everywhereTable,
  moreTable,
  OTHER_NOTES,
  otherOpen,
  otherTable,
  THEOREM_NOTES,
  theoremTable,
} from './theorems.ts';
import { openLines, UNIT_NOTES, unitTable } from './units.ts';

/** docs/verification.md as the command writes it. Its times are those of one run; everything else is reproducible. */
export function verificationMarkdown(verification: Verification): string {
  const { units, more, everywhere, others, faults } = verification;
  return [
    introduction(units),
    '## Units',
    unitTable(units),
    UNIT_NOTES,
    ...openLines(units),
    '## Theorems',
    THEOREM_NOTES,
    theoremTable(units),
    ...(more.length > 0 ? ['## Beyond the canonical units', moreTable(more)] : []),
    ...(everywhere.length > 0 ? ['## In every format up to fp32', everywhereTable(everywhere)] : []),
    ...(others.length > 0
      ? ['## Units that accumulate, and integers', OTHER_NOTES, otherTable(others), ...otherOpen(others)]
      : []),
    '## Faults, and the layer that notices',
    FAULT_NOTES,
    netlistFaultTable(units),
    templateFaultTable(faults),
    '',
  ].join('\n\n');
}

function introduction(units: readonly UnitVerification[]): string {
  const names = new Set(units.map(({ spec }) => shortName(spec)));
  const canonical = canonicalUnits().map(shortName);
  const shown = canonical.filter((name) => names.has(name)).length;
  const few = shown < canonical.length ? '\n`make verification` makes it for all of them.' : '';
  return `# How far the units are verified

Made by \`lmul prove --markdown\`: ${shown} of the ${canonical.length} canonical units of \`generated/\` and ${names.size - shown} others, each checked,
broken on purpose, and proved. Where a number is missing, nothing was claimed. Seconds are of one run on a shared machine
of two cores.${few}`;
}
