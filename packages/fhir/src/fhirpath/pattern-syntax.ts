/** A regular expression, read. */
export type PatternNode =
  | { readonly kind: 'one'; readonly holds: (character: string) => boolean }
  | { readonly kind: 'begin' | 'end' }
  | { readonly kind: 'row'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'either'; readonly ways: readonly PatternNode[] }
  /** `number` of a group whose text is kept. */
  | { readonly kind: 'group'; readonly number: number | undefined; readonly inner: PatternNode }
  | {
      readonly kind: 'repeat';
      readonly inner: PatternNode;
      readonly least: number;
      readonly most: number;
      readonly lazy: boolean;
    };

/** Reads a regular expression. Throws `SyntaxError` for what it is not, and for what is not followed. */
export function readPattern(source: string): { readonly node: PatternNode; readonly groups: number } {
  // What is no expression in the lenient grammar either, is none.
  RegExp(source, 's');
  const reader = new Reader(source);
  const node = reader.either();
  if (!reader.atEnd) throw new SyntaxError('a group is closed that was not opened');
  return { node, groups: reader.groups };
}

const CLASS = /\[(?:[^\]\\]|\\[\s\S])*\]/y;
const ESCAPE = /\\(?:u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[pP]\{[^}]*\}|c[A-Za-z]|[\s\S])/y;
const REPEAT = /(?:([*+?])|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})(\?)?/y;
/** Groups within groups; an expression that is deeper is not meant for people. */
const DEEPEST = 50;

class Reader {
  readonly #source: string;
  #at = 0;
  #depth = 0;
  groups = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get atEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  either(): PatternNode {
    const ways = [this.#row()];
    while (this.#source[this.#at] === '|') {
      this.#at += 1;
      ways.push(this.#row());
    }
    const [only] = ways;
    return ways.length === 1 && only !== undefined ? only : { kind: 'either', ways };
  }

  #row(): PatternNode {
    const parts: PatternNode[] = [];
    while (!this.atEnd && !'|)'.includes(this.#source[this.#at] ?? ''))
      parts.push(this.#repeated(this.#one()));
    return { kind: 'row', parts };
  }

  #repeated(inner: PatternNode): PatternNode {
    const found = this.#take(REPEAT);
    if (found === undefined) return inner;
    const [, sign, least, open, most, lazy] = found;
    const low = least === undefined ? (sign === '+' ? 1 : 0) : Number(least);
    const endless = sign === '*' || sign === '+' || (open !== undefined && most === undefined);
    const high = endless ? Number.POSITIVE_INFINITY : Number(most ?? (sign === '?' ? 1 : low));
    if (high < low) throw new SyntaxError('a repeat ends before it begins');
    return { kind: 'repeat', inner, least: low, most: high, lazy: lazy !== undefined };
  }

  #one(): PatternNode {
    const character = this.#source[this.#at] ?? '';
    switch (character) {
      case '^':
      case '$':
        this.#at += 1;
        return { kind: character === '^' ? 'begin' : 'end' };
      case '(':
        return this.#group();
      case '[':
        return oneOf(this.#take(CLASS)?.[0]);
      case '\\':
        return escaped(this.#take(ESCAPE)?.[0]);
      case '.':
        this.#at += 1;
        return { kind: 'one', holds: () => true };
      case '*':
      case '+':
      case '?':
        throw new SyntaxError('a repeat has nothing before it');
      default: {
        const whole = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
        this.#at += whole.length;
        return { kind: 'one', holds: (found) => found === whole };
      }
    }
  }

  #group(): PatternNode {
    const isKept = this.#source[this.#at + 1] !== '?';
    if (!isKept && this.#source[this.#at + 2] !== ':')
      throw new SyntaxError('a pattern that looks around, or names its groups, is not followed');
    this.#at += isKept ? 1 : 3;
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new SyntaxError('groups nest too deep');
    if (isKept) this.groups += 1;
    const number = isKept ? this.groups : undefined;
    const inner = this.either();
    if (this.#source[this.#at] !== ')') throw new SyntaxError('a group is not closed');
    this.#at += 1;
    this.#depth -= 1;
    return { kind: 'group', number, inner };
  }

  #take(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#source) ?? undefined;
    if (found !== undefined) this.#at = sticky.lastIndex;
    return found;
  }
}

function escaped(text: string | undefined): PatternNode {
  if (text !== undefined && /^\\[1-9kbB]/.test(text))
    throw new SyntaxError('a pattern that looks back to a group, or at the edge of a word, is not followed');
  return oneOf(text);
}

/** A class or an escape, as the language itself understands it of one character. */
function oneOf(text: string | undefined): PatternNode {
  if (text === undefined) throw new SyntaxError('a class is not closed, or an escape stands at the end');
  const one = inStrictSyntax(text) ?? new RegExp(`^(?:${text})$`, 's');
  return { kind: 'one', holds: (character) => one.test(character) };
}

/** Published patterns escape more characters than the strict syntax allows; the lenient one takes them. */
function inStrictSyntax(text: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${text})$`, 'su');
  } catch {
    return undefined;
  }
}
