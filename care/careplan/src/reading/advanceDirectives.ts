import type { FhirResource } from '@caecilia/fhir';
import type { AdvanceDirective, Decision, Doubt, RecordedDecision } from '../plan.ts';
import { conceptOf, elementOf, elementsOf, isPresent, wordsOf } from './element.ts';
import { hasUnknownModifier } from './modifiers.ts';
import { newestFirst } from './planDate.ts';
import { isAbout, isInFuture, originalOf, type Reader } from './reader.ts';
import { readConsentStanding } from './standing.ts';
import { commentOf, type DecisionOnTreatment, statementKind } from './treatmentDirectives.ts';

interface Declared {
  readonly consent: FhirResource;
  readonly directive: AdvanceDirective;
}

function isAdvanceDirective(consent: FhirResource, { lexicon }: Reader): boolean {
  const categories = elementsOf(consent.category).map(conceptOf);
  const profiles = consent.meta?.profile ?? [];
  return lexicon.standards.some(
    ({ advanceDirective, profiles: own }) =>
      categories.some((category) => lexicon.has(category, [advanceDirective.category])) ||
      profiles.some((profile) => profile.split('|')[0] === own.advanceDirective),
  );
}

function typesOf(consent: FhirResource, { lexicon }: Reader) {
  const concepts = elementsOf(elementOf(consent.provision)?.code).map(conceptOf);
  return lexicon.standards
    .flatMap(({ advanceDirective }) => advanceDirective.types)
    .filter((type) => concepts.some((concept) => lexicon.has(concept, [type])));
}

/** A declaration has no decision of its own: with a type or an exception in it, it says something we do not know how to read. */
function doubtOf(consent: FhirResource, statusDoubt: Doubt | undefined): Doubt | undefined {
  if (hasUnknownModifier(consent)) return 'unknownModifier';
  const provision = elementOf(consent.provision) ?? {};
  if (isPresent(provision.provision)) return 'exceptions';
  if (isPresent(provision.type)) return 'unknownValue';
  return statusDoubt;
}

function declare(consent: FhirResource, reader: Reader): Declared {
  const provision = elementOf(consent.provision) ?? {};
  const { standing, doubt: statusDoubt } = readConsentStanding(consent, provision, reader);
  const doubt = doubtOf(consent, statusDoubt);
  const recorded = reader.date(consent.dateTime);
  const comment = commentOf(consent, reader);
  const attachment = elementOf(consent.sourceAttachment);
  const title = wordsOf(attachment?.title);
  const contentType = wordsOf(attachment?.contentType);
  const directive: AdvanceDirective = {
    original: originalOf(consent),
    standing,
    kind: statementKind(consent, reader),
    parties: elementsOf(provision.actor).map(({ reference }) => reader.people.partyOf(reference)),
    documents: attachment ? [{ ...(title ? { title } : {}), ...(contentType ? { contentType } : {}) }] : [],
    datedInFuture: isInFuture(recorded, reader.now),
    refusesTreatment: typesOf(consent, reader).some((type) => type.refusesTreatment),
    ...(recorded ? { recorded } : {}),
    ...(comment === undefined ? {} : { comment }),
    ...(doubt ? { doubt } : {}),
  };
  return { consent, directive };
}

/** All declarations of this patient that were not entered in error, newest first. */
export function readAdvanceDirectives(reader: Reader): readonly Declared[] {
  return reader.record
    .ofType('Consent')
    .filter((consent) => isAdvanceDirective(consent, reader) && isAbout(reader, consent.patient))
    .map((consent) => declare(consent, reader))
    .filter(({ directive }) => directive.standing !== 'voided')
    .sort((left, right) => newestFirst(left.directive.recorded, right.directive.recorded));
}

/**
 * What declarations refuse by themselves: a do-not-resuscitate declaration says "do not" on resuscitation, also where
 * no professional has recorded an agreement, and contradicts an agreement that says otherwise.
 */
export function refusalsOf(declared: readonly Declared[], reader: Reader): readonly DecisionOnTreatment[] {
  return declared.flatMap(({ consent, directive }) => {
    const refused = new Set(typesOf(consent, reader).flatMap(({ refuses }) => refuses));
    return reader.lexicon.treatments
      .filter(({ key }) => refused.has(key))
      .map(({ key, label }) => ({
        named: { key, treatment: label },
        entry: refusal(consent, directive, reader),
      }));
  });
}

function refusal(consent: FhirResource, directive: AdvanceDirective, reader: Reader): RecordedDecision {
  const { doubt: _settled, ...standing } = readConsentStanding(
    consent,
    elementOf(consent.provision) ?? {},
    reader,
  );
  const decision: Decision = directive.doubt
    ? { kind: 'unreadable', doubt: directive.doubt, words: [] }
    : { kind: 'doNot' };
  const { original, recorded, datedInFuture, comment, parties, kind } = directive;
  return {
    ...standing,
    by: 'advanceDirective',
    original,
    decision,
    datedInFuture,
    parties,
    restsOn: [{ original, kind, ...(recorded ? { recorded } : {}) }],
    ...(recorded ? { recorded } : {}),
    ...(comment === undefined ? {} : { comment }),
  };
}
