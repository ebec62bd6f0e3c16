import { ExactNumber } from './exact-number.ts';
import { JsonError } from './json-error.ts';
import { scanJson } from './scan-json.ts';

export interface JsonLimits {
  /** Levels of objects and lists within one another; 64 where nothing is said. */
  readonly maxDepth?: number;
}

const usualDepth = 64;

/** The part of JSON.parse's reviver that TypeScript does not know yet. */
type SourceReviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

const keepDigits: SourceReviver = (_, value, context) =>
  typeof value === 'number' && context?.source !== undefined && context.source !== String(value)
    ? new ExactNumber(context.source)
    : value;

/**
 * Parses JSON as a record may keep it: every number keeps its digits (`ExactNumber` where JavaScript would change
 * them), and what two readers could understand differently is refused: a property that occurs twice, U+0000, half a
 * surrogate pair, and a property named `__proto__`. Throws `JsonError`.
 */
export function parseJson(text: string, { maxDepth = usualDepth }: JsonLimits = {}): unknown {
  const { hasExactNumbers } = scanJson(text, maxDepth);
  const parsed: unknown = hasExactNumbers ? JSON.parse(text, keepDigits) : JSON.parse(text);
  return parsed;
}

/** The JSON text of a value, without blanks; numbers as they were read. */
export function stringify(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) {
    throw new TypeError('only a JSON value can be written as JSON');
  }
  return text;
}

declare class TextDecoder {
  constructor(label: string, options: { fatal: boolean });
  decode(bytes: Uint8Array): string;
}

/** The text of UTF-8 bytes, without a byte order mark. Throws `JsonError` where the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw Object.assign(new JsonError('structure', 'the content is not UTF-8', '', 0), { cause });
  }
}
