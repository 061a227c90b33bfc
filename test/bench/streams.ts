import {
  compileStream,
  compileSweep,
  type Netlist,
  runSweep,
  type SweepDesign,
  startStream,
} from '../../sim/index.ts';

/** What goes into a clocked design in one clock, by port, and what it shows in that clock. */
export interface Clock {
  readonly inputs: Readonly<Record<string, bigint>>;
  readonly output: bigint;
}

/** Operands of any width from one seed: xorshift64 (Marsaglia, 2003), 64 bits a call and the upper ones first. */
export function randomWords(): (bits: number) => bigint {
  let x = 88172645463325252n;
  const word = (): bigint => {
    x ^= BigInt.asUintN(64, x << 13n);
    x ^= x >> 7n;
    x ^= BigInt.asUintN(64, x << 17n);
    return x;
  };
  return (bits) => {
    let value = 0n;
    for (let left = bits; left > 0; left -= 64) value = (value << 64n) | word();
    return BigInt.asUintN(bits, value);
  };
}

/** Seconds for `clocks` clocks of one stream out of many in lockstep with a model, all compared in the kernel. */
export function lockstep(
  design: Omit<SweepDesign, 'samples'>,
  clocks: number,
  steps: number,
): (threads: number) => () => Promise<number> {
  const program = compileSweep({ ...design, samples: 2 ** 40 });
  return (threads) => async () => {
    const start = performance.now();
    const { wrong } = await runSweep(program, { threads, range: { from: 0, to: steps } });
    if (wrong !== undefined) throw new Error('a result is wrong');
    return ((performance.now() - start) / 1000) * (clocks / (steps * program.lanes));
  };
}

/** A value as so many words of 32 bits, the lowest first. */
export const wordsOf = (value: bigint, words: number): number[] =>
  Array.from({ length: words }, (_, word) => Number(BigInt.asUintN(32, value >> BigInt(32 * word))));

/** Seconds for all clocks of one stream through its own module, a thousand at once; `port` is compared here. */
export function oneStream(
  netlist: Netlist,
  port: string,
  clocks: readonly Clock[],
  repetitions = 8,
): () => number {
  const stream = startStream(compileStream(netlist));
  const inputs = stream.ports.filter(({ direction }) => direction === 'input').map(({ name }) => name);
  const { word: first, words } = stream.ports.find(({ name }) => name === port)!;
  const { recordWords } = stream;
  // As a C++ loop has it: operands and results stand in memory as words.
  const given = new Int32Array(clocks.length * recordWords);
  const blocks: (readonly [at: number, count: number])[] = [];
  for (let at = 0; at < clocks.length; at += stream.clocks)
    blocks.push([at, Math.min(stream.clocks, clocks.length - at)]);
  for (const [at, count] of blocks) {
    for (let clock = 0; clock < count; clock += 1)
      stream.set(
        clock,
        inputs.map((name) => clocks[at + clock]!.inputs[name]!),
      );
    given.set(stream.records.subarray(0, count * recordWords), at * recordWords);
  }
  const expected = Int32Array.from(clocks.flatMap(({ output }) => wordsOf(output, words)));
  return () => {
    const start = performance.now();
    let wrong = 0;
    for (let round = 0; round < repetitions; round += 1) {
      stream.reset();
      for (const [at, count] of blocks) {
        stream.records.set(given.subarray(at * recordWords, (at + count) * recordWords));
        stream.run(count);
        for (let clock = 0; clock < count; clock += 1)
          for (let word = 0; word < words; word += 1)
            wrong |=
              stream.records[clock * recordWords + first + word]! ^ expected[(at + clock) * words + word]!;
      }
    }
    if (wrong !== 0) throw new Error('a result is wrong');
    return (performance.now() - start) / 1000 / repetitions;
  };
}
