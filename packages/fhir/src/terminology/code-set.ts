import { fitsGrammar } from './code-grammar.ts';

/** One code of a value set. */
export interface ExpandedCode {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
  readonly abstract?: boolean;
  readonly inactive?: boolean;
}

/** A yes, a no, or undefined: what is held here cannot tell. */
export type Tri = boolean | undefined;

/** A set of codes that can be asked, and listed as far as it is known. */
export interface CodeSet {
  /** `system` undefined: the code under any system (an element of type `code` names none). */
  has(system: string | undefined, code: string): Tri;
  /** Certain members in the order of the definition, and whether there can be no others. */
  list(): { readonly codes: readonly ExpandedCode[]; readonly complete: boolean };
}

/** What nothing is known of. */
export const unknownSet: CodeSet = { has: () => undefined, list: () => ({ codes: [], complete: false }) };

/** Exactly these codes; `complete` false where there are others that are not known. */
export function listed(codes: readonly ExpandedCode[], complete: boolean): CodeSet {
  const bySystem = new Map<string, Set<string>>();
  const anySystem = new Set<string>();
  for (const { system, code } of codes) {
    const known = bySystem.get(system) ?? new Set();
    bySystem.set(system, known.add(code));
    anySystem.add(code);
  }
  return {
    has: (system, code) => (system === undefined ? anySystem : bySystem.get(system))?.has(code) ?? false,
    list: () => ({ codes, complete }),
  };
}

/** Codes of one system, which of them is not known here. */
export function unknownOf(url: string): CodeSet {
  return {
    has: (system) => (system === undefined || system === url ? undefined : false),
    list: () => ({ codes: [], complete: false }),
  };
}

/** Every code that fits the grammar of its system. */
export function grammarSet(url: string): CodeSet {
  return {
    has: (system, code) => (system === undefined || system === url) && fitsGrammar(url, code),
    list: () => ({ codes: [], complete: false }),
  };
}

/** Codes of any of the sets. */
export function union(sets: readonly CodeSet[]): CodeSet {
  const [only] = sets;
  if (sets.length === 1 && only) {
    return only;
  }
  return {
    has: (system, code) => anyOf(sets, system, code),
    list: () => {
      const parts = sets.map((each) => each.list());
      return {
        codes: distinct(parts.flatMap((each) => each.codes)),
        complete: parts.every((each) => each.complete),
      };
    },
  };
}

function anyOf(sets: readonly CodeSet[], system: string | undefined, code: string): Tri {
  let answer: Tri = false;
  for (const set of sets) {
    const found = set.has(system, code);
    if (found) {
      return true;
    }
    answer = found === undefined ? undefined : answer;
  }
  return answer;
}

function allOf(sets: readonly CodeSet[], system: string | undefined, code: string): Tri {
  let answer: Tri = true;
  for (const set of sets) {
    const found = set.has(system, code);
    if (found === false) {
      return false;
    }
    answer = found === undefined ? undefined : answer;
  }
  return answer;
}

/** Codes that are in every one of the sets. */
export function intersection(sets: readonly CodeSet[]): CodeSet {
  const [only] = sets;
  if (sets.length === 1 && only) {
    return only;
  }
  return {
    has: (system, code) => allOf(sets, system, code),
    list: () => {
      const parts = sets.map((each) => each.list());
      const base = parts.find((each) => each.complete) ?? parts[0];
      const judged = (base?.codes ?? []).map((each) => ({
        each,
        found: allOf(sets, each.system, each.code),
      }));
      return {
        codes: judged.filter(({ found }) => found).map(({ each }) => each),
        complete: base?.complete === true && judged.every(({ found }) => found !== undefined),
      };
    },
  };
}

/** Codes of the first set that are not in the second. */
export function without(include: CodeSet, exclude: CodeSet): CodeSet {
  const has = (system: string | undefined, code: string): Tri => {
    const excluded = system === undefined ? undefined : exclude.has(system, code);
    if (system === undefined) {
      return hasUnderAnySystem(include, exclude, code);
    }
    const included = include.has(system, code);
    if (included === false || excluded === true) {
      return false;
    }
    return included === undefined || excluded === undefined ? undefined : true;
  };
  return {
    has,
    list: () => {
      const { codes, complete } = include.list();
      const judged = codes.map((each) => ({ each, found: has(each.system, each.code) }));
      return {
        codes: judged.filter(({ found }) => found).map(({ each }) => each),
        complete: complete && judged.every(({ found }) => found !== undefined),
      };
    },
  };
}

/** The code is a member when it is one under some system; what is excluded is excluded under its own system. */
function hasUnderAnySystem(include: CodeSet, exclude: CodeSet, code: string): Tri {
  const { codes, complete } = include.list();
  let answer: Tri = complete ? false : include.has(undefined, code) && undefined;
  for (const each of codes) {
    if (each.code === code) {
      const excluded = exclude.has(each.system, code);
      if (excluded === false) {
        return true;
      }
      answer = excluded === undefined ? undefined : answer;
    }
  }
  return answer;
}

function distinct(codes: readonly ExpandedCode[]): readonly ExpandedCode[] {
  const seen = new Set<string>();
  return codes.filter(({ system, code }) => {
    const key = `${system}|${code}`;
    return !seen.has(key) && seen.add(key).size > 0;
  });
}
