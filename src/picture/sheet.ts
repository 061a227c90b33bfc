import { pictureStyle } from './style.ts';
import { element, escapeXml, text, wrapped } from './svg.ts';

/** A picture before it is written: what it shows, and how large. */
export interface Picture {
  readonly title: string;
  /** For those who do not see it. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly body: readonly string[];
}

/** What stands above and below every picture, so that it needs no page around it. */
export interface PictureHead {
  readonly title: string;
  /** Conditions of all that is shown: contract, check, technology. */
  readonly subtitle?: string;
  /** What the figures stand on, a line each: recipe, operands, tool versions. */
  readonly notes?: readonly string[];
}

const MARGIN = 16;

/** Puts title, subtitle and notes around a drawing that starts at the top it is given. */
export function sheetOf(
  { title, subtitle, notes = [] }: PictureHead,
  width: number,
  draw: (top: number) => { readonly body: readonly string[]; readonly height: number },
): Picture {
  const inner = width - 2 * MARGIN;
  const body: string[] = [];
  let y = MARGIN;
  const write = (lines: readonly string[], height: number, className: string): void => {
    for (const each of lines) {
      y += height;
      body.push(text(each, MARGIN, y - 4, { class: className }));
    }
  };
  // Bold letters are wider.
  write(wrapped(title, inner, 17), 19, 'title');
  if (subtitle !== undefined) write(wrapped(subtitle, inner), 16, 'quiet');
  y += 8;
  const drawn = draw(y);
  body.push(...drawn.body);
  y += drawn.height + (notes.length > 0 ? 6 : 0);
  write(
    notes.flatMap((note) => wrapped(note, inner, 11)),
    15,
    'quiet small',
  );
  const description = [subtitle, ...notes].filter((each) => each !== undefined).join('. ');
  return { title, description, width, height: Math.ceil(y + MARGIN / 2), body };
}

/** A picture as a file of its own. */
export function svgFile(picture: Picture): string {
  return `${svgOf(picture, pictureStyle())}\n`;
}

/** A picture for a page that has the style already. */
export function svgInPage(picture: Picture): string {
  return svgOf(picture);
}

function svgOf({ title, description, width, height, body }: Picture, style?: string): string {
  const content = [
    element('title', {}, escapeXml(title)),
    ...(description === '' ? [] : [element('desc', {}, escapeXml(description))]),
    ...(style === undefined ? [] : [`<style>\n${style}\n</style>`]),
    element('rect', { class: 'paper', width, height }),
    ...body,
  ];
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'picture',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-label': description === '' ? title : `${title}. ${description}`,
    },
    `\n${content.join('\n')}\n`,
  );
}
