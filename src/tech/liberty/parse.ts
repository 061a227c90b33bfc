import { Scanner } from './scanner.ts';

/** A group of a Liberty file: `pin ("A") { ... }`. */
export interface Group {
  readonly name: string;
  readonly args: readonly string[];
  /** `area : 3;` has one value, `values ("1, 2", "3, 4");` several. The last of a name counts. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  readonly groups: readonly Group[];
}

/** Deeper than any library nests its groups. */
const MAX_DEPTH = 16;

/**
 * Reads Liberty text and hands over the groups inside `library` as they end, with what has been read of the library, so
 * that only one is held at a time; returns the library with its attributes. Groups called by a name in `skip` are passed over.
 *
 * @throws Diagnostic `liberty/syntax` or `liberty/truncated`, with the line
 */
export function parseLiberty(
  text: string,
  file: string,
  skip: ReadonlySet<string>,
  onGroup: (group: Group, library: Group) => void,
): Group {
  const scanner = new Scanner(text, file);
  scanner.blanks();
  const name = scanner.atEnd ? '' : scanner.word();
  if (name !== 'library')
    throw scanner.error('A Liberty file begins with library (NAME) {.', name || 'its end');
  const args = scanner.args();
  scanner.expect('{');
  return readBody(scanner, name, args, 1, skip, onGroup);
}

/** Everything up to the closing brace of a group. */
function readBody(
  scanner: Scanner,
  name: string,
  args: readonly string[],
  depth: number,
  skip: ReadonlySet<string>,
  onGroup?: (group: Group, parent: Group) => void,
): Group {
  if (depth > MAX_DEPTH) throw scanner.error(`Groups are nested more than ${MAX_DEPTH} deep.`, name);
  const attributes = new Map<string, readonly string[]>();
  const groups: Group[] = [];
  const own: Group = { name, args, attributes, groups };
  while (!scanner.takes('}')) {
    if (scanner.takes(';')) continue;
    const word = scanner.word();
    if (scanner.takes(':')) {
      attributes.set(word, [scanner.value()]);
      continue;
    }
    const words = scanner.args();
    if (!scanner.takes('{')) attributes.set(word, words);
    else if (skip.has(word)) scanner.skipBody();
    else {
      if (word === 'cell') scanner.within = `cell ${words[0] ?? ''}`;
      const group = readBody(scanner, word, words, depth + 1, skip);
      if (word === 'cell') scanner.within = 'the library';
      if (onGroup === undefined) groups.push(group);
      else onGroup(group, own);
    }
  }
  return own;
}
