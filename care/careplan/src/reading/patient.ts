import { callName, type FhirResource, formalName } from '@caecilia/fhir';
import type { PlanPatient } from '../plan.ts';
import { conceptOf, elementsOf, extensionsOf, wordsOf } from './element.ts';
import { hasUnknownModifier } from './modifiers.ts';
import { ageOn } from './planDate.ts';
import type { Reader } from './reader.ts';
import { targetOf } from './references.ts';

const GENDERS = ['male', 'female', 'other', 'unknown'] as const;

/** Reads who the plan is about. Age is counted to the day of death where that is known. */
export function readPatient(patient: FhirResource, reader: Reader): PlanPatient {
  const birthDate = reader.date(patient.birthDate);
  const deceased = readDeceased(patient, reader);
  const lastDay = deceased?.on?.from ?? reader.now;
  const gender = GENDERS.find((each) => each === patient.gender);
  const called = callName(patient.name);
  const name = formalName(patient.name);
  const language = preferredLanguage(patient);
  const replacedBy = elementsOf(patient.link).find(({ type }) => type === 'replaced-by');
  const replacement = targetOf(replacedBy?.other);
  return {
    id: String(patient.id),
    name,
    legalCapacity: readLegalCapacity(patient, reader),
    ...(called !== undefined && !isInName(called, name) ? { callName: called } : {}),
    ...(birthDate ? { birthDate } : {}),
    ...(birthDate && !(deceased && !deceased.on) ? { age: ageOn(birthDate, lastDay) } : {}),
    ...(gender ? { gender } : {}),
    ...(language ? { language } : {}),
    ...(deceased ? { deceased } : {}),
    ...(replacement ? { replacedBy: replacement.id } : {}),
  };
}

const isInName = (called: string, name: string | undefined) => (name ?? '').split(/[\s,–]+/).includes(called);

function readDeceased(patient: FhirResource, reader: Reader): PlanPatient['deceased'] {
  const on = reader.date(patient.deceasedDateTime);
  if (on) return { on };
  return patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined ? {} : undefined;
}

function preferredLanguage(patient: FhirResource): string | undefined {
  const spoken = elementsOf(patient.communication);
  const preferred = spoken.find(({ preferred: first }) => first === true) ?? spoken[0];
  return preferred && conceptOf(preferred.language).codings[0]?.code;
}

/** Legal capacity for decisions about treatment: yes, no, or not recorded; never guessed from age or anything else. */
function readLegalCapacity(patient: FhirResource, { lexicon }: Reader): PlanPatient['legalCapacity'] {
  for (const { extensions } of lexicon.standards) {
    const { legalCapacity } = extensions;
    const [extension] = legalCapacity ? extensionsOf(patient, [legalCapacity.url]) : [];
    if (!legalCapacity || !extension || hasUnknownModifier(extension)) continue;
    const capable = extensionsOf(extension, [legalCapacity.capable])[0]?.valueBoolean;
    const comment = wordsOf(extensionsOf(extension, [legalCapacity.comment])[0]?.valueString);
    return {
      capable: typeof capable === 'boolean' ? capable : undefined,
      ...(comment === undefined ? {} : { comment }),
    };
  }
  return { capable: undefined };
}
