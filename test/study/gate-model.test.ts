import { expect, it } from 'vitest';
import { adderGates, multiplierGates } from '../../src/study/index.ts';

it('the gate model of van Baalen et al. gives the published 428 for an 8 x 8 multiplier', () => {
  expect(multiplierGates(8)).toBe(428);
});

it('the gate model counts by hand: 2 x 2 is four ANDs, a half and a full adder', () => {
  expect(adderGates(1)).toBe(3);
  expect(multiplierGates(2)).toBe(4 + 3 + 7);
  // Two rows of four bits: eight ANDs, one adder of four bits.
  expect(multiplierGates(4, 2)).toBe(8 + 3 + 3 * 7);
});
