import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { canonicalUnits } from '../../src/study/index.ts';
import { shortName } from '../../src/unit/index.ts';

describe('canonicalUnits', () => {
  it('are those in generated/, each once', () => {
    const names = canonicalUnits().map(shortName);
    const kept = readdirSync(join(packageRoot, 'generated')).filter((file) => file.endsWith('.v'));
    expect(names.map((name) => `${name}.v`).sort()).toEqual(kept.sort());
  });

  it.each(['e4m3', 'e5m2', 'e3m4'])('hold L-Mul and exact for %s in all three contracts', (format) => {
    const names = new Set(canonicalUnits().map(shortName));
    for (const contract of ['bare', 'flush', 'full'])
      for (const unit of [
        `lmul_${format}_adder`,
        `exact_${format}_multiply_rne`,
        `exact_${format}_carry_in_rne`,
      ])
        expect(names).toContain(`${unit}_${contract}`);
  });
});
