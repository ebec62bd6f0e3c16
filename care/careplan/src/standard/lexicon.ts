import { Pattern, type PatternMatch } from '@caecilia/fhir';
import { type Coding, type Concept, plainWords } from '../reading/element.ts';
import type { Code, Label, ObservationTopic, PlanStandard, Treatment } from './standard.ts';

/** Looks codes up in every installed version of the standard at once: both versions are read side by side. */
export interface PlanLexicon {
  readonly standards: readonly PlanStandard[];
  /** All treatments, each once, in the order in which the standard names them. */
  readonly treatments: readonly Treatment[];
  /** True when one of the codings is one of the codes. */
  has(concept: Concept, codes: readonly Code[]): boolean;
  /** The treatment that a coding, or words that name one, stands for. */
  treatmentByCode(coding: Coding): Treatment | undefined;
  treatmentByWords(words: string): Treatment | undefined;
  /** A code that is written out inside the words of another treatment. */
  codeInWords(words: string): Coding | undefined;
  /** The words without such a code, for people. */
  withoutCode(words: string): string;
  /** Whether a specification says that nothing was decided, and in which sense. */
  undecided(words: string): 'notDiscussed' | 'unknown' | undefined;
  /** Whether a specification says that the person would not speak of it; `undecided` says `notDiscussed` of it. */
  declined(words: string): boolean;
  goal(
    concept: Concept,
  ): { readonly code: Code; readonly label: Label; readonly replaced?: Code } | undefined;
}

const keyOf = ({ system, code }: Code) => `${system}|${code}`;

/** True when one of the codings is one of the codes, system and code alike. */
export function hasCode(concept: Concept, codes: readonly Code[]): boolean {
  return concept.codings.some((coding) =>
    codes.some(({ system, code }) => code === coding.code && system === coding.system),
  );
}

/** The entry of the first coding that a list of entries knows. */
export function entryOf<T extends Code>(concept: Concept, entries: readonly T[]): T | undefined {
  for (const coding of concept.codings) {
    const entry = entries.find(({ system, code }) => code === coding.code && system === coding.system);
    if (entry) return entry;
  }
  return undefined;
}

function distinct<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...new Map(items.toReversed().map((item) => [key(item), item])).values()].toReversed();
}

/** All codes that ask one of the questions of the standard. */
export function codesOfTopic(standards: readonly PlanStandard[], topic: ObservationTopic): readonly Code[] {
  return distinct(
    standards.flatMap((standard) => standard.observations[topic].codes),
    keyOf,
  );
}

const lexicons = new WeakMap<readonly PlanStandard[], PlanLexicon>();

/**
 * Joins the versions of the standard that are installed. Where they differ in a label, the first one named counts.
 * Made once for a list: installing a pack makes a new one.
 */
export function planLexicon(standards: readonly PlanStandard[]): PlanLexicon {
  const known = lexicons.get(standards) ?? makeLexicon(standards);
  lexicons.set(standards, known);
  return known;
}

function makeLexicon(standards: readonly PlanStandard[]): PlanLexicon {
  const treatments = distinct(
    standards.flatMap((standard) => standard.treatments),
    (treatment) => treatment.key,
  );
  const byCode = new Map<string, Treatment>();
  const byWords = new Map<string, Treatment>();
  for (const treatment of standards.flatMap((standard) => standard.treatments).toReversed()) {
    for (const code of treatment.codes) byCode.set(keyOf(code), treatment);
    for (const text of treatment.texts) byWords.set(plainWords(text), treatment);
  }
  const patterns = standards.map(({ treatmentDirective: { codeInWords } }) => ({
    system: codeInWords.system,
    pattern: new Pattern(codeInWords.pattern),
  }));
  const undecided = new Map<string, 'notDiscussed' | 'unknown'>();
  const declined = new Set(
    standards.flatMap(({ treatmentDirective }) => treatmentDirective.undecided.declined.map(plainWords)),
  );
  for (const words of declined) undecided.set(words, 'notDiscussed');
  for (const { treatmentDirective } of standards) {
    for (const text of treatmentDirective.undecided.unknown) undecided.set(plainWords(text), 'unknown');
    for (const text of treatmentDirective.undecided.notDiscussed)
      undecided.set(plainWords(text), 'notDiscussed');
  }
  return {
    standards,
    treatments,
    has: hasCode,
    treatmentByCode: (coding) => byCode.get(keyOf(coding)),
    treatmentByWords: (words) => byWords.get(plainWords(words)),
    undecided: (words) => undecided.get(plainWords(words)),
    declined: (words) => declined.has(plainWords(words)),
    codeInWords(words) {
      for (const { system, pattern } of patterns) {
        const code = pattern.find(words)?.groups[1];
        if (code !== undefined) return { system, code };
      }
      return undefined;
    },
    withoutCode: (words) =>
      patterns.reduce((text, { pattern }) => without(text, pattern.find(text)), words) || words,
    goal: (concept) => goalOf(concept, standards),
  };
}

function without(words: string, match: PatternMatch | undefined): string {
  return (match ? words.slice(0, match.start) + words.slice(match.end) : words).trim();
}

function goalOf(concept: Concept, standards: readonly PlanStandard[]): ReturnType<PlanLexicon['goal']> {
  const values = standards.flatMap((standard) => standard.medicalPolicyGoal.values);
  const value = entryOf(concept, values);
  if (value) return { code: { system: value.system, code: value.code }, label: value.label };
  const replaced = standards
    .flatMap((standard) => standard.medicalPolicyGoal.replacedCodes)
    .find(({ from }) => hasCode(concept, [from]));
  const label = replaced && values.find((each) => keyOf(each) === keyOf(replaced.to))?.label;
  return replaced && label ? { code: replaced.to, label, replaced: replaced.from } : undefined;
}
