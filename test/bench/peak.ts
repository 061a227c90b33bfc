import { Assembler } from '../../sim/wasm/assembler.ts';
import { moduleOf } from '../../sim/wasm/encode.ts';
import { instantiate } from '../../sim/wasm/instantiate.ts';

const VALUES = 12;
const PER_LOOP = 240;

const LOOPS = 50_000;
const WARM_UP = 20;

/** A loop of logic on registers only, which runs so many times. */
function spinning(): (loops: number) => void {
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
  for (let round = 0; round < WARM_UP; round += 1) spin!(LOOPS);
  return spin!;
}

let spin: ((loops: number) => void) | undefined;

/**
 * 128-bit logic operations a second that this process does in registers alone, over half a second: about as long as what is
 * held against it, so that what slows the machine now and then slows both.
 */
export function peakOperations(milliseconds = 500): number {
  spin ??= spinning();
  const start = performance.now();
  let loops = 0;
  while (performance.now() - start < milliseconds) {
    spin(LOOPS);
    loops += LOOPS;
  }
  return (loops * PER_LOOP * 1000) / (performance.now() - start);
}
