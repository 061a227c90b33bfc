import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { canonicalUnits } from '../../src/study/index.ts';
import { shortName } from '../../src/unit/index.ts';
import { TEMPLATE_FAULTS } from '../../src/verify/index.ts';

const page = readFileSync(join(packageRoot, 'docs', 'verification.md'), 'utf8');

/** The cells of the row that begins with this one. */
function row(first: string): string[] {
  const line = page.split('\n').find((each) => each.startsWith(`| ${first} |`));
  return (line ?? '').split('|').map((cell) => cell.trim());
}

describe('docs/verification.md', () => {
  const canonical = canonicalUnits().map(shortName);

  it('is of all canonical units', () => {
    expect(page).toContain(`${canonical.length} of the ${canonical.length} canonical units`);
  });

  it.each(canonical)(
    'accounts for %s: all pairs, all template faults, all stuck-at faults, all theorems',
    (name) => {
      const [, , checked, gates, , templates, , stuck = '', proofs = ''] = row(name);
      expect(checked).toMatch(/^all [\d,]+ pairs$/);
      expect(gates).toMatch(/^(100\.0|99\.\d) % of [\d,]+$/);
      expect(templates).toMatch(/^100\.0 % of \d+$/);
      const [detected, testable] = stuck.split(' of ');
      expect(detected).toBe(testable);
      const [proved, theorems] = proofs.split(' of ');
      expect(proved).toBe(theorems);
    },
  );

  it.each(TEMPLATE_FAULTS.map(({ name, title }) => [name, title]))(
    'has a layer that notices %s',
    (name, title) => {
      const [, , what, units, noticed, proof] = row(name);
      expect(what).toBe(title);
      expect(Number(units)).toBeGreaterThan(0);
      expect(noticed).toBe(units);
      expect(proof).toMatch(/: refuted$/);
    },
  );

  it('claims nothing that was refuted', () => {
    expect(page.slice(page.indexOf('## Theorems'), page.indexOf('## Faults'))).not.toContain('refuted');
  });
});
