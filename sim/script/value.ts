/** A value of which only the bits set in `care` count. */
export interface Pattern {
  readonly value: bigint;
  readonly care: bigint;
}

const bitsPerDigit = { b: 1, o: 3, h: 4 } as const;

/** Reads `60`, `0x3c`, `0b111100`, `8'h3c`, with `_` anywhere and `x` for digits that do not matter; undefined when it cannot. */
export function parsePattern(text: string, width: number): Pattern | undefined {
  const plain = text.replaceAll('_', '').toLowerCase();
  const all = (1n << BigInt(width)) - 1n;
  if (/^\d+$/.test(plain) || /^\d*'d\d+$/.test(plain)) {
    const value = BigInt(plain.replace(/^\d*'d/, ''));
    return value <= all ? { value, care: all } : undefined;
  }
  const based = /^(?:0([xb])|(\d*)'([hbo]))([0-9a-fx]+)$/.exec(plain);
  if (based === null) return undefined;
  const [, c, size, verilog, digits = ''] = based;
  if (size !== undefined && size !== '' && Number(size) !== width) return undefined;
  const base = (c === 'x' ? 'h' : (c ?? verilog)) as keyof typeof bitsPerDigit;
  const bits = BigInt(bitsPerDigit[base]);
  let [value, care] = [0n, ~0n];
  for (const digit of digits) {
    const known = digit === 'x' ? 0n : BigInt(`0x${digit}`);
    if (known >> bits !== 0n) return undefined;
    value = (value << bits) | known;
    care = (care << bits) | (digit === 'x' ? 0n : (1n << bits) - 1n);
  }
  return value <= all ? { value, care: care & all } : undefined;
}
