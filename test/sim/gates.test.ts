import { describe, expect, test } from 'vitest';
import { counterBits } from '../../sim/engine/counter.ts';
import { interpret } from '../../sim/engine/interpreter.ts';
import { unpackNumbers } from '../../sim/engine/lanes.ts';
import { fastEngines } from './engines.ts';
import { randomNumbers, singleCell } from './support.ts';

// Truth tables written out: the output for pins counting 00…0, 00…1, … with the FIRST pin as the lowest bit.
const tables: readonly [type: string, pins: string, output: string, table: string][] = [
  ['$_BUF_', 'A', 'Y', '01'],
  ['$_NOT_', 'A', 'Y', '10'],
  ['$_AND_', 'A B', 'Y', '0001'],
  ['$_NAND_', 'A B', 'Y', '1110'],
  ['$_OR_', 'A B', 'Y', '0111'],
  ['$_NOR_', 'A B', 'Y', '1000'],
  ['$_XOR_', 'A B', 'Y', '0110'],
  ['$_XNOR_', 'A B', 'Y', '1001'],
  ['$_ANDNOT_', 'A B', 'Y', '0100'],
  ['$_ORNOT_', 'A B', 'Y', '1101'],
  ['$_MUX_', 'A B S', 'Y', '01010011'],
  ['$_NMUX_', 'A B S', 'Y', '10101100'],
  ['$_AOI3_', 'A B C', 'Y', '11100000'],
  ['$_OAI3_', 'A B C', 'Y', '11111000'],
  ['$_AOI4_', 'A B C D', 'Y', '1110111011100000'],
  ['$_OAI4_', 'A B C D', 'Y', '1111100010001000'],
  ['SB_CARRY', 'I0 I1 CI', 'CO', '00010111'],
];

/** A multiplexer's data pins come first, its select pins after them. */
const muxes: readonly [type: string, data: string, select: string][] = [
  ['$_MUX4_', 'ABCD', 'ST'],
  ['$_MUX8_', 'ABCDEFGH', 'STU'],
  ['$_MUX16_', 'ABCDEFGHIJKLMNOP', 'STUV'],
];

function interpreted(type: string, pins: string[], output: string, row: number, parameters = {}): number {
  const simulator = interpret(singleCell(type, pins, output, parameters));
  pins.forEach((pin, index) => {
    simulator.set(pin, BigInt((row >> index) & 1));
  });
  simulator.settle();
  return Number(simulator.get(output));
}

function compiledTable(type: string, pins: string[], output: string, parameters = {}): string {
  const words = Math.max(1, 2 ** pins.length / 32);
  const simulator = fastEngines(singleCell(type, pins, output, parameters), { words });
  pins.forEach((pin, bit) => {
    simulator.setBits(pin, counterBits(bit, 0, words));
  });
  simulator.settle();
  const values = unpackNumbers(simulator.getBits(output), 1, words);
  return [...values.subarray(0, 2 ** pins.length)].join('');
}

describe('combinational cells', () => {
  test.each(tables)('%s follows its truth table in both engines', (type, spaced, output, table) => {
    const pins = spaced.split(' ');
    const rows = [...table].map((_, row) => interpreted(type, pins, output, row));
    expect(rows.join('')).toBe(table);
    expect(compiledTable(type, pins, output)).toBe(table);
  });

  test.each(muxes)('%s passes on the pin its selects spell', (type, data, select) => {
    const pins = [...data, ...select];
    const expected = (row: number): number => (row >> (row >> data.length)) & 1;
    if (pins.length < 12) {
      const all = Array.from({ length: 2 ** pins.length }, (_, row) => expected(row));
      expect(compiledTable(type, pins, 'Y')).toBe(all.join(''));
    }
    const random = randomNumbers(7);
    for (let trial = 0; trial < 200; trial += 1) {
      const row = random(2 ** pins.length);
      expect(interpreted(type, pins, 'Y', row), `row ${row.toString(2)}`).toBe(expected(row));
    }
  });

  test('$_MUX16_ agrees on all 2^20 rows when compiled', () => {
    const pins = [...'ABCDEFGHIJKLMNOP', ...'STUV'];
    const table = compiledTable('$_MUX16_', pins, 'Y');
    let wrong = 0;
    for (let row = 0; row < 2 ** 20; row += 1)
      wrong += Number(table[row]) === ((row >> (row >>> 16)) & 1) ? 0 : 1;
    expect(wrong).toBe(0);
  });
});

describe('lookup tables', () => {
  const pins = ['I0', 'I1', 'I2', 'I3'];

  test('SB_LUT4 reads LUT_INIT highest row first (random tables, seed 1)', () => {
    const random = randomNumbers(1);
    for (let trial = 0; trial < 50; trial += 1) {
      const init = random(65_536).toString(2).padStart(16, '0');
      const table = [...init].reverse();
      expect(compiledTable('SB_LUT4', pins, 'O', { LUT_INIT: init })).toBe(table.join(''));
      const rows = table.map((_, row) => interpreted('SB_LUT4', pins, 'O', row, { LUT_INIT: init }));
      expect(rows).toEqual(table.map(Number));
    }
  });

  test('LUT_INIT may be a number or shorter than 16 digits', () => {
    expect(compiledTable('SB_LUT4', pins, 'O', { LUT_INIT: 0x8001 })).toBe('1000000000000001');
    expect(compiledTable('SB_LUT4', pins, 'O', { LUT_INIT: '10' })).toBe('0100000000000000');
  });

  test('an unconnected SB_LUT4 input reads 0', () => {
    const table = compiledTable('SB_LUT4', ['I1', 'I3'], 'O', { LUT_INIT: '0000010100000110' });
    // Rows 0, 2 (I1), 8 (I3), 10 (I1 and I3) of the table.
    expect(table).toBe('0111');
  });
});
