import { z } from 'zod';
import {
  bytesOf,
  type ElementType,
  elementsOf,
  type OpenFile,
  readElements,
  refused,
  type Tensor,
} from './tensor.ts';

const TYPES: Readonly<Record<string, ElementType>> = {
  F64: 'f64',
  F32: 'f32',
  F16: 'f16',
  BF16: 'bf16',
  F8_E4M3: 'e4m3',
  F8_E5M2: 'e5m2',
};
/** The limit the format itself sets. */
const MAX_HEADER_BYTES = 100_000_000;
const WAY_OUT = 'a file as safetensors.torch.save_file writes it';

const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(z.int().nonnegative()).max(32),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});

/** A tensor of a .safetensors file: the one named, or the only one. */
export function readSafetensor(file: OpenFile, wanted?: string): Tensor {
  const length = Number(file.read(0, 8).readBigUInt64LE(0));
  if (length > MAX_HEADER_BYTES || 8 + length > file.size)
    throw refused(
      `${file.name} is not a .safetensors file, or truncated.`,
      WAY_OUT,
      `a header of ${length} bytes in a file of ${file.size}`,
    );
  const entries = headerOf(file, file.read(8, length).toString('utf8'));
  const [name, raw] = chosen(file, entries, wanted);
  const parsed = entrySchema.safeParse(raw);
  if (!parsed.success)
    throw refused(
      `${file.name} has no proper entry for tensor ${name}.`,
      WAY_OUT,
      JSON.stringify(raw).slice(0, 200),
    );
  const { dtype, shape, data_offsets } = parsed.data;
  const type = Object.hasOwn(TYPES, dtype) ? TYPES[dtype] : undefined;
  if (type === undefined)
    throw refused(
      `Tensor ${name} of ${file.name} does not hold floating-point numbers that can be read.`,
      `one of ${Object.keys(TYPES).join(', ')}`,
      `type ${dtype}`,
    );
  const [begin, end] = data_offsets;
  const bytes = elementsOf(file, shape) * bytesOf[type];
  if (end - begin !== bytes || 8 + length + end > file.size)
    throw refused(
      `Tensor ${name} of ${file.name} does not lie where its header says, or the file is truncated.`,
      WAY_OUT,
      `bytes ${begin} to ${end} of ${file.size - 8 - length} for [${shape.join(', ')}] ${dtype}, which takes ${bytes}`,
    );
  return readElements(file, 8 + length + begin, type, shape, name);
}

function headerOf(file: OpenFile, text: string): [string, unknown][] {
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch (error) {
    throw refused(`The header of ${file.name} is not JSON.`, WAY_OUT, (error as Error).message);
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw refused(`The header of ${file.name} is not an object.`, WAY_OUT, text.slice(0, 200));
  return Object.entries(header).filter(([name]) => name !== '__metadata__');
}

function chosen(
  file: OpenFile,
  entries: readonly [string, unknown][],
  wanted: string | undefined,
): readonly [string, unknown] {
  const found = wanted === undefined ? entries : entries.filter(([name]) => name === wanted);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const names = entries.map(([name]) => name);
  const shown = names.slice(0, 10).join(', ') + (names.length > 10 ? `, and ${names.length - 10} more` : '');
  throw refused(
    wanted === undefined
      ? `${file.name} holds ${names.length} tensors, and none is named.`
      : `${file.name} has no tensor ${wanted}.`,
    `${file.name}:NAME`,
    `it holds ${shown || 'none'}`,
  );
}
