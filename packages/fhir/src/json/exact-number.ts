declare global {
  interface JSON {
    /** A value that `JSON.stringify` writes as this text; the text must be a JSON primitive. */
    rawJSON(text: string): object;
  }
}

/**
 * A JSON number whose digits JavaScript would change (`1.00`, `9007199254740993`, `1e400`): FHIR gives meaning to
 * the digits of a decimal, and a store must give back what it was given. Everything that computes with FHIR content
 * meets numbers in two forms, `number` and `ExactNumber`; `numberOf` reads both.
 */
export class ExactNumber {
  /** The number as written; a valid JSON number. */
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  /** The nearest JavaScript number; Infinity beyond its range. */
  valueOf(): number {
    return Number(this.source);
  }

  toString(): string {
    return this.source;
  }

  /** Lets the native `JSON.stringify` write the same digits. */
  toJSON(): object {
    return JSON.rawJSON(this.source);
  }
}

/** Whether a parsed JSON value is a number kept by its digits. */
export function isExactNumber(value: unknown): value is ExactNumber {
  return value instanceof ExactNumber;
}

/** The number in either form, rounded to a JavaScript number; undefined for anything that is not a number. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  return value instanceof ExactNumber ? value.valueOf() : undefined;
}

/** The digits of a number in either form, as JSON writes them; undefined for anything that is not a number. */
export function numberText(value: unknown): string | undefined {
  if (typeof value === 'number') {
    return String(value);
  }
  return value instanceof ExactNumber ? value.source : undefined;
}

/** A number from its text, which must be a number as JSON writes it: plain where that keeps the digits, else exact. */
export function numberFromText(text: string): number | ExactNumber {
  const plain = Number(text);
  return String(plain) === text ? plain : new ExactNumber(text);
}
