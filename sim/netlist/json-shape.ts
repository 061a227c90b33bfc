import { SimulationError } from '../errors.ts';

/**
 * Checks of parsed JSON at the boundary, by hand: a library that does it takes longer to load than a small netlist takes to be
 * swept. `path` leads to the value, for the message.
 */
export type Reader<T> = (value: unknown, path: string) => T;

export type JsonObject = Readonly<Record<string, unknown>>;

export function refuse(path: string, expected: string, value: unknown): never {
  const got =
    value === undefined ? 'nothing' : value === null ? 'null' : Array.isArray(value) ? 'a list' : show(value);
  throw new SimulationError(
    'malformed-netlist',
    `not a Yosys netlist: ${path === '' ? 'the whole' : path} has to be ${expected}, got ${got}`,
    ['expected the parsed object that write_json writes'],
  );
}

const show = (value: unknown): string => {
  const text = typeof value === 'object' ? 'an object' : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};

export const inside = (path: string, key: string | number): string =>
  path === '' ? `${key}` : `${path}.${key}`;

export const object: Reader<JsonObject> = (value, path) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : refuse(path, 'an object', value);

export const text: Reader<string> = (value, path) =>
  typeof value === 'string' ? value : refuse(path, 'a string', value);

/** Of an object with keys of any name: what is read of each of its values. */
export const record =
  <T>(each: Reader<T>): Reader<Record<string, T>> =>
  (value, path) =>
    Object.fromEntries(
      Object.entries(object(value, path)).map(([key, inner]) => [key, each(inner, inside(path, key))]),
    );

export const optional =
  <T>(reader: Reader<T>, otherwise: T): Reader<T> =>
  (value, path) =>
    value === undefined ? otherwise : reader(value, path);
