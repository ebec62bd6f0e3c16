import type { FhirResource } from '@caecilia/fhir';
import { type Change, Problem, type RecordTransaction } from '@caecilia/kernel';
import type { Language } from '@caecilia/ui';
import { responseChanges } from '../record/assessmentsOverRecord.ts';
import { type AssessmentHouse, inError, update } from '../record/house.ts';
import { parseResponse } from '../response/response.ts';
import { changed, type FoundPreparation, partOf } from './keptPreparations.ts';
import type { PreparationSent } from './parsePrepared.ts';
import { mustBeOpenForAnswers, type SentReferences, withSent } from './preparation.ts';
import { preparationIdentifier, toPreparedResponse } from './preparedResponse.ts';

/** The list of symptoms that people fill in at home: our own. */
export const HOME_LIST = 'caecilia-symptoms';

/** Why an earlier sending does not count any more. */
const REPLACED = 'Replaced by a later version of the same person, before the conversation.';

/** What is sent, and who typed it: the person themself, or who copies it from paper. */
export interface Sending {
  readonly sent: PreparationSent;
  readonly language: Language;
  readonly enteredBy: string;
}

/** Every change that a sending makes, once for each form. Throws `Problem('conflict')` where it is too late. */
export async function sendingChanges(
  house: AssessmentHouse,
  transaction: RecordTransaction,
  found: FoundPreparation,
  sending: Sending & { readonly clientId: string },
): Promise<readonly Change[]> {
  if (found.value.taken.includes(sending.clientId)) return [];
  mustBeOpenForAnswers(found.value);
  const made = makeSending(house, transaction, found, sending);
  const value = withSent(found.value, made.references, sending.clientId);
  return [...(await replaced(transaction, found)), ...made.changes, changed(found, value)];
}

/** The resources of one sending: words and topics, and the numbers as a measurement with who gave them. */
function makeSending(
  house: AssessmentHouse,
  transaction: RecordTransaction,
  { id: taskId, value }: FoundPreparation,
  { sent, language, enteredBy }: Sending,
): { readonly references: SentReferences; readonly changes: readonly Change[] } {
  const { patientId, preparing, person } = value;
  const at = house.now();
  const id = transaction.newId('QuestionnaireResponse', patientId);
  const answers = toPreparedResponse(
    {
      preparing,
      patientId,
      taskId,
      at,
      answeredBy: person,
      enteredBy,
      // What somebody close wants to talk about is about themselves; their numbers about the patient are a proxy's.
      reporter: preparing === 'carer' ? 'self' : sent.reporter,
      language,
      prepared: sent.prepared,
    },
    id,
  );
  const symptoms = scoresOf(house, transaction, { taskId, patientId, person, enteredBy, at, sent });
  return {
    references: {
      answers: `QuestionnaireResponse/${id}`,
      ...(symptoms === undefined ? {} : { symptoms: symptoms.references }),
    },
    changes: [
      { kind: 'create', id, resource: preparing === 'carer' ? kept(house, answers) : answers },
      ...(symptoms?.changes ?? []),
    ],
  };
}

/** What somebody close says of themselves is kept from the patient. A house that cannot do that does not take it. */
function kept({ withhold }: AssessmentHouse, resource: FhirResource): FhirResource {
  if (!withhold)
    throw new Problem(
      'not-supported',
      'This house cannot yet keep this from the patient, so it is not taken.',
    );
  return withhold(resource);
}

function scoresOf(
  house: AssessmentHouse,
  transaction: RecordTransaction,
  given: {
    readonly taskId: string;
    readonly patientId: string;
    readonly person: string;
    readonly enteredBy: string;
    readonly at: Date;
    readonly sent: PreparationSent;
  },
):
  | { readonly references: NonNullable<SentReferences['symptoms']>; readonly changes: readonly Change[] }
  | undefined {
  const { taskId, patientId, person, enteredBy, at, sent } = given;
  if (Object.keys(sent.scores).length === 0) return undefined;
  const response = parseResponse(
    house.registry,
    {
      instrument: HOME_LIST,
      at: at.toISOString(),
      reporter: sent.reporter,
      answeredBy: person,
      enteredBy,
      helperUnnamed: true,
      // Who says "self" for somebody else says that they filled it in alone, and that it was copied as it stands.
      copied: enteredBy !== person,
      answers: sent.scores,
    },
    { patientId, now: at },
  );
  const changes = responseChanges(house, transaction, response).map((change) => ({
    ...change,
    resource: { ...change.resource, ...ofPreparation(change.resource, taskId) },
  }));
  const idOf = (type: string) =>
    `${type}/${String(changes.find(({ resource }) => resource.resourceType === type)?.id)}`;
  return {
    changes,
    references: { response: idOf('QuestionnaireResponse'), observation: idOf('Observation') },
  };
}

const ofPreparation = ({ resourceType }: FhirResource, taskId: string) => ({
  identifier:
    resourceType === 'Observation' ? [preparationIdentifier(taskId)] : preparationIdentifier(taskId),
});

/** What was sent before does not count any more; it stays in the record with why. */
async function replaced(
  transaction: RecordTransaction,
  { value: { sent, patientId } }: FoundPreparation,
): Promise<readonly Change[]> {
  if (sent === undefined) return [];
  const { answers, symptoms } = sent;
  const read = (reference: string) => partOf(transaction, reference, patientId);
  const voided = async (reference: string) =>
    update({ ...(await read(reference)), status: 'entered-in-error' });
  return [
    await voided(answers),
    ...(symptoms === undefined
      ? []
      : [await voided(symptoms.response), inError(await read(symptoms.observation), REPLACED)]),
  ];
}
