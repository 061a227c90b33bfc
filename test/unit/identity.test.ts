import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import {
  behaviourKey,
  canonicalJson,
  digestOf,
  type UnitRequest,
  type UnitSpec,
  unitSpec,
} from '../../src/unit/index.ts';
import { everySpec } from '../model/units-under-test.ts';

const e4m3 = parseFormat('e4m3');
const CANONICAL =
  '{"contract":"flush","form":"adder","format":{"bias":7,"encoding":"fn","expBits":4,"manBits":3,"name":"e4m3"},' +
  '"offset":"paper","output":"closed","overflow":"encoding","product":"lmul","rounding":"rne","stages":0}';

/** The same facts with the keys of every object in the opposite order. */
function reversed(spec: UnitSpec): UnitSpec {
  const turn = (value: object): object => Object.fromEntries(Object.entries(value).reverse());
  return { ...turn(spec), format: turn(spec.format) } as UnitSpec;
}

describe('the identity of a unit', () => {
  it('is its JSON with keys in alphabetical order', () => {
    expect(canonicalJson(unitSpec('lmul', e4m3))).toBe(CANONICAL);
  });

  it('has the sha256 of that text for a digest: folders and cache entries of old runs stay valid', () => {
    // printf '%s' "$CANONICAL" | sha256sum
    expect(digestOf(unitSpec('lmul', e4m3))).toBe(
      'f71408b5c0387cebc2f41733a7cd07e70553200301eee284f639febe67d507c6',
    );
  });

  it('does not depend on the order in which a spec was put together', () => {
    for (const spec of everySpec(e4m3)) {
      expect(canonicalJson(reversed(spec))).toBe(canonicalJson(spec));
      expect(digestOf(reversed(spec))).toBe(digestOf(spec));
    }
  });

  it('differs between any two units', () => {
    const specs = ['e4m3', 'e4m3-ieee', 'e4m3-fnuz'].flatMap((name) => everySpec(parseFormat(name)));
    expect(new Set(specs.map(digestOf)).size).toBe(specs.length);
  });
});

describe('the behaviour of a unit', () => {
  const keyOf = (product: string, request: UnitRequest, format = e4m3): string =>
    behaviourKey(unitSpec(product, format, request));

  it('is the same for every architecture and pipeline depth', () => {
    const key = keyOf('exact', {});
    expect(keyOf('exact', { architecture: 'table' })).toBe(key);
    expect(keyOf('exact', { architecture: 'carry-in', stages: 3 })).toBe(key);
  });

  it('is the same for offsets that are the same on the grid of the format', () => {
    expect(keyOf('lmul', { offset: '1/8' })).toBe(keyOf('lmul', {}));
    expect(keyOf('lmul', { offset: '1/18' })).toBe(keyOf('mitchell', {}));
    expect(keyOf('lmul', { offset: '1/18' }, parseFormat('bf16'))).not.toBe(
      keyOf('mitchell', {}, parseFormat('bf16')),
    );
  });

  it.each<[string, UnitRequest, UnitRequest]>([
    ['form', { form: 'adder' }, { form: 'equation' }],
    ['offset', { offset: 'paper' }, { offset: 'none' }],
    ['contract', { contract: 'flush' }, { contract: 'full' }],
    ['output', { output: 'closed' }, { output: 'wide' }],
    ['rounding', { contract: 'full' }, { contract: 'full', rounding: 'rup' }],
    ['overflow', { contract: 'full' }, { contract: 'full', saturate: true }],
  ])('differs where the %s differs', (_, one, other) => {
    expect(keyOf('lmul', one)).not.toBe(keyOf('lmul', other));
  });
});
