import { PathError } from './path-error.ts';
import type { BinaryOperator, Syntax, TypeSpecifier } from './syntax.ts';
import { type Token, tokensOf } from './tokens.ts';

/** The longest official expression has 1,485 characters and nests 8 deep. */
const longest = 10_000;
const deepest = 50;
/** Operators and steps in a row make the compiled closures nest too. */
const mostTokens = 2_000;

/** How tightly an operator binds, tightest highest, as the grammar of FHIRPath orders them. */
const strengths: Readonly<Record<BinaryOperator | 'is' | 'as', number>> = {
  '*': 12,
  '/': 12,
  div: 12,
  mod: 12,
  '+': 11,
  '-': 11,
  '&': 11,
  is: 10,
  as: 10,
  '|': 9,
  '<=': 8,
  '<': 8,
  '>': 8,
  '>=': 8,
  '=': 7,
  '~': 7,
  '!=': 7,
  '!~': 7,
  in: 6,
  contains: 6,
  and: 5,
  or: 4,
  xor: 4,
  implies: 3,
};

const durations = /^(?:year|month|week|day|hour|minute|second|millisecond)s?$/;

function isOperator(text: string): text is keyof typeof strengths {
  return Object.hasOwn(strengths, text);
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Syntax {
    const syntax = this.#expression(0);
    if (this.#peek().kind !== 'end') {
      throw this.#unexpected('an operator or the end');
    }
    return syntax;
  }

  #peek(): Token {
    const token = this.#tokens[Math.min(this.#at, this.#tokens.length - 1)];
    if (!token) {
      throw new PathError('syntax', 'the expression is empty', 0);
    }
    return token;
  }

  #take(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #isSymbol(text: string): boolean {
    const token = this.#peek();
    return token.kind === 'symbol' && token.text === text;
  }

  #skip(text: string): boolean {
    const found = this.#isSymbol(text);
    this.#at += found ? 1 : 0;
    return found;
  }

  #expect(text: string): void {
    if (!this.#skip(text)) {
      throw this.#unexpected(`"${text}"`);
    }
  }

  #unexpected(wanted: string): PathError {
    const { offset } = this.#peek();
    return new PathError('syntax', `the expression needs ${wanted} at position ${offset}`, offset);
  }

  #deeper<T>(parse: () => T): T {
    this.#depth += 1;
    if (this.#depth > deepest) {
      throw new PathError(
        'too-complex',
        `the expression nests more than ${deepest} deep`,
        this.#peek().offset,
      );
    }
    const parsed = parse();
    this.#depth -= 1;
    return parsed;
  }

  #operator(): keyof typeof strengths | undefined {
    const { kind, text } = this.#peek();
    return (kind === 'symbol' || kind === 'name') && isOperator(text) ? text : undefined;
  }

  #expression(weakest: number): Syntax {
    let left = this.#deeper(() => this.#operand());
    for (let operator = this.#operator(); operator; operator = this.#operator()) {
      const strength = strengths[operator];
      if (strength <= weakest) {
        return left;
      }
      const { offset } = this.#take();
      if (operator === 'is' || operator === 'as') {
        left = { kind: 'type', operator, operand: left, type: this.#typeSpecifier(), offset };
      } else {
        left = { kind: 'binary', operator, left, right: this.#deeper(() => this.#expression(strength)) };
      }
    }
    return left;
  }

  #typeSpecifier(): TypeSpecifier {
    const first = this.#name();
    return this.#skip('.') ? { namespace: first, name: this.#name() } : { namespace: undefined, name: first };
  }

  #name(): string {
    const token = this.#peek();
    if (token.kind !== 'name' && token.kind !== 'quoted-name') {
      throw this.#unexpected('a name');
    }
    return this.#take().text;
  }

  /** A sign binds looser than a path and tighter than every operator between two operands. */
  #operand(): Syntax {
    for (const sign of ['+', '-'] as const) {
      if (this.#skip(sign)) {
        return { kind: 'polarity', sign, operand: this.#deeper(() => this.#operand()) };
      }
    }
    let syntax = this.#term();
    for (;;) {
      if (this.#skip('.')) {
        syntax = this.#invocation(syntax);
      } else if (this.#skip('[')) {
        syntax = { kind: 'indexer', input: syntax, index: this.#expression(0) };
        this.#expect(']');
      } else {
        return syntax;
      }
    }
  }

  #term(): Syntax {
    const token = this.#peek();
    switch (token.kind) {
      case 'string':
      case 'date':
      case 'dateTime':
      case 'time':
        return { kind: 'literal', type: token.kind, text: this.#take().text };
      case 'number':
        return this.#number();
      case 'variable':
        return { kind: 'variable', name: this.#take().text, offset: token.offset };
      case 'symbol':
        return this.#symbolTerm(token.text);
      case 'name':
        if (token.text === 'true' || token.text === 'false') {
          return { kind: 'literal', type: 'boolean', text: this.#take().text };
        }
        return this.#invocation(undefined);
      case 'quoted-name':
        return this.#invocation(undefined);
      case 'end':
        throw this.#unexpected('an operand');
      default:
        return token.kind satisfies never;
    }
  }

  #symbolTerm(text: string): Syntax {
    if (this.#skip('{')) {
      this.#expect('}');
      return { kind: 'empty' };
    }
    if (this.#skip('(')) {
      const inner = this.#expression(0);
      this.#expect(')');
      return inner;
    }
    if (text.startsWith('$')) {
      return this.#invocation(undefined);
    }
    throw this.#unexpected('an operand');
  }

  /** A number followed by a unit is a quantity: `4 days`, `5.4 'mg'`. */
  #number(): Syntax {
    const { text } = this.#take();
    const next = this.#peek();
    if (next.kind === 'string' || (next.kind === 'name' && durations.test(next.text))) {
      // A calendar word is told from a UCUM code by its missing quotes; `unit` keeps them.
      const unit = next.kind === 'string' ? `'${this.#take().text}'` : this.#take().text;
      return { kind: 'quantity', text, unit };
    }
    return { kind: 'literal', type: 'number', text };
  }

  #invocation(input: Syntax | undefined): Syntax {
    const { offset, text, kind } = this.#peek();
    if (kind === 'symbol' && text.startsWith('$') && input === undefined) {
      this.#take();
      return { kind: text === '$this' ? 'this' : text === '$index' ? 'index' : 'total' };
    }
    const name = this.#name();
    if (!this.#skip('(')) {
      return { kind: 'member', input, name, offset };
    }
    return { kind: 'call', input, name, args: this.#arguments(), offset };
  }

  #arguments(): Syntax[] {
    const args: Syntax[] = [];
    if (this.#skip(')')) {
      return args;
    }
    do {
      args.push(this.#expression(0));
    } while (this.#skip(','));
    this.#expect(')');
    return args;
  }
}

/** Parses an expression. Throws `PathError` `syntax` or `too-complex`. */
export function parse(expression: string): Syntax {
  if (expression.length > longest) {
    throw new PathError('too-complex', `the expression is longer than ${longest} characters`);
  }
  const tokens = tokensOf(expression);
  if (tokens.length > mostTokens) {
    throw new PathError('too-complex', `the expression has more than ${mostTokens} words and signs`);
  }
  return new Parser(tokens).whole();
}
