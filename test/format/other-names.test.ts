import { expect, test } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';

test('a format answers to the names others use for it', () => {
  expect(parseFormat('bfloat16').name).toBe('bf16');
  expect(parseFormat('float8_e4m3fn').name).toBe('e4m3');
  expect(parseFormat('float8_e4m3').name).toBe('e4m3-ieee');
  expect(parseFormat('half').name).toBe('fp16');
});
