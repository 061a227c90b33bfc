import type { DetectionTable } from './grade.ts';

/**
 * A small set of vectors that shows every fault of a table that any vector shows, in ascending order. Greedy set cover
 * (the vector that shows most of what is left, the first of equals), then every vector that the others make
 * superfluous is dropped, latest chosen first. Deterministic.
 */
export function compactVectors({ rows, count }: DetectionTable): number[] {
  const shown = rows.filter((row) => row.some((word) => word !== 0));
  const open = new Set(shown);
  const gain = new Int32Array(count);
  for (const row of shown)
    forEachVector(row, (vector) => {
      gain[vector]! += 1;
    });
  const chosen: number[] = [];
  while (open.size > 0) {
    let best = 0;
    for (let vector = 1; vector < count; vector += 1) if (gain[vector]! > gain[best]!) best = vector;
    chosen.push(best);
    for (const row of open) {
      if (!has(row, best)) continue;
      open.delete(row);
      forEachVector(row, (vector) => {
        gain[vector]! -= 1;
      });
    }
  }
  return withoutSuperfluous(shown, chosen).sort((a, b) => a - b);
}

function withoutSuperfluous(rows: readonly Int32Array[], chosen: readonly number[]): number[] {
  const times = rows.map((row) => chosen.filter((vector) => has(row, vector)).length);
  const kept = new Set(chosen);
  for (const vector of chosen.toReversed()) {
    const showing = [...rows.keys()].filter((index) => has(rows[index] as Int32Array, vector));
    if (showing.some((index) => times[index] === 1)) continue;
    kept.delete(vector);
    for (const index of showing) times[index]! -= 1;
  }
  return [...kept];
}

function has(row: Int32Array, vector: number): boolean {
  return ((row[vector >> 5]! >>> (vector & 31)) & 1) === 1;
}

function forEachVector(row: Int32Array, visit: (vector: number) => void): void {
  for (let word = 0; word < row.length; word += 1)
    for (let bits = row[word]!; bits !== 0; bits &= bits - 1)
      visit(32 * word + 31 - Math.clz32(bits & -bits));
}
