/**
 * Reads the FHIRPath of search parameters just far enough to know where it starts, which elements it walks and
 * which types it narrows to. The evaluation itself is the FHIRPath compiler's.
 */

/** One step of a path. `opaque` is a function or an operator that this reading does not look into. */
export type PathStep =
  | { readonly kind: 'child'; readonly name: string }
  | { readonly kind: 'type'; readonly type: string }
  | { readonly kind: 'target'; readonly type: string }
  | { readonly kind: 'filter' }
  | { readonly kind: 'opaque' };

/** One way through an expression: a union has several. */
export interface PathBranch {
  /** The type the path starts at, where it names one. */
  readonly root?: string;
  readonly steps: readonly PathStep[];
}

const OPERATOR = /\s(?:and|or|xor|implies|in|contains|is|div|mod)\s|[=<>~+*/&]|!/;
const AS = /^(.*)\s+as\s+([A-Za-z.]+)$/s;
const STEP = /^`?([A-Za-z_]\w*)`?(\(.*\))?(\[\d+\])?$/s;
const RESOLVE_IS = /^\(\s*resolve\(\)\s+is\s+(?:FHIR\.)?([A-Z][A-Za-z]*)\s*\)$/;
const PASSING = new Set(['where', 'first', 'last', 'tail', 'skip', 'take', 'distinct', 'select']);

/** The parts of a union, as written; a union inside parentheses stays one part. */
export function splitUnion(expression: string): string[] {
  return splitTopLevel(expression, '|');
}

/** Every way through the expression, unions inside parentheses included. */
export function branchesOf(expression: string): PathBranch[] {
  return splitUnion(expression).flatMap(partBranches);
}

function partBranches(part: string): PathBranch[] {
  const text = part.trim();
  const cast = AS.exec(text);
  if (cast !== null && isBalanced(cast[1] ?? '')) {
    return extend(branchesOf(cast[1] ?? ''), [{ kind: 'type', type: typeName(cast[2] ?? '') }]);
  }
  if (OPERATOR.test(withoutParentheses(text))) return [{ ...rootOf(text), steps: [{ kind: 'opaque' }] }];
  if (!text.startsWith('(')) return [pathBranch(splitTopLevel(text, '.'))];
  const close = closingParenthesis(text);
  const after = text.slice(close + 1).replace(/^\./, '');
  const rest = after === '' ? [] : splitTopLevel(after, '.').flatMap(stepsOf);
  return extend(branchesOf(text.slice(1, close)), rest);
}

function extend(branches: readonly PathBranch[], steps: readonly PathStep[]): PathBranch[] {
  return branches.map((branch) => ({ ...branch, steps: [...branch.steps, ...steps] }));
}

function pathBranch(pieces: readonly string[]): PathBranch {
  const [first = '', ...rest] = pieces.map((piece) => piece.trim());
  const isRoot = /^[A-Z][A-Za-z]*$/.test(first);
  const steps = (isRoot ? rest : [first, ...rest]).flatMap(stepsOf);
  return isRoot ? { root: first, steps } : { steps };
}

function rootOf(text: string): { readonly root?: string } {
  const root = /^\(*\s*([A-Z][A-Za-z]*)\./.exec(text)?.[1];
  return root === undefined ? {} : { root };
}

function stepsOf(piece: string): PathStep[] {
  const match = STEP.exec(piece.trim());
  const [, name = '', call, index] = match ?? [];
  if (name === '') return [{ kind: 'opaque' }];
  const steps: PathStep[] = call === undefined ? [{ kind: 'child', name }] : callSteps(name, call);
  return index === undefined ? steps : [...steps, { kind: 'filter' }];
}

function callSteps(name: string, call: string): PathStep[] {
  if (name === 'ofType' || name === 'as') return [{ kind: 'type', type: typeName(call.slice(1, -1)) }];
  if (name === 'extension') return [{ kind: 'child', name }, { kind: 'filter' }];
  const target = name === 'where' ? RESOLVE_IS.exec(call)?.[1] : undefined;
  if (target !== undefined) return [{ kind: 'target', type: target }];
  return [{ kind: PASSING.has(name) && name !== 'select' ? 'filter' : 'opaque' }];
}

function typeName(text: string): string {
  return text.trim().replace(/^(?:FHIR|System)\./, '');
}

function splitTopLevel(text: string, separator: '|' | '.'): string[] {
  const parts: string[] = [];
  let start = 0;
  walkTopLevel(text, (character, at) => {
    if (character !== separator) return;
    parts.push(text.slice(start, at));
    start = at + 1;
  });
  parts.push(text.slice(start));
  return parts;
}

/** Calls back for every character that is neither in parentheses nor in quotes. */
function walkTopLevel(text: string, each: (character: string, at: number) => void): void {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === "'") quoted = !quoted;
    if (quoted) continue;
    if (character === ')') depth--;
    if (depth === 0) each(character, at);
    if (character === '(') depth++;
  }
}

function withoutParentheses(text: string): string {
  let outside = '';
  walkTopLevel(text, (character) => {
    outside += character === "'" ? '' : character;
  });
  return outside;
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** The place of the parenthesis that closes the one at the start. */
function closingParenthesis(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return at;
  }
  return text.length;
}
