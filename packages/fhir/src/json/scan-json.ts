import { JsonError, type JsonErrorCode } from './json-error.ts';
import { PropertyNames } from './property-names.ts';

const quote = 34;
const backslash = 92;
const comma = 44;
const colon = 58;
const zero = 48;
const nine = 57;
const openObject = 123;
const closeObject = 125;
const openList = 91;
const closeList = 93;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const escapes = new Set([...'"\\/bfnrt'].map((each) => each.charCodeAt(0)));
/** Whole numbers of so many digits are always exact. */
const exactDigits = 15;

/** What the scan of a text found. */
export interface JsonScan {
  /** Whether a number stands in it whose digits JavaScript would change. */
  readonly hasExactNumbers: boolean;
}

/** One pass over the text: the grammar of JSON, and what would make stored content ambiguous. */
class JsonScanner {
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #names: PropertyNames;
  #at = 0;
  #depth = 0;
  hasExactNumbers = false;

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
    this.#names = new PropertyNames(text);
  }

  document(): void {
    this.#value();
    if (!Number.isNaN(this.#blank())) {
      this.#fail('the JSON text goes on after its end');
    }
  }

  #fail(sentence: string, code: JsonErrorCode = 'structure', at = this.#at): never {
    throw new JsonError(code, sentence, this.#text, at);
  }

  /** Steps over blanks and answers the code that stands behind them; NaN at the end of the text. */
  #blank(): number {
    const text = this.#text;
    let at = this.#at;
    let code = text.charCodeAt(at);
    while (code === 32 || code === 10 || code === 13 || code === 9) {
      at += 1;
      code = text.charCodeAt(at);
    }
    this.#at = at;
    return code;
  }

  #value(): void {
    const code = this.#blank();
    if (code === quote) {
      this.#string();
    } else if (code === openObject) {
      this.#object();
    } else if (code === openList) {
      this.#list();
    } else {
      this.#bare(code);
    }
  }

  /** A value without quotes or brackets. */
  #bare(code: number): void {
    if (code === 116) {
      this.#word('true');
    } else if (code === 102) {
      this.#word('false');
    } else if (code === 110) {
      this.#word('null');
    } else if (Number.isNaN(code)) {
      this.#fail('the JSON text ends where a value should stand');
    } else {
      this.#number();
    }
  }

  #enter(): void {
    this.#depth += 1;
    if (this.#depth > this.#maxDepth) {
      this.#fail(`the JSON text nests more than ${this.#maxDepth} levels`, 'too-deep');
    }
    this.#at += 1;
  }

  #leave(): void {
    this.#depth -= 1;
    this.#at += 1;
  }

  #object(): void {
    this.#enter();
    const object = this.#names.open();
    let code = this.#blank();
    while (code !== closeObject) {
      this.#property(object);
      code = this.#separator(closeObject);
    }
    this.#names.close(object);
    this.#leave();
  }

  #property(object: number): void {
    const start = this.#at;
    if (this.#text.charCodeAt(start) !== quote) {
      this.#fail('the name of a property must stand here, in double quotes');
    }
    this.#string();
    const end = this.#at - 1;
    if (!this.#names.add(object, start, end)) {
      this.#fail(
        'a property occurs twice in one object, or has a name that cannot be kept; leave one out',
        'structure',
        start,
      );
    }
    if (this.#blank() !== colon) {
      this.#fail('a colon must stand between the name of a property and its value');
    }
    this.#at += 1;
    this.#value();
  }

  #list(): void {
    this.#enter();
    let code = this.#blank();
    while (code !== closeList) {
      this.#value();
      code = this.#separator(closeList);
    }
    this.#leave();
  }

  /** After an item: stands on the next one behind a comma, or on the closing bracket; answers the code there. */
  #separator(closing: number): number {
    const code = this.#blank();
    if (code === closing) {
      return code;
    }
    if (code !== comma) {
      this.#fail(`a comma or ${String.fromCharCode(closing)} must stand here`);
    }
    this.#at += 1;
    const next = this.#blank();
    if (next === closing) {
      this.#fail('a comma must be followed by another item');
    }
    return next;
  }

  #word(word: string): void {
    if (!this.#text.startsWith(word, this.#at)) {
      this.#fail('only true, false and null may stand without quotes');
    }
    this.#at += word.length;
  }

  #number(): void {
    if (this.#isShortWhole()) {
      return;
    }
    const start = this.#at;
    number.lastIndex = start;
    if (!number.test(this.#text)) {
      this.#fail('a JSON value must stand here: an object, a list, a string, a number, true, false or null');
    }
    this.#at = number.lastIndex;
    const written = this.#text.slice(start, this.#at);
    if (String(Number(written)) !== written) {
      this.hasExactNumbers = true;
    }
  }

  /** Steps over a whole number that JavaScript surely keeps. */
  #isShortWhole(): boolean {
    const text = this.#text;
    let at = this.#at;
    let code = text.charCodeAt(at);
    if (code === zero) {
      return false;
    }
    while (code >= zero && code <= nine) {
      at += 1;
      code = text.charCodeAt(at);
    }
    const digits = at - this.#at;
    // A point, an e or an E goes on with the number.
    if (digits === 0 || digits > exactDigits || code === 46 || (code | 32) === 101) {
      return false;
    }
    this.#at = at;
    return true;
  }

  #string(): void {
    this.#at += 1;
    if (this.#plain() !== quote) {
      this.#restOfString();
    }
    this.#at += 1;
  }

  /** Steps over characters that need no care and answers the code behind them. */
  #plain(): number {
    const text = this.#text;
    let at = this.#at;
    let code = text.charCodeAt(at);
    while (code !== quote && code !== backslash && code >= 32 && code < 0xd800) {
      at += 1;
      code = text.charCodeAt(at);
    }
    this.#at = at;
    return code;
  }

  /** The rest of a string that holds an escape, a surrogate or what may not be there; stops on its closing quote. */
  #restOfString(): void {
    for (let code = this.#plain(); code !== quote; code = this.#plain()) {
      const start = this.#at;
      const unit = code === backslash ? this.#escape() : this.#character(code);
      const isHigh = unit >= 0xd800 && unit <= 0xdbff;
      if (isHigh ? !this.#isLowSurrogateNext() : unit >= 0xdc00 && unit <= 0xdfff) {
        this.#loneSurrogate(start);
      }
    }
  }

  /** Steps over the second half of a surrogate pair, written as it is or as an escape. */
  #isLowSurrogateNext(): boolean {
    const code = this.#text.charCodeAt(this.#at);
    const unit = code === backslash ? this.#escape() : code;
    this.#at += code === backslash ? 0 : 1;
    return unit >= 0xdc00 && unit <= 0xdfff;
  }

  #character(code: number): number {
    if (Number.isNaN(code)) {
      this.#fail('the JSON text ends within a string');
    }
    if (code < 32) {
      this.#fail('a control character in a string must be written as an escape, and U+0000 cannot be stored');
    }
    this.#at += 1;
    return code;
  }

  #loneSurrogate(at: number): never {
    return this.#fail('half a surrogate pair is not a character; send the whole pair', 'structure', at);
  }

  /** Steps over an escape and answers the code unit it stands for, where it is given by its number. */
  #escape(): number {
    const code = this.#text.charCodeAt(this.#at + 1);
    if (code !== 117) {
      if (!escapes.has(code)) {
        this.#fail('a backslash in a string must begin one of the escapes of JSON');
      }
      this.#at += 2;
      return code;
    }
    const digits = this.#text.slice(this.#at + 2, this.#at + 6);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) {
      this.#fail('\\u in a string must be followed by four hexadecimal digits');
    }
    const unit = Number.parseInt(digits, 16);
    if (unit === 0) {
      this.#fail('U+0000 cannot be stored; leave it out');
    }
    this.#at += 6;
    return unit;
  }
}

/** Checks a text before it is parsed. Throws `JsonError`. */
export function scanJson(text: string, maxDepth: number): JsonScan {
  const scanner = new JsonScanner(text, maxDepth);
  scanner.document();
  return scanner;
}
