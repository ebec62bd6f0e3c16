import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import {
  CONSENT_SCOPES,
  isConditional,
  ORGANIZATION_TYPE_SYSTEM,
  organizationTypeActor,
  type Relation,
} from '@caecilia/kernel';
import { codesOf, patientOf, referenceOf } from './element.ts';
import { spanOf } from './span.ts';

/**
 * What a Consent says about who may see the record. Three kinds of Consent never mix: a treatment directive (scope
 * `treatment`) and an advance directive (`adr`) say what is to be done with the patient and open nothing; a permission
 * to share (`patient-privacy`) and an agreement to research (`research`) do. One with two scopes is of no kind.
 */

export function relationsOfConsent(consent: FhirResource): readonly Relation[] {
  const patient = patientOf(consent.patient);
  const scope = soleScope(consent);
  if (patient === undefined || scope === undefined || consent.status !== 'active') return [];
  if (scope === 'patient-privacy') return sharing(patient, elementOf(consent.provision));
  return scope === 'research' ? research(patient, consent) : [];
}

/** The scope, where there is one and no other word about it. */
function soleScope({ scope }: FhirResource): string | undefined {
  const codings = elementsOf(elementOf(scope).coding);
  const [only] = codings;
  return codings.length === 1 && only?.system === CONSENT_SCOPES && typeof only.code === 'string'
    ? only.code
    : undefined;
}

function sharing(patient: string, provision: Element): readonly Relation[] {
  const span = spanOf(provision.period);
  if (provision.type === 'deny') {
    // An objection whose end cannot be read has none.
    return grantees(provision).map((actor) => ({ patient, actor, kind: 'objection', ...(span ?? {}) }));
  }
  if (provision.type !== 'permit' || span === undefined || isConditional(provision)) return [];
  return [
    ...grantees(provision).map((actor): Relation => ({ patient, actor, kind: 'permission', ...span })),
    ...mandated(provision).map((actor): Relation => ({ patient, actor, kind: 'carer', ...span })),
  ];
}

/** Organisations, kinds of organisations and people at work. */
function grantees({ actor }: Element): readonly string[] {
  return elementsOf(actor).flatMap(({ reference, role }) => {
    const named = referenceOf(reference, ['Organization', 'Practitioner', 'PractitionerRole']);
    if (named !== undefined) return [named];
    if (elementOf(reference).reference !== undefined) return [];
    return codesOf(role).flatMap((code) =>
      code.startsWith(`${ORGANIZATION_TYPE_SYSTEM}|`)
        ? [organizationTypeActor(code.slice(ORGANIZATION_TYPE_SYSTEM.length + 1))]
        : [],
    );
  });
}

/** People around the patient, whom the patient gave a mandate. */
function mandated({ actor }: Element): readonly string[] {
  return elementsOf(actor).flatMap(({ reference }) => referenceOf(reference, ['RelatedPerson']) ?? []);
}

function research(patient: string, consent: FhirResource): readonly Relation[] {
  const provision = elementOf(consent.provision);
  const span = spanOf(provision.period);
  if (provision.type !== 'permit' || span === undefined || isConditional(provision)) return [];
  const named = elementsOf(provision.actor).map(({ reference }) => reference);
  const actors = named.flatMap((reference) => referenceOf(reference, ['Organization', 'Practitioner']) ?? []);
  return [...new Set(actors)].map((actor) => ({ patient, actor, kind: 'researchConsent', ...span }));
}
