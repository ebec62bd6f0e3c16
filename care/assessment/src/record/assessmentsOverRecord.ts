import { elementOf, type FhirResource } from '@caecilia/fhir';
import {
  type Caller,
  type Change,
  Problem,
  type RecordReader,
  type RecordTransaction,
} from '@caecilia/kernel';
import { type Measurement, readMeasurement } from '../response/measurement.ts';
import { type AssessmentResponse, parseResponse } from '../response/response.ts';
import { toResources } from '../response/toResources.ts';
import { SYSTEMS } from '../terms.ts';
import type { Assessments } from './assessment.ports.ts';
import { clientIdentifier, clientNumberIn, madeBefore } from './clientNumber.ts';
import {
  type AssessmentHouse,
  allOf,
  inError,
  mustSeePatient,
  ofPatient,
  reasonIn,
  update,
} from './house.ts';

/** Responses as QuestionnaireResponse and Observation, written together or not at all. */
export function assessmentsOverRecord(house: AssessmentHouse): Assessments {
  return {
    async record(caller, patientId, input) {
      const response = parseResponse(house.registry, input, { patientId, now: house.now() });
      const { clientId } = elementOf(input);
      const number = clientId === undefined ? undefined : clientNumberIn(clientId);
      return await keep(house, caller, response, number);
    },
    async of(caller, patientId, instrumentId) {
      const found = await allOf(house.session(caller), house.readSearch, 'Observation', [
        ['patient', `Patient/${patientId}`],
        ['code', `${SYSTEMS.instrument}|${instrumentId}`],
      ]);
      return found
        .flatMap((observation) => readMeasurement(observation, house.registry) ?? [])
        .toSorted((one, other) => one.at.getTime() - other.at.getTime());
    },
    async retract(caller, patientId, measurementId, words) {
      const reason = reasonIn(words);
      await house.session(caller).transaction(async (transaction) => {
        const { observation, response } = await pairOf(house, transaction, patientId, measurementId);
        await transaction.write([
          inError(observation, reason),
          update({ ...response, status: 'entered-in-error' }),
        ]);
      });
    },
    async release(caller, patientId, measurementId) {
      const { release } = house;
      if (!release) throw new Problem('not-supported', 'This house keeps nothing from the patient.');
      await house.session(caller).transaction(async (transaction) => {
        const { observation, response } = await pairOf(house, transaction, patientId, measurementId);
        await transaction.write([update(release(observation)), update(release(response))]);
      });
    },
  };
}

/** A measurement and its response. Throws `Problem('not-found')` for anything else, and for what was retracted. */
async function pairOf(
  house: AssessmentHouse,
  reader: RecordReader,
  patientId: string,
  measurementId: string,
): Promise<{ readonly observation: FhirResource; readonly response: FhirResource }> {
  const { resource } = await ofPatient(reader, 'Observation', measurementId, patientId);
  const responseId = readMeasurement(resource, house.registry)?.response?.split('/')[1];
  if (responseId === undefined)
    throw new Problem('not-found', 'This is no measurement, or it was retracted before.');
  const response = await ofPatient(reader, 'QuestionnaireResponse', responseId, patientId);
  return { observation: resource, response: response.resource };
}

async function keep(
  house: AssessmentHouse,
  caller: Caller,
  response: AssessmentResponse,
  clientId: string | undefined,
): Promise<Measurement> {
  return await house.session(caller).transaction(async (transaction) => {
    const { patientId } = response;
    await mustSeePatient(transaction, patientId);
    const sentBefore =
      clientId === undefined
        ? undefined
        : await madeBefore(house, transaction, 'QuestionnaireResponse', clientId);
    if (sentBefore) return await measurementOf(house, transaction, patientId, sentBefore);
    const changes = responseChanges(house, transaction, response, clientId);
    await transaction.write(changes);
    const [, observation] = changes.map(({ resource }) => resource);
    const measurement = observation && readMeasurement(observation, house.registry);
    if (!measurement)
      throw new Problem('exception', 'The response could not be read back; nothing was kept.');
    return measurement;
  });
}

type Creation = Extract<Change, { kind: 'create' }>;

/**
 * The two resources of a response. Throws `Problem('not-supported')` for what has to be kept from the patient, in a
 * house that cannot do that.
 */
export function responseChanges(
  { withhold }: AssessmentHouse,
  transaction: RecordTransaction,
  response: AssessmentResponse,
  clientId?: string,
): readonly Creation[] {
  const { withheldFromPatient } = response.instrument;
  if (withheldFromPatient && !withhold)
    throw new Problem(
      'not-supported',
      'This house cannot yet keep this answer from the patient, so it is not recorded. Note it elsewhere.',
    );
  const ids = {
    response: transaction.newId('QuestionnaireResponse', response.patientId),
    observation: transaction.newId('Observation', response.patientId),
  };
  return toResources(response, ids)
    .map((resource) => (withheldFromPatient && withhold ? withhold(resource) : resource))
    .map((resource) => ({
      kind: 'create',
      id: String(resource.id),
      resource:
        clientId === undefined || resource.resourceType !== 'QuestionnaireResponse'
          ? resource
          : { ...resource, identifier: clientIdentifier(clientId) },
    }));
}

/** What was kept when the same form was sent before. */
async function measurementOf(
  house: AssessmentHouse,
  reader: RecordReader,
  patientId: string,
  response: FhirResource,
): Promise<Measurement> {
  const found = await allOf(reader, house.readSearch, 'Observation', [
    ['patient', `Patient/${patientId}`],
    ['derived-from', `QuestionnaireResponse/${response.id ?? ''}`],
  ]);
  const [measurement] = found.flatMap((each) => readMeasurement(each, house.registry) ?? []);
  if (!measurement)
    throw new Problem('conflict', 'This was recorded, and taken back since. Open the list again.');
  return measurement;
}
