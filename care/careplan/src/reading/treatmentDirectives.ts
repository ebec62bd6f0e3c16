import type { FhirResource } from '@caecilia/fhir';
import type { Decision, Doubt, Party, RecordedDecision, Statement, Words } from '../plan.ts';
import { entryOf } from '../standard/lexicon.ts';
import { doubtAboutConsent } from './consentDoubts.ts';
import { readDecision } from './decision.ts';
import {
  conceptOf,
  type Element,
  elementOf,
  elementsOf,
  extensionsOf,
  wordsOf,
  wordsOfConcept,
} from './element.ts';
import { isAbout, isInFuture, originalOf, type Reader } from './reader.ts';
import { readConsentStanding } from './standing.ts';
import { namedIn, namesKnownTreatment, type TreatmentNamed } from './treatmentNames.ts';

/** A decision with the treatment it is about. */
export interface DecisionOnTreatment {
  readonly named: TreatmentNamed;
  readonly entry: RecordedDecision;
}

/**
 * True for a Consent that is a treatment directive in one of the installed versions of the standard, and for one that
 * consents to a treatment of the standard without saying that it is a directive: that one is unreadable, and seen.
 */
export function isTreatmentDirective(consent: FhirResource, reader: Reader): boolean {
  return saysIsDirective(consent, reader) || isUncategorised(consent, reader);
}

function isUncategorised(consent: FhirResource, reader: Reader): boolean {
  const hasCategory = elementsOf(consent.category).some((category) => conceptOf(category).codings.length > 0);
  return !hasCategory && hasScope(consent, reader) && namesKnownTreatment(consent, reader);
}

/** By its category, or by the profile that it claims. */
function saysIsDirective(consent: FhirResource, reader: Reader): boolean {
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
  const { named, doubt: doubtOfName } = namedIn(consent, provision, reader);
  const decision = settle(
    readDecision(consent, provision, reader.lexicon),
    doubt ?? doubtOfName ?? doubtAboutDirective(consent, reader),
  );
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
function settle(decision: Decision, doubt: Doubt | undefined): Decision {
  if (decision.kind === 'unreadable' || doubt === undefined) return decision;
  return { kind: 'unreadable', doubt, words: decision.kind === 'onlyIf' ? [decision.condition] : [] };
}

function doubtAboutDirective(consent: FhirResource, reader: Reader): Doubt | undefined {
  if (!saysIsDirective(consent, reader)) return 'wrongScope';
  const scopes = reader.lexicon.standards.map(({ treatmentDirective }) => treatmentDirective.scope);
  return doubtAboutConsent(consent, scopes, reader);
}

function hasScope(consent: FhirResource, { lexicon }: Reader): boolean {
  const scopes = lexicon.standards.map(({ treatmentDirective }) => treatmentDirective.scope);
  return lexicon.has(conceptOf(consent.scope), scopes);
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
