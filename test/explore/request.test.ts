import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Diagnostic } from '../../src/diagnostic.ts';
import {
  addressOf,
  type ExploreRequest,
  FIRST_REQUEST,
  parseAddress,
  specOf,
  withOptions,
} from '../../src/explore/index.ts';
import { shortName } from '../../src/unit/index.ts';

const nameOf = (request: ExploreRequest): string => shortName(specOf(request));

describe('an address', () => {
  it('says nothing of what is default', () => {
    expect(addressOf(FIRST_REQUEST)).toBe('product=lmul&format=e4m3&a=1.75&b=2.5');
  });

  it('is the first view when it is empty', () => {
    expect(parseAddress('')).toEqual(FIRST_REQUEST);
    expect(parseAddress('#')).toEqual(FIRST_REQUEST);
  });

  it('reads back as the request it was made of, whatever its words', () => {
    const word = fc.option(fc.string(), { nil: undefined });
    const number = fc.option(fc.nat({ max: 9999 }), { nil: undefined });
    const requests = fc.record({
      product: fc.string(),
      format: fc.string(),
      contract: word,
      form: word,
      offset: word,
      architecture: word,
      rounding: word,
      columns: number,
      stages: number,
      output: fc.constantFrom('wide', undefined),
      saturate: fc.constantFrom(true, undefined),
      a: fc.string(),
      b: fc.string(),
    });
    fc.assert(
      fc.property(requests, (request) => {
        expect(parseAddress(`#${addressOf(request)}`)).toEqual(request);
      }),
      { seed: 1 },
    );
  });

  it.each(['colour=red', 'stages=-1', 'columns=many', 'wide=perhaps'])('with %s is refused', (part) => {
    expect(() => parseAddress(`#product=lmul&${part}`)).toThrow(
      'The address of this page holds something that is no option of a unit.',
    );
  });
});

describe('a change of options', () => {
  it('drops those of another product', () => {
    const exact = withOptions(
      { ...FIRST_REQUEST, form: 'equation', offset: '1/18' },
      { product: 'exact', architecture: 'carry-in' },
    );
    expect(nameOf(exact)).toBe('exact_e4m3_carry_in_rne_flush');
    expect(nameOf(withOptions(exact, { product: 'lmul' }))).toBe('lmul_e4m3_adder_flush');
  });

  it('drops a rounding where the unit never rounds, and keeps it where it does', () => {
    const exact: ExploreRequest = { ...FIRST_REQUEST, product: 'exact', rounding: 'rtz' };
    expect(nameOf(withOptions(exact, { format: 'e5m2' }))).toBe('exact_e5m2_multiply_rtz_flush');
    expect(withOptions(exact, { product: 'lmul' }).rounding).toBeUndefined();
    expect(nameOf(withOptions(exact, { product: 'lmul', form: 'equation' }))).toBe(
      'lmul_e4m3_equation_rtz_flush',
    );
  });

  it('takes as many stages as there are places, and saturates only under full', () => {
    const full = withOptions(FIRST_REQUEST, { contract: 'full', saturate: true, stages: 5 });
    expect(nameOf(full)).toBe('lmul_e4m3_adder_full_saturate_p5');
    expect(nameOf(withOptions(full, { contract: 'flush' }))).toBe('lmul_e4m3_adder_flush_p4');
  });

  it('leaves a contradiction to be refused with its reason', () => {
    const refused = withOptions(FIRST_REQUEST, {
      product: 'exact',
      architecture: 'carry-in',
      format: 'bf16',
    });
    expect(() => specOf(refused)).toThrow(Diagnostic);
    expect(() => specOf(refused)).toThrow('got: --architecture carry-in with 7 mantissa bits');
  });
});
