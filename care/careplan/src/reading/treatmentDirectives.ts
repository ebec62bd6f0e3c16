import type { FhirResource } from '@caecilia/fhir';
import type { Decision, Doubt, Party, RecordedDecision, Statement, Words } from '../plan.ts';
import { entryOf } from '../standard/lexicon.ts';
import { readDecision } from './decision.ts';
import {
  type Concept,
  conceptOf,
  type Element,
  elementOf,
  elementsOf,
  extensionsOf,
  plainWords,
  wordsOf,
  wordsOfConcept,
} from './element.ts';
import { isAbout, isInFuture, originalOf, type Reader } from './reader.ts';
import { readConsentStanding } from './standing.ts';

/** Which row of the plan a decision belongs to. */
export interface TreatmentNamed {
  readonly key: string;
  readonly treatment: Words | undefined;
  /** Words recorded with the code that say more than the name of the treatment. */
  readonly words?: string;
}

/** A decision with the treatment it is about. */
export interface DecisionOnTreatment {
  readonly named: TreatmentNamed;
  readonly entry: RecordedDecision;
}

/** True for a Consent that is a treatment directive in one of the installed versions of the standard. */
export function isTreatmentDirective(consent: FhirResource, reader: Reader): boolean {
  const categories = elementsOf(consent.category).map(conceptOf);
  const profiles = consent.meta?.profile ?? [];
  return reader.lexicon.standards.some(
    ({ treatmentDirective, profiles: own }) =>
      categories.some((category) => reader.lexicon.has(category, [treatmentDirective.category])) ||
      profiles.some((profile) => profile.split('|')[0] === own.treatmentDirective),
  );
}

/** All treatment directives about this patient that were not entered in error, one for each treatment they name. */
export function readTreatmentDirectives(reader: Reader): readonly DecisionOnTreatment[] {
  return reader.record
    .ofType('Consent')
    .filter((consent) => isTreatmentDirective(consent, reader) && isAbout(reader, consent.patient))
    .flatMap((consent) => readTreatmentDirective(consent, reader));
}

function readTreatmentDirective(consent: FhirResource, reader: Reader): readonly DecisionOnTreatment[] {
  const provision = elementOf(consent.provision) ?? {};
  const { doubt, ...standing } = readConsentStanding(consent, provision, reader);
  if (standing.standing === 'voided') return [];
  const treatments = elementsOf(provision.code).flatMap((code) =>
    nameTreatments(conceptOf(code), consent, reader),
  );
  const named = treatments.length > 0 ? treatments : [unnamed(consent)];
  const decision = settle(readDecision(consent, provision, reader.lexicon), consent, named, doubt, reader);
  const recorded = reader.date(consent.dateTime);
  const comment = commentOf(consent, reader);
  return named.map((each) => ({
    named: each,
    entry: {
      ...standing,
      by: 'treatmentDirective',
      original: originalOf(consent),
      decision,
      parties: agreementParties(provision, reader),
      restsOn: statementsBehind(consent, reader),
      datedInFuture: isInFuture(recorded, reader.now),
      ...(recorded ? { recorded } : {}),
      ...(comment === undefined ? {} : { comment }),
      ...(each.words === undefined ? {} : { treatmentWords: each.words }),
    },
  }));
}

/** Doubts about the directive as a whole outweigh what its provision says. */
function settle(
  decision: Decision,
  consent: FhirResource,
  named: readonly TreatmentNamed[],
  doubt: Doubt | undefined,
  reader: Reader,
): Decision {
  if (decision.kind === 'unreadable') return decision;
  const scopes = reader.lexicon.standards.map(({ treatmentDirective }) => treatmentDirective.scope);
  const whole =
    doubt ??
    doubtAboutTreatment(named) ??
    (reader.lexicon.has(conceptOf(consent.scope), scopes) ? undefined : 'wrongScope');
  const words = decision.kind === 'onlyIf' ? [decision.condition] : [];
  return whole ? { kind: 'unreadable', doubt: whole, words } : decision;
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
 * The treatments a concept stands for: more than one only when its codings disagree. Known treatments are found by
 * code, by a code written inside the words of "other", or by words that are exactly one of their names; the rest
 * keep their own words and get a row of their own.
 */
function nameTreatments(concept: Concept, consent: FhirResource, reader: Reader): readonly TreatmentNamed[] {
  const { lexicon } = reader;
  const known = new Set(concept.codings.flatMap((coding) => lexicon.treatmentByCode(coding) ?? []));
  if (known.size > 0)
    return [...known].map(({ key, label }) => ({
      key,
      treatment: label,
      ...narrowing(concept.text, key, reader),
    }));
  const written = wordsOfConcept(withoutOther(concept, reader));
  if (written === undefined) return [unnamed(consent)];
  const inside = lexicon.codeInWords(written);
  const byWords = (inside && lexicon.treatmentByCode(inside)) ?? lexicon.treatmentByWords(written);
  return byWords
    ? [{ key: byWords.key, treatment: byWords.label }]
    : [{ key: `other:${plainWords(written)}`, treatment: lexicon.withoutCode(written) }];
}

/** The concept without the code that only says that the treatment is another one. */
function withoutOther(concept: Concept, { lexicon }: Reader): Concept {
  const others = lexicon.standards.map(({ treatmentDirective }) => treatmentDirective.otherTreatment);
  return {
    ...concept,
    codings: concept.codings.filter((coding) => !lexicon.has({ codings: [coding] }, others)),
  };
}

function narrowing(text: string | undefined, key: string, { lexicon }: Reader): { words?: string } {
  if (text === undefined || lexicon.treatmentByWords(text)?.key === key) return {};
  return { words: text };
}

/** Comment on a Consent: the reason, as it was recorded. */
export function commentOf(resource: Element, reader: Reader): string | undefined {
  const urls = reader.lexicon.standards.map(({ extensions }) => extensions.comment);
  const comments = extensionsOf(resource, urls).flatMap(({ valueString }) => wordsOf(valueString) ?? []);
  return comments.length > 0 ? comments.join(' ') : undefined;
}

function agreementParties(provision: Element, reader: Reader): readonly Party[] {
  const consenters = reader.lexicon.standards.map(
    ({ treatmentDirective }) => treatmentDirective.agreementParty,
  );
  return elementsOf(provision.actor)
    .filter(({ role }) => reader.lexicon.has(conceptOf(role), consenters))
    .map(({ reference }) => reader.people.partyOf(reference));
}

/** Declarations that a directive names as its source. */
function statementsBehind(consent: FhirResource, reader: Reader): readonly Statement[] {
  const references = [
    consent.sourceReference,
    ...elementsOf(consent.extension).map(({ valueReference }) => valueReference),
  ];
  return references.flatMap((reference) => {
    const source = reader.record.follow(reference);
    if (source?.resourceType !== 'Consent' || !isAbout(reader, source.patient)) return [];
    const recorded = reader.date(source.dateTime);
    return [
      {
        original: originalOf(source),
        kind: statementKind(source, reader),
        ...(recorded ? { recorded } : {}),
      },
    ];
  });
}

/** What kind of declaration an advance directive is. */
export function statementKind(consent: FhirResource, reader: Reader): Words | undefined {
  const concepts = elementsOf(elementOf(consent.provision)?.code).map(conceptOf);
  const types = reader.lexicon.standards.flatMap(({ advanceDirective }) => advanceDirective.types);
  for (const concept of concepts) {
    const known = entryOf(concept, types)?.label;
    if (known)
      return concept.text && concept.codings.some(({ code }) => code === 'OTH') ? concept.text : known;
  }
  return concepts.map(wordsOfConcept).find((words) => words !== undefined);
}
