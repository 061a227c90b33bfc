import { z } from 'zod';
import { Diagnostic } from '../../diagnostic.ts';
import { packageVersion } from '../../package-root.ts';
import type { ReportDocument } from './document.ts';

const text = z.string();
const axis = z.strictObject({
  label: text,
  unit: text.exactOptional(),
  scale: z.enum(['linear', 'log']).exactOptional(),
});
const head = { title: text, subtitle: text.exactOptional(), notes: z.array(text).exactOptional() };
const plot = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('heat-map'),
    ...head,
    ...{ x: axis, y: axis, value: axis },
    columns: z.array(text),
    rows: z.array(text),
    values: z.array(z.array(z.number())),
    limit: z.number().positive().exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('scatter'),
    ...head,
    ...{ x: axis, y: axis },
    points: z.array(z.strictObject({ name: text, group: text, x: z.number(), y: z.number() })),
  }),
  z.strictObject({
    kind: z.literal('lines'),
    ...head,
    ...{ x: axis, y: axis },
    series: z.array(
      z.strictObject({ name: text, points: z.array(z.strictObject({ x: z.number(), y: z.number() })) }),
    ),
  }),
  z.strictObject({
    kind: z.literal('stacked-bars'),
    ...head,
    value: axis,
    parts: z.array(text),
    bars: z.array(z.strictObject({ name: text, values: z.array(z.number()) })),
  }),
  z.strictObject({
    kind: z.literal('brackets'),
    ...head,
    value: axis,
    words: z.strictObject({ low: text, middle: text, high: text }),
    rows: z.array(z.strictObject({ name: text, low: z.number(), middle: z.number(), high: z.number() })),
  }),
]);
const table = z.strictObject({
  columns: z.array(z.strictObject({ title: text, align: z.enum(['left', 'right']) })),
  rows: z.array(z.array(text)),
});
const part = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text }),
  z.strictObject({ kind: z.literal('list'), items: z.array(text) }),
  z.strictObject({ kind: z.literal('table'), caption: text, table }),
  z.strictObject({ kind: z.literal('plot'), plot }),
  z.strictObject({ kind: z.literal('commands'), lines: z.array(text) }),
]);
const schema = z.strictObject({
  kind: z.literal('lmul-rtl report'),
  version: text,
  title: text,
  answer: z.array(text),
  sections: z.array(
    z.strictObject({ id: z.stringFormat('id', /^[a-z0-9-]+$/), title: text, parts: z.array(part) }),
  ),
});

/**
 * A document as `lmul report --json` wrote it.
 * @throws Diagnostic `report/not-json`, `report/not-a-report`, `report/version`, `report/damaged`
 */
export function readDocument(content: string, file: string): ReportDocument {
  let data: unknown;
  try {
    data = JSON.parse(content);
  } catch (error) {
    throw refusal('not-json', `${file} is not JSON, or ends too early.`, (error as Error).message);
  }
  const known = z.looseObject({ kind: z.literal('lmul-rtl report'), version: z.string() }).safeParse(data);
  if (!known.success)
    throw refusal('not-a-report', `${file} is JSON, and no report.`, content.slice(0, 60).trim());
  if (known.data.version !== packageVersion)
    throw refusal(
      'version',
      `${file} is of another version.`,
      `lmul-rtl ${known.data.version}; this is ${packageVersion}`,
    );
  const read = schema.safeParse(data);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw refusal(
    'damaged',
    `${file} is a report that has been changed or damaged.`,
    `${issue?.path.join('.')}: ${issue?.message}`,
  );
}

function refusal(code: string, what: string, got: string): Diagnostic {
  return new Diagnostic({
    code: `report/${code}`,
    text: what,
    got,
    wayOut: 'the file made anew: lmul report e4m3 --json > study.json',
  });
}
