// The global WebAssembly of every JavaScript engine; its types come with browsers' libraries, which are not used here.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
  readonly Memory: new (size: {
    initial: number;
    maximum: number;
    shared: boolean;
  }) => { readonly buffer: ArrayBuffer };
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
};

/** An emitted module at work: its exported functions and its memory. */
export interface Running {
  readonly functions: Readonly<Record<string, (...numbers: number[]) => number>>;
  readonly memory: ArrayBuffer;
}

/** Compiles and starts a module of `moduleOf`; synchronous, milliseconds for a small unit. */
export function instantiate(bytes: Uint8Array<ArrayBuffer>): Running {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {});
  const { memory, ...functions } = exports as { memory: { buffer: ArrayBuffer } };
  return { functions: functions as Running['functions'], memory: memory.buffer };
}

/** Whether the engine that runs this program can do 128-bit vectors. */
export function hasSimd(): boolean {
  // (module (func (result v128) i32.const 0 i8x16.splat))
  const probe = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
  ];
  return WebAssembly.validate(new Uint8Array(probe));
}
