/**
 * A record that cannot be read. `path` is where in the record (`names[2].types`, empty for the record itself);
 * the message names the place, what stands there and what should.
 */
export class RorRecordError extends Error {
  readonly path: string;

  constructor(path: string, sentence: string) {
    super(path === '' ? sentence : `${path}: ${sentence}`);
    this.name = 'RorRecordError';
    this.path = path;
  }
}

/** An object of the record and where it is. */
export interface Fields {
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The value as an object; throws `RorRecordError` when it is none. */
export function fieldsOf(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RorRecordError(path, `should be an object, is ${described(value)}`);
  }
  return { path, values: value as Record<string, unknown> };
}

/** The text of a field; undefined where it is absent, null or empty. */
export function optionalText(fields: Fields, key: string): string | undefined {
  const value = fields.values[key];
  if (value === undefined || value === null) return;
  if (typeof value !== 'string') throw wrong(fields, key, 'a text', value);
  return value.trim() === '' ? undefined : value;
}

/** The text of a field that must have one. */
export function text(fields: Fields, key: string): string {
  const value = optionalText(fields, key);
  if (value === undefined) throw wrong(fields, key, 'a text', fields.values[key]);
  return value;
}

/** The number of a field; undefined where it is absent or null. */
export function optionalNumber(fields: Fields, key: string): number | undefined {
  const value = fields.values[key];
  if (value === undefined || value === null) return;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(fields, key, 'a number', value);
  return value;
}

/** The items of a field, none where it is absent or null. */
export function list(fields: Fields, key: string): readonly unknown[] {
  const value = fields.values[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw wrong(fields, key, 'a list', value);
  return value;
}

/** The object of a field; one without fields where it is absent or null. */
export function object(fields: Fields, key: string): Fields {
  return fieldsOf(fields.values[key] ?? {}, at(fields, key));
}

/** The objects of a field, each with its place in the record. */
export function objects(fields: Fields, key: string): Fields[] {
  return list(fields, key).map((item, index) => fieldsOf(item, `${at(fields, key)}[${index}]`));
}

/** The texts of a field that is a list of texts; empty ones are left out. */
export function texts(fields: Fields, key: string): string[] {
  return list(fields, key)
    .map((item, index) => {
      if (typeof item === 'string') return item;
      throw new RorRecordError(`${at(fields, key)}[${index}]`, `should be a text, is ${described(item)}`);
    })
    .filter((item) => item.trim() !== '');
}

/** The word as one of those that are allowed; capitals do not matter. */
export function oneOf<Word extends string>(word: string, allowed: readonly Word[], path: string): Word {
  const found = allowed.find((candidate) => candidate === word.toLowerCase());
  if (found === undefined) {
    throw new RorRecordError(path, `should be one of ${allowed.join(', ')}, is ${described(word)}`);
  }
  return found;
}

/** Where a field is. */
export function at(fields: Fields, key: string): string {
  return fields.path === '' ? key : `${fields.path}.${key}`;
}

/** What stands there, short enough for a message. */
export function described(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const shown = JSON.stringify(value) ?? String(value);
  return shown.length > 60 ? `${shown.slice(0, 57)}…"` : shown;
}

function wrong(fields: Fields, key: string, expected: string, value: unknown): RorRecordError {
  return new RorRecordError(at(fields, key), `should be ${expected}, is ${described(value)}`);
}
