/**
 * Rows as CSV (RFC 4180, lines end with LF): a title line, a line a row; numbers in full. An absent value is empty, and so
 * is a number that is none or infinite, as it is null in JSON.
 */
export function csvTable(titles: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return `${[titles, ...rows].map((row) => row.map(field).join(',')).join('\n')}\n`;
}

export type CsvValue = string | number | boolean | null | undefined;

function field(value: CsvValue): string {
  if (value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value)))
    return '';
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
