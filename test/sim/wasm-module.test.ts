import { describe, expect, test } from 'vitest';
import wabtOf from 'wabt';
import { wasmProgram } from '../../sim/engine/wasm-program.ts';
import { signed, unsigned } from '../../sim/wasm/encode.ts';
import { hasSimd } from '../../sim/wasm/instantiate.ts';
import { randomNetlist } from './support.ts';

const wabt = await wabtOf();

describe('the emitted modules', () => {
  test.each([1, 2, 3, 4, 5, 6])('are valid to the WebAssembly binary toolkit (seed %i)', (seed) => {
    const netlist = randomNetlist(seed, 40 * seed, seed % 3);
    for (const operations of [16, 100, undefined]) {
      const { bytes } = wasmProgram(netlist, seed, operations);
      const module = wabt.readWasm(bytes, { readDebugNames: false });
      expect(() => module.validate()).not.toThrow();
      const text = module.toText({});
      expect(text).toContain('(export "settle"');
      module.destroy();
    }
  });

  test('a damaged module is not valid to it', () => {
    const { bytes } = wasmProgram(randomNetlist(1, 10, 1), 1);
    bytes[bytes.length - 3] = 0xff;
    expect(() => wabt.readWasm(bytes, { readDebugNames: false }).validate()).toThrow();
  });
});

// Examples of the WebAssembly specification and of Wikipedia's article on LEB128.
test('numbers are written as LEB128', () => {
  expect(unsigned(624_485)).toEqual([0xe5, 0x8e, 0x26]);
  expect(unsigned(0)).toEqual([0]);
  expect(unsigned(128)).toEqual([0x80, 0x01]);
  expect(unsigned(2 ** 32)).toEqual([0x80, 0x80, 0x80, 0x80, 0x10]);
  expect(signed(-123_456)).toEqual([0xc0, 0xbb, 0x78]);
  expect(signed(-1)).toEqual([0x7f]);
  expect(signed(64)).toEqual([0xc0, 0x00]);
  expect(signed(-64)).toEqual([0x40]);
});

test('this machine has vectors', () => {
  expect(hasSimd()).toBe(true);
});
