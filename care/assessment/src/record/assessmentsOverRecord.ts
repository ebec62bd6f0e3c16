import { type Caller, Problem } from '@caecilia/kernel';
import { type Measurement, readMeasurement } from '../response/measurement.ts';
import { type AssessmentResponse, parseResponse } from '../response/response.ts';
import { toResources } from '../response/toResources.ts';
import { SYSTEMS } from '../terms.ts';
import type { Assessments } from './assessment.ports.ts';
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
      return await keep(house, caller, response);
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
        const { resource } = await ofPatient(transaction, 'Observation', measurementId, patientId);
        const responseId = readMeasurement(resource, house.registry)?.response?.split('/')[1];
        if (responseId === undefined)
          throw new Problem('not-found', 'This is no measurement, or it was retracted before.');
        const response = await ofPatient(transaction, 'QuestionnaireResponse', responseId, patientId);
        await transaction.write([
          inError(resource, reason),
          update({ ...response.resource, status: 'entered-in-error' }),
        ]);
      });
    },
  };
}

async function keep(
  house: AssessmentHouse,
  caller: Caller,
  response: AssessmentResponse,
): Promise<Measurement> {
  const { withheldFromPatient } = response.instrument;
  const { withhold } = house;
  if (withheldFromPatient && !withhold)
    throw new Problem(
      'not-supported',
      'This house cannot yet keep this answer from the patient, so it is not recorded. Note it elsewhere.',
    );
  return await house.session(caller).transaction(async (transaction) => {
    await mustSeePatient(transaction, response.patientId);
    const ids = {
      response: transaction.newId('QuestionnaireResponse', response.patientId),
      observation: transaction.newId('Observation', response.patientId),
    };
    const resources = toResources(response, ids).map((resource) =>
      withheldFromPatient && withhold ? withhold(resource) : resource,
    );
    await transaction.write(
      resources.map((resource) => ({
        kind: 'create',
        resource,
        ...(resource.id === undefined ? {} : { id: resource.id }),
      })),
    );
    const [, observation] = resources;
    const measurement = observation && readMeasurement(observation, house.registry);
    if (!measurement)
      throw new Problem('exception', 'The response could not be read back; nothing was kept.');
    return measurement;
  });
}
