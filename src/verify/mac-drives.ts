import { decode, magBitsOf, maxFiniteMag, toNumber } from '../format/index.ts';
import { Random } from '../random.ts';
import { E8M0, type MacSpec, resultFormat } from '../unit/index.ts';
import type { MacInputs } from './mac-machine.ts';
import { all, joined, randomOperands, scalesOf } from './mac-operands.ts';

/** Most guard bits whose sums are driven all the way to the ends of the register. */
const DRIVEN_GUARD_BITS = 13;

/** Largest products of either sign, as many as fill the register and a few more, then back. */
export function* toTheEnds(spec: MacSpec): Generator<MacInputs> {
  const { accumulator, lanes, product } = spec;
  if (accumulator.kind !== 'kulisch' || accumulator.guardBits > DRIVEN_GUARD_BITS) return;
  const largest = maxFiniteMag(product.format);
  const cycles = Math.ceil(2 ** (accumulator.guardBits + 1) / lanes) + 8;
  yield* driven(spec, largest, largest, { cycles, back: 4 });
}

/** Most cycles that a register is driven for until it rounds, and those of random operands that are then added. */
const MOST_ROUNDING_CYCLES = 4096;
const ROUNDED_CYCLES = 256;
/** Places of a product that are then below the last one of the register: guard, round, and two that are sticky. */
const PLACES_BELOW = 4;

/**
 * A wide register that narrow products are added to: a thousand large ones of e4m3 before an fp32 sum has to round.
 * Random operands follow, onto sums of either sign.
 */
export function* untilItRounds(spec: MacSpec, seed: number): Generator<MacInputs> {
  const { accumulator, product } = spec;
  if (accumulator.kind !== 'float') return;
  const { format } = product;
  const { bias, manBits } = resultFormat(product);
  // Times one, and a binade below the largest: no product unit overflows.
  const large = maxFiniteMag(format) - (1n << BigInt(format.manBits));
  const one = BigInt(format.bias) << BigInt(format.manBits);
  const goal = 2 ** (accumulator.format.manBits + PLACES_BELOW + 1 - bias - manBits);
  const cycles = Math.ceil(goal / toNumber(decode(format, large)));
  if (cycles < 2 || cycles > MOST_ROUNDING_CYCLES) return;
  yield* driven(spec, large, one, { cycles, back: 0 });
  const random = new Random(seed);
  for (let cycle = 0; cycle < ROUNDED_CYCLES; cycle++)
    yield {
      valid: all(-1),
      clear: all(0),
      ...randomOperands(format, () => random.next32() | 0, undefined),
    };
}

/** Even streams go up, odd ones down, all lanes alike, and in the end they turn round. */
function* driven(
  spec: MacSpec,
  a: bigint,
  b: bigint,
  { cycles, back }: { readonly cycles: number; readonly back: number },
): Generator<MacInputs> {
  const { format } = spec.product;
  const signed = (magnitude: bigint, signs: number): Int32Array =>
    joined([
      ...Array.from({ length: magBitsOf(format) }, (_, at) => all((magnitude >> BigInt(at)) & 1n ? -1 : 0)),
      all(signs),
    ]);
  const scale = scalesOf(spec, () => E8M0.nan - 1n);
  const every = (one: Int32Array): Int32Array =>
    joined([...Array<Int32Array>(spec.lanes).fill(one), ...scale]);
  const [out, turned] = [every(signed(b, 0xaaaa_aaaa | 0)), every(signed(b, 0x5555_5555))];
  const first = every(signed(a, 0));
  for (let cycle = 0; cycle < cycles + back; cycle++)
    yield {
      valid: all(-1),
      clear: all(cycle === 0 ? -1 : 0),
      a: first,
      b: cycle < cycles ? out : turned,
    };
}
