import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { instantIn, isReference, referenceIn, wordsOf } from '../element.ts';
import { SYSTEMS } from '../terms.ts';

/** Whom the patient wants there. */
export type Companions =
  /** The patient does not know yet. */
  | { readonly kind: 'open' }
  /** Nobody: the patient comes alone. */
  | { readonly kind: 'alone' }
  | {
      readonly kind: 'with';
      /** People close of the record, `RelatedPerson/…`. */
      readonly people: readonly string[];
      /** Somebody else, in the words of the patient. */
      readonly words?: string;
    };

/** A choice as it was made: whose it is stays the patient, whoever wrote it down. */
export interface CompanionsChosen {
  readonly patientId: string;
  /** Logical id of the Appointment. */
  readonly talkId: string;
  /** Instant. */
  readonly at: string;
  /** Who wrote it down: the patient themself, or who of the team heard it. */
  readonly enteredBy: string;
  /** Number of the form. */
  readonly clientId: string;
  readonly companions: Companions;
}

export const LONGEST_COMPANIONS = 200;

/** What can be wrong with a choice. */
export type CompanionsWrong = 'who' | 'both' | 'nobody' | 'people' | 'long';

/** A form as a browser sends it. */
export type CompanionsFields = Readonly<Record<string, readonly string[]>>;

/**
 * Reads whom the patient wants there. `who` is `with`, `alone` or `open`; somebody named says `with` by itself. Who is
 * named and "nobody" at once is asked again: neither is guessed.
 */
export function parseCompanions(
  fields: CompanionsFields,
  close: readonly string[],
): { readonly value: Companions } | { readonly wrong: Readonly<Record<string, CompanionsWrong>> } {
  const words = (fields.words?.[0] ?? '').trim();
  const people = [...new Set(fields.people ?? [])];
  if (people.some((each) => !close.includes(each))) return { wrong: { people: 'people' } };
  if (words.length > LONGEST_COMPANIONS) return { wrong: { words: 'long' } };
  const isNamed = people.length > 0 || words !== '';
  const [said = isNamed ? 'with' : ''] = (fields.who ?? []).filter((each) => each !== '');
  if (said === 'alone' || said === 'open')
    return isNamed ? { wrong: { who: 'both' } } : { value: { kind: said } };
  if (said !== 'with') return { wrong: { who: 'who' } };
  if (!isNamed) return { wrong: { people: 'nobody' } };
  return { value: { kind: 'with', people, ...(words === '' ? {} : { words }) } };
}

const QUESTIONNAIRE = 'urn:caecilia:questionnaire:caecilia-companions|1.0.0';
const COMPANIONS_SYSTEM = 'urn:caecilia:talk-companions';
const ASKED = 'Wie wilt u erbij hebben?';

/** Says which conversation a choice is of. */
export const companionsIdentifier = (talkId: string) => ({ system: SYSTEMS.talk, value: talkId });

/** A choice as a QuestionnaireResponse: the newest of a conversation stands. Pure. */
export function toCompanionsResponse(chosen: CompanionsChosen, id: string): FhirResource {
  const { patientId, talkId, at, enteredBy, clientId, companions } = chosen;
  const answers: readonly Element[] =
    companions.kind === 'with'
      ? [
          ...companions.people.map((reference) => ({ valueReference: { reference } })),
          ...(companions.words === undefined ? [] : [{ valueString: companions.words }]),
        ]
      : [{ valueCoding: { system: COMPANIONS_SYSTEM, code: companions.kind } }];
  return {
    resourceType: 'QuestionnaireResponse',
    id,
    extension: [{ url: SYSTEMS.client, valueString: clientId }],
    identifier: companionsIdentifier(talkId),
    questionnaire: QUESTIONNAIRE,
    status: 'completed',
    subject: { reference: `Patient/${patientId}` },
    authored: at,
    author: { reference: enteredBy },
    source: { reference: `Patient/${patientId}` },
    item: [{ linkId: 'companions', text: ASKED, answer: answers }],
  };
}

/** Reads a choice back; undefined for what is none, or is not as it is written here. */
export function readCompanionsResponse(resource: FhirResource): CompanionsChosen | undefined {
  const { questionnaire, status, identifier, authored } = resource;
  const talkId = wordsOf(elementOf(identifier).value);
  const at = instantIn(authored);
  const patient = referenceIn(resource.subject);
  const enteredBy = referenceIn(resource.author);
  const clientId = elementsOf(resource.extension).find(({ url }) => url === SYSTEMS.client)?.valueString;
  const companions = companionsIn(elementsOf(elementsOf(resource.item)[0]?.answer));
  if (
    questionnaire !== QUESTIONNAIRE ||
    status !== 'completed' ||
    talkId === undefined ||
    at === undefined ||
    !isReference(patient, 'Patient') ||
    enteredBy === undefined ||
    companions === undefined
  )
    return undefined;
  return {
    patientId: patient.slice('Patient/'.length),
    talkId,
    at: new Date(at).toISOString(),
    enteredBy,
    clientId: wordsOf(clientId) ?? '',
    companions,
  };
}

function companionsIn(answers: readonly Element[]): Companions | undefined {
  const [code] = answers.flatMap(({ valueCoding }) => wordsOf(elementOf(valueCoding).code) ?? []);
  if (code === 'alone' || code === 'open') return { kind: code };
  const people = answers.flatMap(({ valueReference }) => referenceIn(valueReference) ?? []);
  const [words] = answers.flatMap(({ valueString }) => wordsOf(valueString) ?? []);
  if (people.length === 0 && words === undefined) return undefined;
  return { kind: 'with', people, ...(words === undefined ? {} : { words }) };
}
