import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Diagnostic, EXIT } from '../../../src/diagnostic.ts';
import { Random } from '../../../src/random.ts';
import { head, inverter, library, nand, read, refusalOf } from './small-library.ts';

describe('a Liberty file is refused, exit 2, with the place:', () => {
  it.each([
    ['empty', '', 'small.lib, line 1: A Liberty file begins with library (NAME) {.\n  got: its end'],
    ['not Liberty', '<html>', 'small.lib, line 1: A name was expected.\n  got: "<html>"'],
    [
      'Verilog',
      'module m (a); endmodule',
      'small.lib, line 1: A Liberty file begins with library (NAME) {.\n  got: module',
    ],
    ['cut in a cell', `${head}${inverter.slice(0, -30)}`, 'small.lib ends too early, inside cell INV.'],
    ['cut in a string', `${head}cell ("INV`, 'small.lib ends too early, inside the library.'],
    ['cut in a comment', `${head} /* no end`, 'small.lib ends too early, inside the library.'],
    ['nested', `${head}${'a () {'.repeat(40)}`, 'small.lib, line 20: Groups are nested more than 16 deep.'],
    ['stray sign', `${head} = }`, 'small.lib, line 20: A name was expected.\n  got: "= }"'],
    [
      'no unit',
      library(inverter).replace('time_unit : "1ns";', ''),
      'small.lib: time_unit is missing, or is no unit.',
    ],
    [
      'odd unit',
      library(inverter).replace('"1ns"', '"1 fortnight"'),
      'small.lib: time_unit is missing, or is no unit.\n  got: 1 fortnight',
    ],
    [
      'no voltage',
      library(inverter).replace('nom_voltage : 1.8;', ''),
      'small.lib does not say its supply voltage.',
    ],
    [
      'no inverter',
      library(nand()),
      'small.lib has no inverter that can be used: nothing can be mapped to it.\n  got: 1 cells',
    ],
    [
      'no function',
      library(inverter.replace('function : "A\'";', '')),
      'small.lib has no inverter that can be used: nothing can be mapped to it.\n  got: 0 cells, and 1 left out: INV output Y has no function',
    ],
  ])('%s', (_, text, message) => {
    const refusal = refusalOf(text);
    expect(refusal.message.startsWith(message), refusal.message).toBe(true);
    expect(refusal.exit).toBe(EXIT.usage);
    expect(refusal.wayOut).toBeDefined();
  });

  it('cut off while packed', () => {
    const packed = gzipSync(library(inverter));
    expect(refusalOf(packed.subarray(0, packed.length - 40), 'x/small.lib.gz').code).toBe('liberty/gzip');
  });

  it('wherever it is cut, and never otherwise', () => {
    const text = library(inverter, nand());
    const end = text.lastIndexOf('}');
    for (let length = 0; length <= end; length += 1)
      expect(refusalOf(text.slice(0, length)).exit).toBe(EXIT.usage);
    expect(read(text.slice(0, end + 1)).technology.cells).toHaveLength(2);
  });

  it('with characters at random places: read or refused, nothing else (seed 11)', () => {
    const text = library(inverter, nand());
    const random = new Random(11);
    const signs = '{}();:",\\/*!\n\0\xffx0 ';
    for (let i = 0; i < 3000; i += 1) {
      const at = random.below(text.length);
      const broken = text.slice(0, at) + signs[random.below(signs.length)] + text.slice(at + random.below(4));
      try {
        read(broken);
      } catch (error) {
        if (!(error instanceof Diagnostic)) throw error;
      }
    }
  });
});
