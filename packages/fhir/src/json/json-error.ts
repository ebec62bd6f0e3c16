/** Why a text is refused: `too-deep` where it nests beyond the limit, `structure` for everything else. */
export type JsonErrorCode = 'structure' | 'too-deep';

/**
 * A text is not JSON that can be stored. The sentence says what is wrong and what would be right and never quotes the
 * text: it may hold patient data.
 */
export class JsonError extends Error {
  readonly code: JsonErrorCode;
  /** Position from 0, in UTF-16 code units. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;

  constructor(code: JsonErrorCode, sentence: string, text: string, offset: number) {
    const before = text.slice(0, offset);
    const lineStart = before.lastIndexOf('\n') + 1;
    const line = before.split('\n').length;
    const column = offset - lineStart + 1;
    super(`${sentence} (line ${line}, column ${column})`);
    this.name = 'JsonError';
    this.code = code;
    this.offset = offset;
    this.line = line;
    this.column = column;
  }
}
