import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { DUTCH, refusalIn } from './refusal-words.ts';

const ROOT = join(import.meta.dirname, '../../../..');

/** Where rules stand whose refusals a screen of the app can show. */
const RULES = [
  ...[
    'assessment',
    'careplan',
    'consultation',
    'exchange',
    'letter',
    'mdt',
    'scenario',
    'stay',
    'story',
    'team',
  ].map((module) => `care/${module}/src`),
  ...[
    'assessment',
    'consultation',
    'conversation',
    'desk',
    'drafts',
    'exchange',
    'letter',
    'mdt',
    'register',
    'scenario',
    'stay',
    'story',
    'team',
  ].map((area) => `apps/care/src/${area}`),
];

/** What the modules refuse with together. */
const SHARED = join(ROOT, 'packages/kernel/src/kept.ts');

/** What never runs for a screen: tests, demo data, and what is checked when the house starts. */
const ELSEWHERE = /\.test\.tsx?$|\/(?:testing|demo|standard)\//;

/** Functions of the modules that throw a Problem with the sentence they are given. */
const REFUSING = ['demand', 'forbid', 'wrong', 'refuse', 'refused'];

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !ELSEWHERE.test(path));
}

/** Every node below one, itself included. */
function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const each of value) yield* nodesIn(each);
  else if (isNode(value)) {
    yield value;
    for (const each of Object.values(value)) if (typeof each === 'object') yield* nodesIn(each);
  }
}

/** A literal or template as it is said, with `{}` for what is filled in. */
function wordsOf({ type, value, quasis }: Node): readonly string[] {
  if (type === 'Literal' && typeof value === 'string') return [value];
  if (type !== 'TemplateLiteral') return [];
  const parts = (quasis as readonly { readonly value: { readonly cooked: string } }[]).map(
    (each) => each.value.cooked,
  );
  return [parts.join('{}')];
}

const IS_SENTENCE = /^(?:\p{L}|\{\}).*\s.*[.]$/su;

/** Sentences in which the rules of a file refuse: in place, or by the name of a constant or function of the same file. */
function refusalsIn(path: string): readonly string[] {
  const { program } = parseSync(path, readFileSync(path, 'utf8'));
  const all = [...nodesIn(program)];
  const named = (name: unknown) =>
    all.filter(
      ({ type, id }) =>
        (type === 'VariableDeclarator' || type === 'FunctionDeclaration') && isNode(id) && id.name === name,
    );
  const sentences = (argument: unknown): readonly string[] => {
    const below = [...nodesIn(argument)];
    const own = below.flatMap(wordsOf);
    if (own.length > 0) return own;
    const names = below.filter(({ type }) => type === 'Identifier').map(({ name }) => name);
    const constants = names.flatMap((name) => named(name));
    const called = constants.flatMap((each) =>
      [...nodesIn(each)].filter(({ type }) => type === 'Identifier').flatMap(({ name }) => named(name)),
    );
    return [...constants, ...called].flatMap((each) => [...nodesIn(each)].flatMap(wordsOf));
  };
  return all
    .filter(({ type }) => type === 'NewExpression' || type === 'CallExpression')
    .filter(({ type, callee }) => {
      const name = isNode(callee) ? String(callee.name) : '';
      return type === 'NewExpression' ? name === 'Problem' : REFUSING.includes(name);
    })
    .flatMap((call) => (call.arguments as readonly unknown[]).flatMap(sentences))
    .filter((words) => IS_SENTENCE.test(words));
}

describe('refusals in words', () => {
  const said = new Set([SHARED, ...RULES.flatMap(filesBelow)].flatMap(refusalsIn));

  it('has Dutch words for every sentence in which a rule refuses on a screen of the app', () => {
    expect(said.size).toBeGreaterThan(150);
    expect([...said].filter((sentence) => DUTCH[sentence] === undefined).toSorted()).toEqual([]);
  });

  it('keeps no words for what no rule says any more', () => {
    const sentences = Object.keys(DUTCH).filter((each) => IS_SENTENCE.test(each));
    expect(sentences.filter((each) => !said.has(each))).toEqual([]);
  });

  it('fills in what the rule filled in, and never shows a place that is left open', () => {
    const problem = { code: 'value', message: 'Write at most 2000 letters.' } as const;
    expect(refusalIn('nl', problem)).toBe('Schrijf hooguit 2000 letters.');
    expect(refusalIn('en', problem)).toBe('Write at most 2000 letters.');
    for (const sentence of Object.keys(DUTCH))
      for (const language of ['nl', 'en'] as const)
        expect(refusalIn(language, { code: 'value', message: sentence.replaceAll('{}', '7') })).not.toMatch(
          /\{\}/,
        );
  });

  it('says by its code what a rule of another floor refuses, in both languages', () => {
    const problem = { code: 'conflict', message: 'version 4 was replaced; read the resource again' } as const;
    expect(refusalIn('nl', problem)).toMatch(/^Een collega veranderde dit/);
    expect(refusalIn('en', problem)).toMatch(/^A colleague changed this/);
  });

  it('is not English in Dutch', () => {
    expect(Object.values(DUTCH).filter((dutch) => /\b(?:the|this|with|write|choose)\b/i.test(dutch))).toEqual(
      [],
    );
  });
});
