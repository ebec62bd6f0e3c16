import { type Decoder, list, listIfAny, object, oneOf, optional, words, yes } from './decode.ts';
import { decodeForm } from './form.ts';

/**
 * What one version of a care-plan standard means, as data of its pack (`care-plan.json`): the addresses of its
 * profiles and extensions, its codes, and their words in Dutch and English. A new version is a new file; nothing in
 * this module names a canonical address or a clinical code.
 */

const code = object({ system: words, code: words });
/** Words in both languages of the house; `plain`, where there are such, in words for whom they are about (B1). */
const label = object({ nl: words, en: words, plain: optional(object({ nl: words, en: words })) });
const codedLabel = object({ system: words, code: words, label });

const TREATMENT_ROLES = ['icdDeactivation'] as const;
const treatment = object({
  /** Stable name of the treatment inside the house; the same in every version of the standard. */
  key: words,
  codes: list(code),
  /** Other ways in which the treatment is written in free text; compared without case and punctuation. */
  texts: listIfAny(words),
  label,
  role: optional(oneOf(TREATMENT_ROLES)),
});

const advanceDirectiveType = object({
  system: words,
  code: words,
  label,
  /** Keys of treatments that a declaration of this type refuses by itself. */
  refuses: listIfAny(words),
  /** The declaration refuses treatment, and only its own text says which. */
  refusesTreatment: optional(yes),
});

/** Where somebody can be, for answers that name a place. */
const PLACES = ['home', 'hospital', 'hospice', 'nursingHome'] as const;

const observation = object({
  codes: list(code),
  method: optional(codedLabel),
  values: listIfAny(object({ system: words, code: words, label, place: optional(oneOf(PLACES)) })),
});

/** In which turn somebody may decide for a patient who cannot: article 7:465 of the Dutch Civil Code (WGBO). */
const STANDS_IN = ['appointed', 'authorised', 'partner', 'family'] as const;

const contactRole = object({
  system: words,
  code: words,
  label,
  standsIn: optional(oneOf(STANDS_IN)),
  legalRepresentative: optional(yes),
  firstContact: optional(yes),
});

const shape = {
  id: words,
  /** The profile that a resource of this standard claims in `meta.profile`. */
  profiles: object({
    patient: words,
    contactPerson: words,
    practitioner: words,
    practitionerRole: words,
    procedure: words,
    encounter: words,
    treatmentDirective: words,
    advanceDirective: words,
    medicalPolicyGoal: words,
    specificCareWishes: words,
    preferredPlaceOfDeath: words,
    positionRegardingEuthanasia: words,
    organDonationChoiceRegistration: words,
    senseOfPurpose: words,
    icdProduct: words,
    icdUse: words,
    informRelatives: words,
  }),
  extensions: object({
    /** Absent from a version that records legal capacity elsewhere. */
    legalCapacity: optional(object({ url: words, capable: words, comment: words })),
    comment: words,
    specificationOther: words,
    reasonForEnding: words,
    relatedPerson: words,
    /** Says more closely what kind a code of FHIR is, for instance a mobile telephone. */
    codeSpecification: optional(words),
  }),
  treatmentDirective: object({
    scope: code,
    category: code,
    agreementParty: code,
    /** The code that stands for a treatment written out in words. */
    otherTreatment: code,
    /** Regular expression whose first group is a code written inside those words, with the system it is from. */
    codeInWords: object({ system: words, pattern: words }),
    /** Specifications that say that nothing was decided; compared without case and punctuation. */
    undecided: object({
      notDiscussed: list(words),
      unknown: list(words),
      /** The person would not speak of it: nothing was decided, and that is not the same as not having asked. */
      declined: listIfAny(words),
    }),
  }),
  treatments: list(treatment),
  advanceDirective: object({
    scope: code,
    category: code,
    representative: code,
    types: list(advanceDirectiveType),
  }),
  medicalPolicyGoal: object({
    /** Absent where the goal is recognised by its description alone. */
    category: optional(code),
    values: list(
      object({
        system: words,
        code: words,
        label,
        /** Read where somebody wrote it, and never written: the version's own list does not have it. */
        onlyRead: optional(yes),
      }),
    ),
    /** Codes that older forms used, and the code of `values` that they stand for. */
    replacedCodes: listIfAny(object({ from: code, to: code })),
  }),
  observations: object({
    specificCareWishes: observation,
    preferredPlaceOfDeath: observation,
    positionRegardingEuthanasia: observation,
    organDonationChoiceRegistration: observation,
    senseOfPurpose: observation,
  }),
  answers: object({
    /** Codes that say that the answer is not known. */
    unknown: list(code),
    /** Reasons for an absent answer that mean that the question was not put, or that the person would not speak of it. */
    notAsked: list(code),
    declined: list(code),
  }),
  conversation: object({ codes: list(code) }),
  icd: object({ types: list(codedLabel) }),
  informRelatives: object({
    resourceType: oneOf(['Communication', 'CommunicationRequest']),
    topic: code,
    reason: code,
  }),
  contactPerson: object({
    roles: list(contactRole),
    /** Written for somebody without a role, where the version wants one. It says nothing. */
    roleWhereNone: optional(code),
    relations: list(object({ system: words, code: words, label, standsIn: optional(oneOf(STANDS_IN)) })),
  }),
  /** Absent from a pack that only says how to read. */
  form: optional(decodeForm),
};

const decode = object(shape);

/** One version of a care-plan standard. */
export type PlanStandard = ReturnType<typeof decode>;
/** Words in both languages of the house; `plain` in words for whom they are about. */
export interface Label {
  readonly nl: string;
  readonly en: string;
  readonly plain?: { readonly nl: string; readonly en: string } | undefined;
}
/** A code with its system. */
export type Code = { readonly system: string; readonly code: string };
/** One treatment that the standard names. */
export type Treatment = PlanStandard['treatments'][number];
/** A place that an answer can name. */
export type NamedPlace = (typeof PLACES)[number];
/** In which turn somebody may decide for a patient who cannot. */
export type StandsIn = (typeof STANDS_IN)[number];
/** The five questions of the standard that are answered by an Observation. */
export type ObservationTopic = keyof PlanStandard['observations'];

/**
 * Reads the `care-plan.json` of a pack. Throws `Problem('structure')` with the place of the first thing that is
 * missing, wrong or unknown: an overlooked code could hide a wish.
 */
export const parsePlanStandard: (data: unknown) => PlanStandard = (data) =>
  (decode satisfies Decoder<unknown>)(data, 'care-plan');
