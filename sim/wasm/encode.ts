/** The parts of the WebAssembly binary format that the engines need, written out byte by byte. */
export type Bytes = number[];

/** Unsigned LEB128, of whole numbers below 2^53. */
export function unsigned(value: number): Bytes {
  const bytes: Bytes = [];
  let rest = value;
  do {
    const more = rest >= 128;
    bytes.push((rest % 128) | (more ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return bytes;
}

/** Signed LEB128, of numbers of 32 bits. */
export function signed(value: number): Bytes {
  const bytes: Bytes = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 127;
    rest >>= 7;
    const done = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
    bytes.push(done ? low : low | 128);
    if (done) return bytes;
  }
}

export const valueType = { i32: 0x7f, i64: 0x7e, v128: 0x7b } as const;
export type ValueType = keyof typeof valueType;

export interface FunctionType {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

export interface FunctionCode extends FunctionType {
  /** The name it is exported by, if it is. */
  readonly exportAs?: string;
  /** Locals after the parameters: how many of which type, in order. */
  readonly locals: readonly (readonly [count: number, type: ValueType])[];
  /** Instructions, without the closing `end`. */
  readonly body: Bytes;
}

const vector = (items: readonly Bytes[]): Bytes => [...unsigned(items.length), ...items.flat()];

function section(id: number, content: Bytes): Bytes {
  return [id, ...unsigned(content.length), ...content];
}

const textBytes = (text: string): Bytes => {
  const bytes = [...new TextEncoder().encode(text)];
  return [...unsigned(bytes.length), ...bytes];
};

/**
 * A module of the given functions, numbered as listed, over one memory: its own, exported as `memory`, or with
 * `shared` one imported as `env.memory`, for several threads. Sizes in pages of 64 KiB.
 */
export function moduleOf(
  functions: readonly FunctionCode[],
  pages: number,
  shared = false,
): Uint8Array<ArrayBuffer> {
  const size = [shared ? 3 : 1, ...unsigned(pages), ...unsigned(pages)];
  const types = vector(
    functions.map(({ parameters, results }) => [
      0x60,
      ...vector(parameters.map((type) => [valueType[type]])),
      ...vector(results.map((type) => [valueType[type]])),
    ]),
  );
  const imported = vector([[...textBytes('env'), ...textBytes('memory'), 2, ...size]]);
  const named = functions.flatMap(({ exportAs }, index) =>
    exportAs === undefined ? [] : [[...textBytes(exportAs), 0, ...unsigned(index)]],
  );
  const exported = shared ? named : [[...textBytes('memory'), 2, 0], ...named];
  const code = functions.map(({ locals, body }) => {
    const declared = vector(locals.map(([count, type]) => [...unsigned(count), valueType[type]]));
    const length = declared.length + body.length + 1;
    return { head: [...unsigned(length), ...declared], body };
  });
  const parts: (Bytes | Uint8Array)[] = [
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    section(1, types),
    ...(shared ? [section(2, imported)] : []),
    section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...(shared ? [] : [section(5, vector([size]))]),
    section(7, vector(exported)),
  ];
  const count = unsigned(functions.length);
  const codeLength = code.reduce((sum, { head, body }) => sum + head.length + body.length + 1, count.length);
  parts.push([10, ...unsigned(codeLength), ...count]);
  for (const { head, body } of code) parts.push(head, body, [0x0b]);
  return joined(parts);
}

function joined(parts: readonly (Bytes | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
