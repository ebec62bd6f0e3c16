import type { FhirResource } from '@caecilia/fhir';
import type { AdvanceDirective, Decision, Doubt, RecordedDecision } from '../plan.ts';
import { doubtAboutConsent, doubtAboutProvision } from './consentDoubts.ts';
import { conceptOf, elementOf, elementsOf, isPresent, plainWords, wordsOf } from './element.ts';
import { hasUnknownModifier } from './modifiers.ts';
import { newestFirst } from './planDate.ts';
import { isAbout, isInFuture, originalOf, type Reader } from './reader.ts';
import { readConsentStanding } from './standing.ts';
import { commentOf, type DecisionOnTreatment, statementKind } from './treatmentDirectives.ts';
import { isWithheld } from './treatmentNames.ts';

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
function doubtOf(consent: FhirResource, statusDoubt: Doubt | undefined, reader: Reader): Doubt | undefined {
  if (hasUnknownModifier(consent)) return 'unknownModifier';
  const provision = elementOf(consent.provision) ?? {};
  const scopes = reader.lexicon.standards.map(({ advanceDirective }) => advanceDirective.scope);
  if (elementsOf(provision.code).some(isWithheld)) return 'withheld';
  if (isPresent(provision.type)) return 'unknownValue';
  return doubtAboutProvision(provision) ?? statusDoubt ?? doubtAboutConsent(consent, scopes, reader);
}

/** Words beside the kind of a declaration that are more than its name. */
function wordsOfKind(consent: FhirResource, reader: Reader): string | undefined {
  const names = typesOf(consent, reader).flatMap(({ label: { nl, en } }) => [nl, en].map(plainWords));
  const words = elementsOf(elementOf(consent.provision)?.code).flatMap(
    (concept) => conceptOf(concept).text ?? [],
  );
  const kind = statementKind(consent, reader);
  return words.find((each) => each !== kind && !names.includes(plainWords(each)));
}

function declare(consent: FhirResource, reader: Reader): Declared {
  const provision = elementOf(consent.provision) ?? {};
  const { standing, doubt: statusDoubt } = readConsentStanding(consent, provision, reader);
  const doubt = doubtOf(consent, statusDoubt, reader);
  const words = wordsOfKind(consent, reader);
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
    ...(words === undefined ? {} : { words }),
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
  const doubt = directive.doubt ?? (saysMoreThanRefusal(consent, reader) ? 'unknownValue' : undefined);
  const decision: Decision = doubt ? { kind: 'unreadable', doubt, words: [] } : { kind: 'doNot' };
  const { original, recorded, datedInFuture, comment, parties, kind, words } = directive;
  return {
    ...standing,
    by: 'advanceDirective',
    original,
    decision,
    datedInFuture,
    parties,
    restsOn: [{ original, kind, ...(recorded ? { recorded } : {}) }],
    ...(words === undefined ? {} : { treatmentWords: words }),
    ...(recorded ? { recorded } : {}),
    ...(comment === undefined ? {} : { comment }),
  };
}

/** A second kind of declaration, or a treatment, beside the refusal: then the refusal is not all that it says. */
function saysMoreThanRefusal(consent: FhirResource, { lexicon }: Reader): boolean {
  const types = lexicon.standards.flatMap(({ advanceDirective }) => advanceDirective.types);
  const systems = new Set(
    [...types, ...lexicon.treatments.flatMap(({ codes }) => codes)].map(({ system }) => system),
  );
  const codings = elementsOf(elementOf(consent.provision)?.code).flatMap(
    (concept) => conceptOf(concept).codings,
  );
  const said = codings
    .filter(({ system }) => systems.has(system))
    .map(({ system, code }) => `${system}|${code}`);
  return new Set(said).size > 1;
}
