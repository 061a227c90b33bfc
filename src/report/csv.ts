/** Rows as CSV (RFC 4180, lines end with LF): a title line, a line a row; numbers in full, an absent value empty. */
export function csvTable(titles: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return `${[titles, ...rows].map((row) => row.map(field).join(',')).join('\n')}\n`;
}

export type CsvValue = string | number | null | undefined;

function field(value: CsvValue): string {
  if (value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value))) return '';
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
