import { describe, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { type UnitRequest, unitSpec } from '../../src/unit/index.ts';
import { expectRefusal } from '../format/refusal.ts';

type Case = readonly [product: string, request: UnitRequest, got: string, text: string, wayOut: string];

function expectContradiction([product, request, got, text, wayOut]: Case, format = 'e4m3'): void {
  expectRefusal(() => unitSpec(product, parseFormat(format), request), {
    code: 'unit/contradiction',
    text,
    got,
    wayOut,
  });
}

describe('unitSpec refuses an option of another product', () => {
  const noForm = '--architecture multiply, array, carry-in or table';
  const noArchitecture = '--form adder or equation';
  it.each<Case>([
    ['exact', { form: 'adder' }, '--form adder', 'The product exact has no form.', noForm],
    ['exact', { offset: 'none' }, '--offset none', 'The product exact has no offset.', noForm],
    [
      'lmul',
      { architecture: 'table' },
      '--architecture table',
      'The product lmul has no architecture.',
      noArchitecture,
    ],
    [
      'mitchell',
      { architecture: 'table' },
      '--architecture table',
      'The product mitchell has no architecture.',
      noArchitecture,
    ],
    ['truncated', { form: 'adder' }, '--form adder', 'The product truncated has no form.', '--columns 3'],
    ['exact', { columns: 3 }, '--columns 3', 'The product exact has no columns.', noForm],
    ['exact', { logGuard: 3 }, '--log-guard 3', 'The product exact has no log guard.', noForm],
    ['lns', { columns: 3 }, '--columns 3', 'The product lns has no columns.', '--log-guard 3'],
    [
      'add',
      { form: 'adder' },
      '--form adder',
      'The product add has no form.',
      'add with --rounding, --contract, --saturate and --stages only',
    ],
    [
      'mitchell',
      { offset: 'paper' },
      '--offset paper',
      'mitchell is lmul without an offset.',
      'lmul with --offset paper',
    ],
    [
      'mitchell',
      { offset: '1/18' },
      '--offset 1/18',
      'mitchell is lmul without an offset.',
      'lmul with --offset 1/18',
    ],
  ])('%s with %j', (...refused) => expectContradiction(refused));
});

describe('unitSpec refuses', () => {
  const neverRounds = 'This unit never rounds: its result holds every bit of its product.';
  const roundingWayOut =
    'leave --rounding out, or take a unit that rounds (exact or --form equation, closed; or --contract full)';
  it.each<Case>([
    ['lmul', { rounding: 'rtz' }, '--rounding rtz', neverRounds, roundingWayOut],
    ['lmul', { rounding: 'rna', contract: 'bare' }, '--rounding rna', neverRounds, roundingWayOut],
    [
      'lmul',
      { rounding: 'rup', form: 'equation', output: 'wide' },
      '--rounding rup',
      neverRounds,
      roundingWayOut,
    ],
    ['exact', { rounding: 'rdn', output: 'wide' }, '--rounding rdn', neverRounds, roundingWayOut],
    [
      'exact',
      { rounding: 'rtz', output: 'wide', contract: 'full' },
      '--rounding rtz',
      neverRounds,
      roundingWayOut,
    ],
  ])('to round what is not rounded: %s with %j', (...refused) => expectContradiction(refused));

  it.each<UnitRequest>([{}, { contract: 'bare' }, { contract: 'full', output: 'wide' }])(
    'to saturate by option with %j',
    (request) => {
      const text =
        'Saturation is a choice under contract full with a closed result: flush always saturates, bare wraps, wide follows its encoding.';
      const wayOut = 'leave --saturate out, or take --contract full';
      for (const product of ['lmul', 'exact'])
        expectContradiction([product, { ...request, saturate: true }, '--saturate', text, wayOut]);
    },
  );

  it('a carry-in correction beyond 5 mantissa bits', () => {
    const text =
      'The correction of a carry-in unit is offered up to 5 mantissa bits; beyond, it is a table as large as a multiplier.';
    const got = '--architecture carry-in with 6 mantissa bits';
    expectContradiction(
      ['exact', { architecture: 'carry-in' }, got, text, '--architecture multiply'],
      'e5m6',
    );
  });

  it('a carry-in unit with a wide result', () => {
    const text = 'A carry-in unit forms the rounded product directly and has no unrounded one to put out.';
    const wide: UnitRequest = { architecture: 'carry-in', output: 'wide' };
    expectContradiction([
      'exact',
      wide,
      '--architecture carry-in --wide',
      text,
      '--architecture multiply --wide',
    ]);
  });

  it.each([
    [0, 'exact, which drops none'],
    [7, '--columns 1 to 6'],
    [1.5, '--columns 1 to 6'],
  ])('to drop %d of the columns of a product', (columns, wayOut) => {
    const text = 'A product of two significands of 4 bits has 6 columns below its highest.';
    expectContradiction(['truncated', { columns }, `--columns ${columns}`, text, wayOut]);
  });

  it.each([-1, 10, 2.5])('%d guard bits of a logarithm of three bits', (logGuard) => {
    const text =
      'A logarithm of 3 fraction bits and 0 to 9 more has a table of powers of up to 4096 entries.';
    expectContradiction(['lns', { logGuard }, `--log-guard ${logGuard}`, text, '--log-guard 0 to 9']);
  });

  it('tables of logarithms beyond 8 mantissa bits', () => {
    const text =
      'Tables of logarithms are offered up to 8 mantissa bits; beyond, they are larger than a multiplier.';
    const wayOut = 'exact, or lmul, which takes the mantissa itself for its logarithm';
    expectContradiction(['lns', {}, 'lns with 10 mantissa bits', text, wayOut], 'fp16');
  });

  it('a power of two that is not rounded', () => {
    const text = 'A power of two that is not rounded has no end: a logarithmic product is closed.';
    expectContradiction(['lns', { output: 'wide' }, '--wide', text, 'leave --wide out']);
  });

  it('an adder that knows no zero', () => {
    const text = 'A sum without a zero is no sum: an adder keeps the contract flush or full.';
    expectContradiction(['add', { contract: 'bare' }, '--contract bare', text, '--contract flush']);
  });

  it('an adder that does not round', () => {
    const text = 'A sum that is not rounded has as many bits as there are exponents: an adder is closed.';
    expectContradiction(['add', { output: 'wide' }, '--wide', text, 'leave --wide out']);
  });

  it('a table of significand products beyond 4 mantissa bits', () => {
    const text = 'The table of significand products is offered up to 4 mantissa bits.';
    const got = '--architecture table with 5 mantissa bits';
    expectContradiction(['exact', { architecture: 'table' }, got, text, '--architecture multiply'], 'e5m5');
  });

  it.each([
    ['e4m3', '15/16', 3],
    ['e2m1', '3/4', 1],
    ['fp16', '2047/2048', 10],
  ])('for %s the offset %s, which rounds to 1', (format, offset, manBits) => {
    const text = `On the grid of ${manBits} mantissa bits this offset rounds to 1, and a fraction is below 1.`;
    expectContradiction(
      ['lmul', { offset }, `--offset ${offset}`, text, 'a smaller fraction such as 1/16'],
      format,
    );
  });

  it.each([-1, 1.5, 5, Number.NaN])('%d register stages where there are 4 places', (stages) => {
    const text = 'This unit has 4 places for registers (operands, decoded, product, result).';
    expectContradiction(['lmul', { stages }, `--stages ${stages}`, text, '--stages 0 to 4']);
  });

  it('6 register stages where there are 5 places', () => {
    const text = 'This unit has 5 places for registers (operands, decoded, product, rounded, result).';
    expectContradiction(['exact', { stages: 6 }, '--stages 6', text, '--stages 0 to 5']);
  });
});
