/** SVG as text: every attribute and every text goes through here, and so through the escape. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; `content` is SVG already, so texts come from `text` or `escapeXml`. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : ` ${key}="${attribute(value)}"`))
    .join('');
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join('')}</${name}>`;
}

export function text(content: string, x: number, y: number, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, escapeXml(content));
}

export function line(x1: number, y1: number, x2: number, y2: number, className: string): string {
  return element('line', { x1, y1, x2, y2, class: className });
}

/** A length with at most two decimals: enough for a screen, and the same on every machine. */
export function px(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for XML and HTML, within an element or a quoted attribute. Characters XML does not allow become U+FFFD. */
export function escapeXml(content: string): string {
  return content
    .replace(FORBIDDEN, '\uFFFD')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

// XML 1.0, production 2: control characters other than tab and line ends, and halves of pairs, may not even be escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\u{D800}-\u{DFFF}]/gu;

const attribute = (value: string | number): string =>
  typeof value === 'number' ? px(value) : escapeXml(value);

/** About how wide a text is, in pixels; fonts differ, so it is meant to be rather too much. */
export function textWidth(content: string, size = 12): number {
  return content.length * size * 0.53;
}

/** The same of a typewriter face. */
export function monoWidth(content: string, size = 11): number {
  return content.length * size * 0.63;
}

/** A text broken into lines of about this many pixels. */
export function wrapped(content: string, width: number, size = 12): string[] {
  const lines: string[] = [];
  for (const word of content.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
