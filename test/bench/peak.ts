import { Assembler } from '../../sim/wasm/assembler.ts';
import { moduleOf } from '../../sim/wasm/encode.ts';
import { instantiate } from '../../sim/wasm/instantiate.ts';

const VALUES = 12;
const PER_LOOP = 240;

/** 128-bit logic operations a second that this process can do at most: a loop on registers only, the best of `rounds`. */
export function peakOperations(rounds = 60): number {
  const code = new Assembler(1);
  const values = Array.from({ length: VALUES }, () => code.local('v128'));
  values.forEach((value, at) => {
    code.vector(at * 0x01234567 + 1).set(value);
  });
  code.loop();
  for (let at = 0; at < PER_LOOP; at += 1) {
    const [own, next] = [values[at % VALUES]!, values[(at + 5) % VALUES]!];
    code
      .get(own)
      .get(next)
      .op(at % 3 === 0 ? 'v128.xor' : at % 3 === 1 ? 'v128.andnot' : 'v128.or')
      .set(own);
  }
  code.get(0).constant(1).op('i32.sub').tee(0).branchIf(0).op('end');
  for (const [at, value] of values.entries()) {
    code.get(value);
    if (at > 0) code.op('v128.xor');
  }
  code.op('v128.any_true');
  const bytes = moduleOf(
    [{ exportAs: 'spin', parameters: ['i32'], results: ['i32'], locals: code.locals, body: code.body }],
    1,
  );
  const { spin } = instantiate(bytes).functions;
  let best = 0;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    spin!(50_000);
    best = Math.max(best, (50_000 * PER_LOOP * 1000) / (performance.now() - start));
  }
  return best;
}
