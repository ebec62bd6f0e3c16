import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a page is read: what a stylesheet hides there is not read. */
export type Medium = 'screen' | 'phone' | 'print';

/** An element of a page, or words in it. */
export type Node =
  | string
  | {
      readonly tag: string;
      readonly classes: readonly string[];
      readonly attributes: string;
      readonly children: readonly Node[];
    };
type Element = Exclude<Node, string>;

const TOKEN = /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>"]*(?:"[^"]*"[^<>"]*)*)?)>|([^<]+)/g;
const VOID = new Set(['input', 'meta', 'link', 'br', 'img', 'hr']);

/** Reads what React wrote: well formed, with every attribute between double quotes. */
export function parsePage(html: string): Element {
  interface Open {
    tag: string;
    classes: readonly string[];
    attributes: string;
    children: Node[];
  }
  const root: Open = { tag: 'root', classes: [], attributes: '', children: [] };
  const open: Open[] = [root];
  for (const [, closing, tag = '', attributes = '', text] of html
    .replace(/<!DOCTYPE[^>]*>/i, '')
    .matchAll(TOKEN)) {
    const top = open.at(-1) ?? root;
    if (text !== undefined) top.children.push(unescaped(text));
    else if (closing) {
      if (top.tag !== tag) throw new Error(`the page closes ${tag} inside ${top.tag}`);
      open.pop();
    } else {
      const classes = /\sclass="([^"]*)"/.exec(attributes)?.[1]?.split(' ') ?? [];
      const made: Open = { tag, classes, attributes, children: [] };
      top.children.push(made);
      if (!VOID.has(tag) && !attributes.trimEnd().endsWith('/')) open.push(made);
    }
  }
  return root;
}

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** What the stylesheets of the emergency page hide, by class, in each medium; `hiddenIn` checks that it is all of it. */
const HIDDEN: Readonly<Record<Medium, readonly string[]>> = {
  screen: ['paper-only', 'reasons-switch', 'call-bar'],
  phone: ['paper-only', 'top-bar__moment', 'print-button'],
  print: ['screen-only', 'call-bar', 'reasons-switch', 'foot', 'page-age', 'top-bar'],
};

/** Every rule of the stylesheets that hides something: a new one must be known here before a page is judged by it. */
export function hidingRules(): readonly string[] {
  const folder = join(import.meta.dirname, '../../../assets');
  return ['calls', 'limits', 'paper', 'phone', 'plain', 'plan'].flatMap((name) => {
    const css = readFileSync(join(folder, `${name}.css`), 'utf8').replace(/\/\*.*?\*\//gs, '');
    return [...css.matchAll(/([^{};]+)\{[^{}]*display:\s*none[^{}]*\}/g)].map(
      ([, rule = '']) => `${name}: ${rule.trim().replace(/\s+/g, ' ')}`,
    );
  });
}

const FOLDED = new Set(['limit--do', 'limit--do-not', 'limit--only-if']);
const BLOCK = new Set(
  'p li ul ol div section header main nav aside h1 h2 h3 dl dt dd table tr td th article address label figure'.split(
    ' ',
  ),
);

/** What somebody reads, a line for each block. Words that are struck through are said to count no more, and left out. */
export function linesOf(node: Node, medium: Medium): readonly string[] {
  return textOf(node, medium, false)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}

function textOf(node: Node, medium: Medium, folded: boolean): string {
  if (typeof node === 'string') return node;
  if (node.tag === 's' || node.tag === 'svg' || isHidden(node, medium, folded)) return '';
  const nowFolded = medium === 'phone' && (folded || node.classes.some((each) => FOLDED.has(each)));
  const inside = node.children.map((child) => textOf(child, medium, nowFolded)).join('');
  return BLOCK.has(node.tag) ? `\n${inside}\n` : inside;
}

function isHidden({ tag, classes, attributes }: Element, medium: Medium, folded: boolean): boolean {
  return (
    ['script', 'style', 'head', 'title'].includes(tag) ||
    /\shidden(=|\s|$)/.test(attributes) ||
    classes.includes('visually-hidden') ||
    classes.some((each) => HIDDEN[medium].includes(each)) ||
    (folded && classes.includes('limit__why'))
  );
}

/** All elements with a class, in the order of the page. */
export function withClass(node: Node, name: string): readonly Element[] {
  if (typeof node === 'string') return [];
  const own = node.classes.includes(name) ? [node] : [];
  return [...own, ...node.children.flatMap((child) => withClass(child, name))];
}
