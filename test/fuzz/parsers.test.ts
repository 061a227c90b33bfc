import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { parseExpression, parseScript, readNetlist, readVectorFile } from '../../sim/index.ts';
import { operandsOf } from '../../src/cli/operand-words.ts';
import { unitOfText } from '../../src/cli/unit-words.ts';
import { parseFormat } from '../../src/format/index.ts';
import { fileOperand } from '../../src/measure/index.ts';
import { packageRoot } from '../../src/package-root.ts';
import { builtInTechnology, libertyText, readLiberty } from '../../src/tech/index.ts';
import { parseMacName, parseShortName, unitSpec } from '../../src/unit/index.ts';
import { csvText, hexText, vectorsOf } from '../../src/verify/index.ts';
import { parseCsv, parseHex } from '../../src/verify/read-vectors.ts';
import { itSurvives, json, type Parser, text } from './survive.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lmul-fuzz-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const spec = unitSpec('lmul', parseFormat('e4m3'));
const vectors = vectorsOf(spec, { kind: 'sampled', count: 3, seed: 1 }).slice(-6);
const ports = [
  { name: 'a_i', direction: 'input', width: 8 },
  { name: 'b_i', direction: 'input', width: 16 },
] as const;
const target = {
  ports: [...ports, { name: 'p_o', direction: 'output', width: 8 }, oneBit('rst_ni'), oneBit('clk_i')],
  clocks: ['clk_i'],
} as const;

function oneBit(name: string) {
  return { name, direction: 'input', width: 1 } as const;
}

/** A parser of files: what it is given is written first, and read to its end. */
const vectorFile =
  (ending: string) =>
  (bytes: Buffer): unknown => {
    const file = join(folder, `fuzz${ending}`);
    writeFileSync(file, bytes);
    return [...readVectorFile(file, ports)];
  };

function npy(shape: string, type: string, data: Uint8Array): Buffer {
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': ${shape}, }\n`;
  const head = Buffer.from('\x93NUMPY\x01\x00\x00\x00', 'latin1');
  head.writeUInt16LE(header.length, 8);
  return Buffer.concat([head, Buffer.from(header, 'latin1'), data]);
}

/** A parser of tensors. */
const tensorFile =
  (ending: string) =>
  (bytes: Buffer): unknown => {
    const file = join(folder, `tensor${ending}`);
    writeFileSync(file, bytes);
    return fileOperand(file, 'tensor');
  };

function safetensors(header: object, data: Uint8Array): Buffer {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, data]);
}

const asap7 = builtInTechnology('asap7');
/** The least that is a library: an inverter, a gate of two inputs, a flip-flop. */
const library = libertyText(
  {
    ...asap7,
    cells: [
      ...asap7.cells
        .filter(({ inputs, flipFlop }) => flipFlop === undefined && inputs.length <= 2)
        .slice(0, 6),
      ...asap7.cells.filter(({ flipFlop }) => flipFlop !== undefined).slice(0, 1),
    ],
  },
  { power: true },
);

const netlist = readFileSync(join(packageRoot, 'test', 'fuzz', 'small-netlist.json'));

/** A new parser of foreign input is a new line here. */
const PARSERS: readonly Parser[] = [
  {
    name: 'a .hex of stimuli',
    parse: vectorFile('.hex'),
    samples: ['3c 1234 // one\n0x41 00_ff\n'],
    words: ['# ', '0x', '_ _\n'],
  },
  { name: 'a .csv of stimuli', parse: vectorFile('.csv'), samples: ['a_i,b_i\n1,0x12\n255,65535\n'] },
  {
    name: 'a .npy',
    parse: vectorFile('.npy'),
    samples: [npy('(2, 2)', '<u2', Buffer.alloc(8)), npy('(1, 2)', '|i1', Buffer.from([1, 255]))],
    words: ['(9999999999, 2)', "'<u8'", 'True'],
  },
  {
    name: 'a .npy of numbers',
    parse: tensorFile('.npy'),
    samples: [npy('(2, 2)', '<f4', Buffer.alloc(16)), npy('(3,)', '<f2', Buffer.from([0, 60, 0, 64, 0, 66]))],
    words: ['(9999999999, 2)', "'<f8'", 'True', '(0,)'],
  },
  {
    name: 'a .safetensors',
    parse: tensorFile('.safetensors'),
    samples: [
      safetensors({ w: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] } }, Buffer.alloc(16, 63)),
      safetensors(
        { __metadata__: { by: 'hand' }, x: { dtype: 'F8_E4M3', shape: [4], data_offsets: [0, 4] } },
        Buffer.from([56, 57, 58, 59]),
      ),
    ],
    words: ['"data_offsets"', '[0,99999999999]', '"BF16"', '{}', '-1'],
  },
  {
    name: 'the words for operands of lmul error',
    parse: text((word) => operandsOf(word, spec.format, { seed: 1 })),
    samples: ['mantissas', 'gaussian,relu', 'lognormal'],
    words: [',', 'x.npy', 'w.safetensors:layer', ':', '#', 'uniform'],
  },
  {
    name: 'a Liberty file',
    parse: (bytes) => readLiberty(bytes, 'fuzz.lib'),
    samples: [library],
    words: [
      'cell (',
      'values ("0.1, 0.2");',
      'function : "A & B";',
      '/* ',
      'define (',
      'ff (IQ, IQN) {',
      '1e999',
    ],
  },
  {
    name: 'a .hex of vectors',
    parse: text((each) => parseHex(spec, each, 'v.hex')),
    samples: [hexText(spec, vectors)],
    words: ['// 9 vectors'],
  },
  {
    name: 'a .csv of vectors',
    parse: text((each) => parseCsv(spec, each, 'v.csv')),
    samples: [csvText(spec, vectors)],
    words: ['a,b,p', 'nan', 'inf'],
  },
  {
    name: 'a script',
    parse: text((each) => parseScript(each, target)),
    samples: [
      'reset a_i[0] 0 2\n'
        .replace('a_i[0]', 'a_i')
        .replace(' 0 2', ' 0x0 2')
        .replace('reset a_i', 'set a_i')
        .replace(' 2\n', '\n'),
      "repeat 3\nset a_i 8'h3c\ncycle 2\nexpect p_o 8'b1x0x_xx10\nend\nclock clk_i\n",
    ],
    words: ['repeat 2\n', 'end\n', 'cycle 999999999999\n', "8'b", "'h"],
  },
  {
    name: 'Yosys JSON',
    parse: json(readNetlist),
    samples: [netlist],
    words: ['"x"', '[2]', '"$_NOT_"', '"$_DFF_P_"', '"inout"', '{}'],
  },
  {
    name: 'a cell function',
    parse: text((each) => parseExpression(each, ['A', 'B', 'S'])),
    samples: ['S ? B : !(A & S) | B ^ 1'],
    words: ['!', '(', '?', ':', ' & A'],
  },
  {
    name: 'a format',
    parse: text(parseFormat),
    samples: ['e4m3', 'e6m1-bias20-fn'],
    words: ['-bias', '-fnuz'],
  },
  {
    name: 'a short name',
    parse: text(parseShortName),
    samples: ['lmul_e4m3_adder_flush', 'exact_e5m2_carry_in_rup_full_saturate_p2'],
    words: ['_offset_', '_wide', '_p'],
  },
  {
    name: 'the name of a multiply-accumulate unit',
    parse: text(parseMacName),
    samples: ['mac_lmul_e4m3_adder_flush_into_fp32_rne', 'dot8_lmul_e4m3_adder_flush_into_kulisch_g4'],
    words: ['_into_', 'kulisch_g99', 'dot999_'],
  },
  {
    name: 'a unit in words',
    parse: text(unitOfText),
    samples: ['exact e4m3 --rounding rtz --stages 2', 'lmul --exp 4 --man 3 --offset 1/18'],
    words: [' --', ' --help ', ' --version ', ' -V '],
  },
];

describe('what strangers wrote', () => {
  for (const parser of PARSERS) itSurvives(parser);
});
