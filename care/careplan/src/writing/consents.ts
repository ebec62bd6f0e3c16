import type { FhirResource } from '@caecilia/fhir';
import type { Code, PlanStandard } from '../standard/standard.ts';
import { listed } from './people.ts';
import type { AdvanceDirectiveDraft, PlanDraft, TreatmentDirectiveDraft } from './planDraft.ts';

const POLICY = [{ uri: 'https://wetten.overheid.nl/' }];
const coded = ({ system, code }: Code, display?: string) => ({
  coding: [{ system, code, ...(display === undefined ? {} : { display }) }],
});

/** What of a plan its directives need: about whom, in which language. */
export type PlanSubject = Pick<PlanDraft, 'language'> & { readonly patient: { readonly id: string } };

/**
 * A treatment directive as a Consent. "Do" is permit, "do not" is deny; "only if" and what is still open have no type
 * and a specification in words, which every reader must understand before it may read the rest.
 */
export function writeTreatmentDirective(
  draft: TreatmentDirectiveDraft,
  plan: PlanSubject,
  standard: PlanStandard,
) {
  const { decision, ended } = draft;
  const specification =
    decision.kind === 'onlyIf' ? decision.condition : decision.kind === 'open' ? decision.words : undefined;
  const modifiers = [
    ...(specification === undefined
      ? []
      : [{ url: standard.extensions.specificationOther, valueString: specification }]),
    ...(draft.foreignModifier
      ? [{ url: draft.foreignModifier.url, valueString: draft.foreignModifier.words }]
      : []),
  ];
  return {
    resourceType: 'Consent',
    id: draft.id,
    meta: { profile: [standard.profiles.treatmentDirective] },
    ...(plan.language ? { language: plan.language } : {}),
    ...(draft.reason === undefined
      ? {}
      : { extension: [{ url: standard.extensions.comment, valueString: draft.reason }] }),
    ...(modifiers.length > 0 ? { modifierExtension: modifiers } : {}),
    status: ended ? 'inactive' : 'active',
    scope: coded(standard.treatmentDirective.scope),
    category: [coded(standard.treatmentDirective.category)],
    patient: { reference: `Patient/${plan.patient.id}` },
    dateTime: draft.on,
    ...(draft.restsOn === undefined ? {} : { sourceReference: { reference: `Consent/${draft.restsOn}` } }),
    policy: POLICY,
    provision: {
      ...(ended
        ? {
            extension: [{ url: standard.extensions.reasonForEnding, valueString: ended.reason }],
          }
        : {}),
      ...(decision.kind === 'do' ? { type: 'permit' } : {}),
      ...(decision.kind === 'doNot' ? { type: 'deny' } : {}),
      ...(ended ? { period: { end: ended.on } } : {}),
      actor: draft.parties.map((reference) => ({
        role: coded(standard.treatmentDirective.agreementParty),
        reference: { reference },
      })),
      code: [treatmentConcept(draft.treatment, standard)],
    },
  };
}

/** Treatments that the standard's own list does not have are written as "other", with words and their code inside. */
function treatmentConcept(treatment: TreatmentDirectiveDraft['treatment'], standard: PlanStandard) {
  const other = coded(standard.treatmentDirective.otherTreatment);
  if (typeof treatment !== 'string') return { ...other, text: treatment.words };
  const known = standard.treatments.find(({ key }) => key === treatment);
  const [code] = known?.codes ?? [];
  if (!known || !code) throw new Error(`the standard does not name the treatment ${treatment}`);
  if (known.role !== 'icdDeactivation') return coded(code, known.label.nl);
  return { ...other, text: `${known.texts.at(-1) ?? known.label.nl} (SNOMED CT - ${code.code})` };
}

/** A declaration of the patient as a Consent. */
export function writeAdvanceDirective(
  draft: AdvanceDirectiveDraft,
  plan: PlanDraft,
  standard: PlanStandard,
): FhirResource {
  const type = listed(standard.advanceDirective.types, draft.type);
  const { document, representative } = draft;
  return {
    resourceType: 'Consent',
    id: draft.id,
    meta: { profile: [standard.profiles.advanceDirective] },
    ...(plan.language ? { language: plan.language } : {}),
    ...(draft.comment === undefined
      ? {}
      : { extension: [{ url: standard.extensions.comment, valueString: draft.comment }] }),
    status: 'active',
    scope: coded(standard.advanceDirective.scope),
    category: [coded(standard.advanceDirective.category)],
    patient: { reference: `Patient/${plan.patient.id}` },
    dateTime: draft.on,
    ...(document
      ? {
          sourceAttachment: {
            contentType: 'text/plain; charset=utf-8',
            data: btoa(String.fromCodePoint(...new TextEncoder().encode(document.text))),
            title: document.title,
            creation: draft.on,
          },
        }
      : {}),
    policy: POLICY,
    provision: {
      ...(representative === undefined
        ? {}
        : {
            actor: [
              {
                role: coded(standard.advanceDirective.representative),
                reference: { reference: representative },
              },
            ],
          }),
      code: [coded(type, type.label.nl)],
    },
  };
}
