import { boundedText, longestText } from './arithmetic.ts';
import { type Expression, fromNode, fromNodes, fromTruth } from './expression.ts';
import {
  argument,
  type FunctionCall,
  type FunctionDefinition,
  type FunctionTable,
  literalText,
  plain,
} from './function-call.ts';
import { singleInteger, singleString } from './kinds.ts';
import { PathError } from './path-error.ts';
import { integerNode, nothing, type PathNode, stringNode } from './path-node.ts';
import { Pattern } from './pattern.ts';
import type { Scope } from './scope.ts';

/** The string the function is called on; the work with it is paid for by its length. */
function subject(scope: Scope, input: Expression, what: string): string | undefined {
  const text = singleString(input.evaluate(scope), what);
  scope.spend((text?.length ?? 0) >> 4);
  return text;
}

/** A question about two strings; empty where either is. */
function question(name: string, answer: (text: string, other: string) => boolean): FunctionDefinition {
  const what = `${name}()`;
  return plain(1, 1, (call) =>
    fromTruth((scope) => {
      const text = subject(scope, call.input, what);
      const other = singleString(argument(call, 0).evaluate(scope), what);
      return text === undefined || other === undefined ? undefined : answer(text, other);
    }),
  );
}

/** Something made of one string; empty where there is none. */
function made(name: string, make: (text: string) => PathNode): FunctionDefinition {
  return plain(0, 0, ({ input }) =>
    fromNode((scope) => {
      const text = subject(scope, input, `${name}()`);
      return text === undefined ? undefined : make(text);
    }),
  );
}

function indexOf(call: FunctionCall): Expression {
  return fromNode((scope) => {
    const text = subject(scope, call.input, 'indexOf()');
    const part = singleString(argument(call, 0).evaluate(scope), 'indexOf()');
    return text === undefined || part === undefined ? undefined : integerNode(text.indexOf(part));
  });
}

function substring(call: FunctionCall): Expression {
  const [from, count] = call.args;
  return fromNode((scope) => {
    const text = subject(scope, call.input, 'substring()');
    const start = singleInteger(from?.evaluate(scope) ?? nothing, 'substring()');
    const length = count && singleInteger(count.evaluate(scope), 'substring()');
    if (text === undefined || start === undefined || start < 0 || start >= text.length) {
      return undefined;
    }
    return stringNode(text.slice(start, length === undefined ? undefined : start + Math.max(length, 0)));
  });
}

function replace(call: FunctionCall): Expression {
  return fromNode((scope) => {
    const text = subject(scope, call.input, 'replace()');
    const part = singleString(argument(call, 0).evaluate(scope), 'replace()');
    const other = singleString(argument(call, 1).evaluate(scope), 'replace()');
    if (text === undefined || part === undefined || other === undefined) {
      return undefined;
    }
    const pieces = part === '' ? ['', ...text, ''] : text.split(part);
    scope.spend(pieces.length);
    return joined(pieces, other);
  });
}

/** Refuses before the text is made: an outside expression must not fill the memory. */
function joined(pieces: readonly string[], separator: string): PathNode {
  const length = pieces.reduce((total, each) => total + each.length, separator.length * pieces.length);
  if (length > longestText + separator.length) {
    throw new PathError('too-complex', `the expression makes a text of more than ${longestText} characters`);
  }
  return boundedText(pieces.join(separator));
}

function split(call: FunctionCall): Expression {
  return fromNodes((scope) => {
    const text = subject(scope, call.input, 'split()');
    const separator = singleString(argument(call, 0).evaluate(scope), 'split()');
    const pieces = text === undefined || separator === undefined ? [] : text.split(separator);
    scope.spend(pieces.length);
    return pieces.map(stringNode);
  });
}

function join(call: FunctionCall): Expression {
  const [separator] = call.args;
  return fromNode((scope) => {
    const nodes = call.input.evaluate(scope);
    scope.spend(nodes.length);
    const texts = nodes.map((node) => singleString([node], 'join()')).filter((each) => each !== undefined);
    const between = separator ? (singleString(separator.evaluate(scope), 'join()') ?? '') : '';
    return nodes.length === 0 ? undefined : joined(texts, between);
  });
}

/**
 * The pattern of a literal argument, made once. It is followed in a time that its length and that of the text bound;
 * still only installed definitions may bring one, and none may come from data.
 */
function trustedPattern(call: FunctionCall, name: string, wrap: (source: string) => string): Pattern {
  if (!call.settings.trusted) {
    throw new PathError(
      'unsupported',
      `${name}() runs only in expressions of installed definitions`,
      call.offset,
    );
  }
  const source = literalText(call, 0, `the pattern of ${name}()`);
  try {
    return new Pattern(wrap(source));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const sentence = 'the pattern is not a regular expression that is followed here';
    throw Object.assign(new PathError('syntax', sentence, call.offset), { cause });
  }
}

function matching(name: string, wrap: (source: string) => string): FunctionDefinition {
  return plain(1, 1, (call) => {
    const pattern = trustedPattern(call, name, wrap);
    return fromTruth((scope) => {
      const text = subject(scope, call.input, `${name}()`);
      return text === undefined ? undefined : pattern.test(text, (steps) => scope.spend(steps));
    });
  });
}

function replaceMatches(call: FunctionCall): Expression {
  const pattern = trustedPattern(call, 'replaceMatches', (source) => source);
  return fromNode((scope) => {
    const text = subject(scope, call.input, 'replaceMatches()');
    const other = singleString(argument(call, 1).evaluate(scope), 'replaceMatches()');
    if (text === undefined || other === undefined) return undefined;
    const made = pattern.replaceAll(
      text,
      ({ groups }) => {
        const words = withGroups(other, groups);
        scope.spend(words.length >> 4);
        return words;
      },
      (steps) => scope.spend(steps),
    );
    return boundedText(made);
  });
}

/** `$1` and `$&` stand for what a group, or the whole match, held; `$$` for a dollar sign. */
function withGroups(words: string, groups: readonly (string | undefined)[]): string {
  return words.replace(/\$([$&]|\d{1,2})/g, (whole, which: string) => {
    if (which === '$') return '$';
    const group = which === '&' ? 0 : Number(which);
    return group < groups.length ? (groups[group] ?? '') : whole;
  });
}

/** Functions on strings. */
export const stringFunctions: FunctionTable = {
  startsWith: question('startsWith', (text, other) => text.startsWith(other)),
  endsWith: question('endsWith', (text, other) => text.endsWith(other)),
  contains: question('contains', (text, other) => text.includes(other)),
  matches: matching('matches', (source) => source),
  matchesFull: matching('matchesFull', (source) => `^(?:${source})$`),
  replaceMatches: plain(2, 2, replaceMatches),
  indexOf: plain(1, 1, indexOf),
  substring: plain(1, 2, substring),
  replace: plain(2, 2, replace),
  split: plain(1, 1, split),
  join: plain(0, 1, join),
  length: made('length', (text) => integerNode(text.length)),
  upper: made('upper', (text) => stringNode(text.toUpperCase())),
  lower: made('lower', (text) => stringNode(text.toLowerCase())),
  trim: made('trim', (text) => stringNode(text.trim())),
  toChars: plain(0, 0, ({ input }) =>
    fromNodes((scope) => {
      const text = subject(scope, input, 'toChars()') ?? '';
      scope.spend(text.length);
      return [...text].map(stringNode);
    }),
  ),
};
