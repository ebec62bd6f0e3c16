import type { CodeSystem, ValueSet } from '../model/definitions.ts';
import { fitsGrammar } from './code-grammar.ts';
import type { CodeSet, ExpandedCode, Tri } from './code-set.ts';
import { HeldResources, type TerminologySource } from './held-resources.ts';
import { codeSetOf } from './value-set-codes.ts';

/** A value set written out. `complete` false: there are, or may be, members that are not known here. */
export interface Expansion {
  readonly url: string;
  readonly version?: string;
  readonly codes: readonly ExpandedCode[];
  readonly complete: boolean;
}

/** The question whether a code is in a value set; `url` may carry `|version`. */
export interface CodeQuestion {
  readonly url: string;
  /** Absent: the code under any system of the value set. */
  readonly system?: string;
  readonly code: string;
  /** When given it must be the display of the code, letter case aside. */
  readonly display?: string;
}

/** `reason` is a sentence for a person, present when `result` is false. */
export interface CodeAnswer {
  readonly result: boolean;
  readonly display?: string;
  readonly reason?: string;
}

/** A concept as its code system describes it. */
export interface ConceptDescription {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
  readonly abstract: boolean;
  readonly inactive: boolean;
  readonly properties: ReadonlyMap<string, string>;
}

/** How the first code stands to the second. */
export type Subsumption = 'equivalent' | 'subsumes' | 'subsumed-by' | 'not-subsumed';

/** Questions about codes. Undefined always means that what is held here cannot tell; nothing is guessed. */
export interface Terminology {
  /** The definition of a value set; undefined when it is not held. */
  valueSet(canonical: string): ValueSet | undefined;
  /** The codes of a value set to ask many times; undefined when it is not held. */
  codeSet(canonical: string): CodeSet | undefined;
  /** The members of a value set as far as they are known; undefined when it is not held. */
  expand(canonical: string): Expansion | undefined;
  validateCode(question: CodeQuestion): CodeAnswer | undefined;
  /** Whether the code belongs to its system: false only where the whole system is held. */
  isCodeOf(system: string, code: string): Tri;
  lookup(system: string, code: string): ConceptDescription | undefined;
  /** Broader codes, without the code itself. */
  ancestors(system: string, code: string): readonly string[] | undefined;
  /** Narrower codes, without the code itself. */
  descendants(system: string, code: string): readonly string[] | undefined;
  subsumes(system: string, codeA: string, codeB: string): Subsumption | undefined;
  /** A terminology in which these value sets stand before the ones held. */
  including(valueSets: readonly ValueSet[]): Terminology;
}

/** What a terminology is made of. `source` lies beneath: it answers for what the lists do not name. */
export interface TerminologyContents {
  readonly valueSets?: readonly ValueSet[];
  readonly codeSystems?: readonly CodeSystem[];
  readonly source?: TerminologySource;
}

/**
 * A terminology over the given resources. Nothing is worked out before it is asked for, so that making a new one
 * after a pack was installed costs next to nothing.
 */
export function createTerminology({
  valueSets = [],
  codeSystems = [],
  source,
}: TerminologyContents): Terminology {
  return new HeldTerminology(new HeldResources(valueSets, codeSystems, source));
}

class HeldTerminology implements Terminology {
  readonly #held: HeldResources;
  readonly #codeSets = new Map<string, CodeSet | undefined>();
  readonly #expansions = new Map<string, Expansion | undefined>();

  constructor(held: HeldResources) {
    this.#held = held;
  }

  valueSet(canonical: string): ValueSet | undefined {
    return this.#held.valueSet(canonical);
  }

  codeSet(canonical: string): CodeSet | undefined {
    if (!this.#codeSets.has(canonical)) {
      const valueSet = this.#held.valueSet(canonical);
      // The entry stands before the work begins, so that a set that imports itself meets "not known".
      this.#codeSets.set(canonical, undefined);
      this.#codeSets.set(
        canonical,
        valueSet && codeSetOf(valueSet, this.#held, (each) => this.codeSet(each)),
      );
    }
    return this.#codeSets.get(canonical);
  }

  expand(canonical: string): Expansion | undefined {
    if (!this.#expansions.has(canonical)) {
      this.#expansions.set(canonical, this.#expand(canonical));
    }
    return this.#expansions.get(canonical);
  }

  validateCode({ url, system, code, display }: CodeQuestion): CodeAnswer | undefined {
    const found = this.codeSet(url)?.has(system, code);
    if (found === undefined) {
      return undefined;
    }
    const named = system === undefined ? `The code ${code}` : `The code ${code} of ${system}`;
    if (!found) {
      return { result: false, reason: `${named} is not in the value set ${url}` };
    }
    return this.#checkDisplay(named, display, this.#displays(url, system, code));
  }

  isCodeOf(system: string, code: string): Tri {
    const held = this.#held.system(system);
    if (!held) {
      return fitsGrammar(system, code);
    }
    return held.concepts.has(code) || (held.complete ? false : undefined);
  }

  lookup(system: string, code: string): ConceptDescription | undefined {
    const concept = this.#held.system(system)?.concepts.get(code);
    return (
      concept && {
        system,
        code,
        ...(concept.display === undefined ? {} : { display: concept.display }),
        abstract: concept.abstract,
        inactive: concept.inactive,
        properties: concept.properties,
      }
    );
  }

  ancestors(system: string, code: string): readonly string[] | undefined {
    return this.#related(system, code, 'ancestorsOrSelf');
  }

  descendants(system: string, code: string): readonly string[] | undefined {
    return this.#related(system, code, 'descendantsOrSelf');
  }

  subsumes(system: string, codeA: string, codeB: string): Subsumption | undefined {
    const [belowA, belowB] = [this.descendants(system, codeA), this.descendants(system, codeB)];
    if (!belowA || !belowB) {
      return undefined;
    }
    if (codeA === codeB) {
      return 'equivalent';
    }
    if (belowA.includes(codeB)) {
      return 'subsumes';
    }
    return belowB.includes(codeA) ? 'subsumed-by' : 'not-subsumed';
  }

  including(valueSets: readonly ValueSet[]): Terminology {
    return new HeldTerminology(this.#held.including(valueSets));
  }

  #expand(canonical: string): Expansion | undefined {
    const listing = this.codeSet(canonical)?.list();
    const valueSet = listing && this.#held.valueSet(canonical);
    return (
      valueSet && {
        url: valueSet.url,
        ...(valueSet.version === undefined ? {} : { version: valueSet.version }),
        ...listing,
      }
    );
  }

  /** Only a complete, hierarchical system knows all that is broader or narrower. */
  #related(
    system: string,
    code: string,
    direction: 'ancestorsOrSelf' | 'descendantsOrSelf',
  ): readonly string[] | undefined {
    const held = this.#held.system(system);
    const codes = held?.complete && held.hierarchical ? held[direction](code) : undefined;
    codes?.delete(code);
    return codes && [...codes];
  }

  #displays(url: string, system: string | undefined, code: string): readonly string[] {
    const listed = this.expand(url)?.codes.filter(
      (each) => each.code === code && (system === undefined || each.system === system),
    );
    const own = system === undefined ? undefined : this.lookup(system, code)?.display;
    const displays = [...(listed ?? []).map((each) => each.display), own];
    return [...new Set(displays.filter((each) => each !== undefined))];
  }

  #checkDisplay(named: string, given: string | undefined, displays: readonly string[]): CodeAnswer {
    const display = displays[0];
    if (given !== undefined && displays.length > 0 && !displays.some((each) => sameWords(each, given))) {
      return {
        result: false,
        ...(display === undefined ? {} : { display }),
        reason: `${named} is in the value set, but its display is “${displays.join('” or “')}”`,
      };
    }
    return { result: true, ...(display === undefined ? {} : { display }) };
  }
}

function sameWords(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}
