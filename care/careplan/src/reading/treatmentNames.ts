import type { FhirResource } from '@caecilia/fhir';
import type { Doubt, Words } from '../plan.ts';
import {
  type Coding,
  type Concept,
  conceptOf,
  type Element,
  elementOf,
  elementsOf,
  isPresent,
  plainWords,
  wordsOf,
  wordsOfConcept,
} from './element.ts';
import type { Reader } from './reader.ts';

/** Which row of the plan a decision belongs to. */
export interface TreatmentNamed {
  readonly key: string;
  readonly treatment: Words | undefined;
  /** Words recorded with the code that say more than the name of the treatment. */
  readonly words?: string;
}

/** The treatments that a directive names, at least one; `doubt` where it is not clear which one is meant. */
export interface NamedIn {
  readonly named: readonly TreatmentNamed[];
  readonly doubt?: Doubt;
}

/** Reads which treatments a provision is about. */
export function namedIn(consent: FhirResource, provision: Element, reader: Reader): NamedIn {
  const concepts = elementsOf(provision.code);
  const all = concepts.map((concept) => nameTreatments(withDisplays(concept), consent, reader));
  const treatments = all.flatMap(({ named }) => named);
  const named = treatments.length > 0 ? treatments : [unnamed(consent)];
  const doubt =
    (concepts.some(isWithheld) ? 'withheld' : undefined) ??
    all.find((each) => each.doubt)?.doubt ??
    doubtAboutTreatment(named);
  return { named, ...(doubt ? { doubt } : {}) };
}

/** A concept in which a coding whose code was held back still says how it is shown. */
function withDisplays(concept: Element): Concept {
  const shown = elementsOf(concept.coding).flatMap(({ code, display }): readonly Coding[] =>
    wordsOf(code) === undefined && wordsOf(display) !== undefined
      ? [{ system: '', code: '', display: wordsOf(display) ?? '' }]
      : [],
  );
  const read = conceptOf(concept);
  return { ...read, codings: [...read.codings, ...shown] };
}

/** True when a provision names a treatment of the standard by its code. */
export function namesKnownTreatment(consent: FhirResource, { lexicon }: Reader): boolean {
  return elementsOf(elementOf(consent.provision)?.code)
    .flatMap((concept) => conceptOf(concept).codings)
    .some((coding) => lexicon.treatmentByCode(coding) !== undefined);
}

/** A code or its system that was held back, alone or beside a value: then the value is not the whole of it. */
export function isWithheld(concept: Element): boolean {
  return elementsOf(concept.coding).some(({ _code, _system }) => isPresent(_code) || isPresent(_system));
}

function doubtAboutTreatment(named: readonly TreatmentNamed[]): Doubt | undefined {
  if (named.length > 1) return 'severalTreatments';
  return named[0]?.treatment === undefined ? 'unnamedTreatment' : undefined;
}

const unnamed = (consent: FhirResource): TreatmentNamed => ({
  key: `unnamed:${String(consent.id)}`,
  treatment: undefined,
});

/**
 * The treatments a concept stands for: more than one only when its codings and words disagree. Known treatments are
 * found by code, by a code written inside the words of "other", or by words that are exactly one of their names; the
 * rest keep their own words and get a row of their own.
 */
function nameTreatments(concept: Concept, consent: FhirResource, reader: Reader): NamedIn {
  const { lexicon } = reader;
  const byCode = concept.codings.flatMap((coding) => lexicon.treatmentByCode(coding) ?? []);
  if (byCode.length > 0) {
    const spoken = [concept.text, ...concept.codings.map(({ display }) => display)].flatMap(
      (words) => (words === undefined ? undefined : lexicon.treatmentByWords(words)) ?? [],
    );
    const known = new Map([...byCode, ...spoken].map((treatment) => [treatment.key, treatment]));
    const named = [...known.values()].map(({ key, label }) => ({
      key,
      treatment: label,
      ...narrowing(concept.text, key, reader),
    }));
    return namesOthers(concept, reader) ? { named, doubt: 'severalTreatments' } : { named };
  }
  const written = wordsOfConcept(withoutOther(concept, reader));
  if (written === undefined) return namedByDisplay(concept, consent, reader);
  const inside = lexicon.codeInWords(written);
  const byWords = (inside && lexicon.treatmentByCode(inside)) ?? lexicon.treatmentByWords(written);
  return {
    named: [
      byWords
        ? { key: byWords.key, treatment: byWords.label }
        : { key: `other:${plainWords(written)}`, treatment: lexicon.withoutCode(written) },
    ],
  };
}

/** "Other" that is shown as one of the treatments of the standard: it may be that one, and is not read as such. */
function namedByDisplay({ codings }: Concept, consent: FhirResource, { lexicon }: Reader): NamedIn {
  const shown = codings.flatMap(({ display }) => (display && lexicon.treatmentByWords(display)) || []);
  const named = shown.map(({ key, label }) => ({ key, treatment: label }));
  return named.length > 0 ? { named, doubt: 'unnamedTreatment' } : { named: [unnamed(consent)] };
}

/**
 * True when beside a known code stands another one of the same system, or "other": a narrower treatment, or a second
 * one. Codes of other systems are translations.
 */
function namesOthers({ codings }: Concept, reader: Reader): boolean {
  const known = codings.filter((coding) => reader.lexicon.treatmentByCode(coding) !== undefined);
  const isElse = (coding: Coding) =>
    !known.includes(coding) &&
    (isOther(coding, reader) || known.some(({ system }) => system === coding.system));
  return codings.some(isElse);
}

function isOther(coding: Coding, { lexicon }: Reader): boolean {
  const others = lexicon.standards.map(({ treatmentDirective }) => treatmentDirective.otherTreatment);
  return lexicon.has({ codings: [coding] }, others);
}

/** The concept without the code that only says that the treatment is another one. */
function withoutOther(concept: Concept, reader: Reader): Concept {
  return { ...concept, codings: concept.codings.filter((coding) => !isOther(coding, reader)) };
}

function narrowing(text: string | undefined, key: string, { lexicon }: Reader): { words?: string } {
  if (text === undefined || lexicon.treatmentByWords(text)?.key === key) return {};
  return { words: text };
}
