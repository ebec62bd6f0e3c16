import { PathError } from './path-error.ts';

export type TokenKind =
  | 'name'
  | 'quoted-name'
  | 'string'
  | 'number'
  | 'date'
  | 'dateTime'
  | 'time'
  | 'variable'
  | 'symbol'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Text without quotes, escapes resolved; for dates and times without `@`. */
  readonly text: string;
  readonly offset: number;
}

const blank = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const name = /[A-Za-z_][A-Za-z0-9_]*/y;
const number = /\d+(?:\.\d+)?/y;
const time = /@T(\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?)/y;
const date = /@(\d{4}(?:-\d\d(?:-\d\d)?)?)(T(?:\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:\d\d)?)?)?/y;
const quoted = /'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`|"((?:[^"\\]|\\.)*)"/y;
const symbol = /<=|>=|!=|!~|\$this|\$index|\$total|[.[\](){},+\-*/&|<>=~%]/y;
const escapeSequence = /\\(?:u([0-9a-fA-F]{4})|(.))/gs;

const escaped: Readonly<Record<string, string>> = { f: '\f', n: '\n', r: '\r', t: '\t' };

/** Resolves `\'`, `\n`, `\u00e9`; a backslash before any other character stands for that character. */
function resolveEscapes(text: string): string {
  if (!text.includes('\\')) {
    return text;
  }
  return text.replace(escapeSequence, (_, code: string | undefined, character: string) =>
    code === undefined ? (escaped[character] ?? character) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

class Lexer {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  all(): Token[] {
    const tokens: Token[] = [];
    for (let token = this.#next(); ; token = this.#next()) {
      tokens.push(token);
      if (token.kind === 'end') {
        return tokens;
      }
    }
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text) ?? undefined;
    this.#at += found?.[0].length ?? 0;
    return found;
  }

  #next(): Token {
    this.#match(blank);
    const offset = this.#at;
    if (offset >= this.#text.length) {
      return { kind: 'end', text: '', offset };
    }
    const token = this.#word(offset) ?? this.#literal(offset) ?? this.#symbol(offset);
    if (!token) {
      throw new PathError(
        'syntax',
        `the character at position ${offset} does not start anything in FHIRPath`,
        offset,
      );
    }
    return token;
  }

  #word(offset: number): Token | undefined {
    const found = this.#match(name);
    return found && { kind: 'name', text: found[0], offset };
  }

  #literal(offset: number): Token | undefined {
    const digits = this.#match(number);
    if (digits) {
      return { kind: 'number', text: digits[0], offset };
    }
    const clock = this.#match(time);
    if (clock) {
      return { kind: 'time', text: clock[1] ?? '', offset };
    }
    const day = this.#match(date);
    if (day) {
      return { kind: day[2] ? 'dateTime' : 'date', text: (day[1] ?? '') + (day[2] ?? ''), offset };
    }
    return this.#quoted(offset);
  }

  /** Single quotes hold a string; backticks, and double quotes in older expressions, hold a name. */
  #quoted(offset: number): Token | undefined {
    const found = this.#match(quoted);
    if (!found) {
      return undefined;
    }
    const kind = found[1] === undefined ? 'quoted-name' : 'string';
    return { kind, text: resolveEscapes(found[1] ?? found[2] ?? found[3] ?? ''), offset };
  }

  #symbol(offset: number): Token | undefined {
    const found = this.#match(symbol);
    if (found?.[0] !== '%') {
      return found && { kind: 'symbol', text: found[0], offset };
    }
    const named = this.#word(offset) ?? this.#quoted(offset);
    if (!named) {
      throw new PathError(
        'syntax',
        `% at position ${offset} must be followed by the name of a variable`,
        offset,
      );
    }
    return { kind: 'variable', text: named.text, offset };
  }
}

/** Splits an expression; the last token is `end`. Throws `PathError('syntax')`. */
export function tokensOf(expression: string): Token[] {
  return new Lexer(expression).all();
}
