export type Child = Node | string;

/** Attributes by name; `on` has listeners. What is false is left out, what is true has no value. */
export interface Attributes {
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
  readonly [name: string]: string | number | boolean | undefined | Attributes['on'];
}

/** A new element. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') continue;
    if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined) made.setAttribute(name, String(value));
  }
  for (const [event, listener] of Object.entries(attributes.on ?? {})) made.addEventListener(event, listener);
  made.append(...children);
  return made;
}

/** The element of the page with this id. */
export function byId<Type extends HTMLElement = HTMLElement>(id: string): Type {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no element ${id}`);
  return found as Type;
}

/** A table with a header line; columns named in `numbers` are set to the right. */
export function table(
  caption: string,
  titles: readonly string[],
  rows: readonly (readonly Child[])[],
  numbers: readonly number[] = [],
): HTMLTableElement {
  const isNumber = (at: number): Attributes => (numbers.includes(at) ? { class: 'number' } : {});
  const head = titles.map((title, at) => element('th', { scope: 'col', ...isNumber(at) }, title));
  const body = rows.map((row) =>
    element(
      'tr',
      {},
      ...row.map((cell, at) =>
        at === 0 ? element('th', { scope: 'row', ...isNumber(at) }, cell) : element('td', isNumber(at), cell),
      ),
    ),
  );
  return element(
    'table',
    {},
    element('caption', {}, caption),
    ...(titles.length === 0 ? [] : [element('thead', {}, element('tr', {}, ...head))]),
    element('tbody', {}, ...body),
  );
}
