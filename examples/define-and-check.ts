/** Define a unit, compute with it, check it, and ask what it costs. */
import { closeTools, defineUnit, generate, synthesize } from 'lmul-rtl';

const exact = defineUnit('exact', 'e4m3', { architecture: 'carry-in' });
console.log(exact.name, exact.compute(0x3cn, 0x41n)); // 1.5 x 2.25 = 3.375, a tie, to even: 3.5

// All 65,536 pairs, at the levels of RTL, gates, iCE40 and SKY130 cells: no figure before that.
const { unit, gates, cells } = await synthesize(exact, { technologies: ['sky130'] });
console.log(unit.verdict.extent);
console.log(gates.aigNodes > 0, (cells.sky130?.areaUm2 ?? 0) > 0);

// Files as a plan; writePlan(plan, 'rtl') puts them on the disk.
console.log([...generate(unit).files.keys()]);

await closeTools();

// prints:
// exact_e4m3_carry_in_rne_flush 70n
// { kind: 'exhaustive', pairs: 65536 }
// true true
// [
//   'exact_e4m3_carry_in_rne_flush.core',
//   'exact_e4m3_carry_in_rne_flush.f',
//   'exact_e4m3_carry_in_rne_flush.json',
//   'exact_e4m3_carry_in_rne_flush.v'
// ]
