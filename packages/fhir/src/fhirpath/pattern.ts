import { type PatternNode, readPattern } from './pattern-syntax.ts';

/** Where a pattern was found, and what its groups held there, the whole match first. */
export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
}

/** Told of the work as it is done; where it throws, the search ends. */
type Spend = (steps: number) => void;

type State =
  | { readonly kind: 'one'; readonly holds: (character: string) => boolean }
  | { readonly kind: 'begin' | 'end' | 'done' }
  /** Goes on at the next state; the wish to stop comes first where `lazy`. */
  | { readonly kind: 'fork'; readonly to: readonly number[] }
  | { readonly kind: 'save'; readonly place: number };

/** Most states of a pattern; a counted repeat has its states again and again. */
const MOST_STATES = 10_000;

/**
 * A regular expression that is followed state by state instead of being tried out: the time is bounded by its length
 * times that of the text, whatever it says. It knows what published patterns use: characters, classes, groups,
 * alternatives, repeats, `^` and `$`; a look around or back to an earlier group is refused. It finds what a JavaScript
 * expression with the flags `s` and `u` finds.
 */
export class Pattern {
  readonly #states: readonly State[];
  readonly #places: number;

  /** Throws `SyntaxError` where it is no regular expression, or one of a kind that is not followed. */
  constructor(source: string) {
    const { node, groups } = readPattern(source);
    const states: State[] = [];
    const put = (state: State): number => {
      if (states.push(state) > MOST_STATES) throw new SyntaxError('the pattern repeats too much');
      return states.length - 1;
    };
    build({ kind: 'group', number: 0, inner: node }, put, states);
    put({ kind: 'done' });
    this.#states = states;
    this.#places = 2 * (groups + 1);
  }

  test(text: string, spend?: Spend): boolean {
    return this.find(text, 0, spend) !== undefined;
  }

  /** The first match from a place on; of those that begin there, the one that a person reading the pattern would take. */
  find(text: string, from = 0, spend: Spend = () => undefined): PatternMatch | undefined {
    let threads = new Threads(this.#states, text);
    let found: Saved | undefined;
    for (let at = from; ; ) {
      if (found === undefined) threads.add(0, at, []);
      // A state costs about two steps of other work.
      spend(1 + 2 * threads.live.length);
      const character = characterAt(text, at);
      const after = at + character.length;
      const { done, next } = this.#step(threads, character, after, text);
      found = done ?? found;
      if (character === '' || (found !== undefined && next.live.length === 0))
        return found && this.#matchOf(text, found);
      threads = next;
      at = after;
    }
  }

  /** Over one character. What is preferred less than a thread that is done is given up. */
  #step(threads: Threads, character: string, after: number, text: string): { done?: Saved; next: Threads } {
    const next = new Threads(this.#states, text);
    for (const { state, saved } of threads.live) {
      const here = this.#states[state];
      if (here?.kind === 'done') return { done: saved, next };
      if (here?.kind === 'one' && character !== '' && here.holds(character))
        next.add(state + 1, after, saved);
    }
    return { next };
  }

  /** The text with every match replaced by what is made of it. */
  replaceAll(text: string, replacement: (match: PatternMatch) => string, spend?: Spend): string {
    let made = '';
    let from = 0;
    for (let at = 0; at <= text.length; ) {
      const match = this.find(text, at, spend);
      if (match === undefined) break;
      made += text.slice(from, match.start) + replacement(match);
      from = match.end;
      at = match.end > match.start ? match.end : match.end + (isPair(text, match.end) ? 2 : 1);
    }
    return made + text.slice(from);
  }

  #matchOf(text: string, saved: Saved): PatternMatch {
    const groups: (string | undefined)[] = [];
    for (let place = 0; place < this.#places; place += 2) {
      const [start, end] = [saved[place], saved[place + 1]];
      groups.push(start === undefined || end === undefined ? undefined : text.slice(start, end));
    }
    return { start: saved[0] ?? 0, end: saved[1] ?? 0, groups };
  }
}

/** Which states are reached at a place, the one that is preferred first, each once. */
class Threads {
  readonly live: Thread[] = [];
  readonly #states: readonly State[];
  readonly #text: string;
  readonly #seen = new Set<number>();

  constructor(states: readonly State[], text: string) {
    this.#states = states;
    this.#text = text;
  }

  /** Reaches a state, and all that is reached from it without a character. */
  add(first: number, at: number, savedBefore: Saved): void {
    const open: Thread[] = [{ state: first, saved: savedBefore }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (this.#seen.has(next.state)) continue;
      this.#seen.add(next.state);
      open.push(...this.#onward(next, at));
    }
  }

  /** Where a thread goes without a character, what is preferred last; one that waits for a character is kept. */
  #onward(thread: Thread, at: number): readonly Thread[] {
    const { state, saved } = thread;
    const here = this.#states[state];
    switch (here?.kind) {
      case undefined:
        return [];
      case 'one':
      case 'done':
        this.live.push(thread);
        return [];
      case 'begin':
        return at === 0 ? [{ state: state + 1, saved }] : [];
      case 'end':
        return at === this.#text.length ? [{ state: state + 1, saved }] : [];
      case 'fork':
        return here.to.map((to) => ({ state: to, saved })).reverse();
      case 'save': {
        const copy = [...saved];
        copy[here.place] = at;
        return [{ state: state + 1, saved: copy }];
      }
    }
  }
}

/** Places in the text at which groups begin and end. */
type Saved = readonly number[];

interface Thread {
  readonly state: number;
  readonly saved: Saved;
}

/** With both halves of a pair; empty at the end. */
function characterAt(text: string, at: number): string {
  return text.slice(at, at + (isPair(text, at) ? 2 : 1));
}

function isPair(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff;
}

function build(node: PatternNode, put: (state: State) => number, states: State[]): void {
  const build1 = (inner: PatternNode) => build(inner, put, states);
  /** A fork whose ends are known once what it leads over is built. */
  const fork = () => put({ kind: 'fork', to: [] });
  const lead = (at: number, to: readonly number[]) => {
    states[at] = { kind: 'fork', to };
  };
  switch (node.kind) {
    case 'one':
      put({ kind: 'one', holds: node.holds });
      return;
    case 'begin':
    case 'end':
      put({ kind: node.kind });
      return;
    case 'row':
      for (const each of node.parts) build1(each);
      return;
    case 'group':
      if (node.number !== undefined) put({ kind: 'save', place: 2 * node.number });
      build1(node.inner);
      if (node.number !== undefined) put({ kind: 'save', place: 2 * node.number + 1 });
      return;
    case 'either': {
      const choice = fork();
      const ends: number[] = [];
      const begins = node.ways.map((way) => {
        const begin = states.length;
        build1(way);
        ends.push(fork());
        return begin;
      });
      lead(choice, begins);
      for (const end of ends) lead(end, [states.length]);
      return;
    }
    case 'repeat':
      repeat(node, build1, fork, lead, states);
  }
}

function repeat(
  { inner, least, most, lazy }: Extract<PatternNode, { kind: 'repeat' }>,
  build1: (node: PatternNode) => void,
  fork: () => number,
  lead: (at: number, to: readonly number[]) => void,
  states: readonly State[],
): void {
  const ways = (on: number, out: number) => (lazy ? [out, on] : [on, out]);
  for (let count = 0; count < least; count += 1) build1(inner);
  if (most === Number.POSITIVE_INFINITY) {
    const again = fork();
    build1(inner);
    lead(fork(), [again]);
    lead(again, ways(again + 1, states.length));
    return;
  }
  const outs: number[] = [];
  for (let count = least; count < most; count += 1) {
    outs.push(fork());
    build1(inner);
  }
  for (const out of outs) lead(out, ways(out + 1, states.length));
}
