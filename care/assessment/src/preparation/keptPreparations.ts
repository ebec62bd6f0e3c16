import type { FhirResource } from '@caecilia/fhir';
import { Problem, type RecordReader, type RecordTransaction, resourceOf } from '@caecilia/kernel';
import { type AssessmentHouse, allOf, ofPatient, update } from '../record/house.ts';
import { type Measurement, readMeasurement } from '../response/measurement.ts';
import { SYSTEMS } from '../terms.ts';
import type { KeptPreparation, PreparationAt, Sent } from './preparation.ports.ts';
import type { Preparation, SentReferences } from './preparation.ts';
import { PREPARATION_CODE, readPreparationTask, toPreparationTask } from './preparationTask.ts';
import { MARK_CODE, type PointMark, readMark, readPreparedResponse } from './preparedResponse.ts';

/** A Task of ours with the resource it was read from. */
export interface FoundPreparation {
  readonly id: string;
  readonly value: Preparation;
  readonly resource: FhirResource;
}

/** Every preparation of a patient that this reader shows, newest first. */
export async function preparationsOf(
  { readSearch }: Pick<AssessmentHouse, 'readSearch'>,
  reader: RecordReader,
  patientId: string,
  person?: string,
): Promise<readonly FoundPreparation[]> {
  const found = await allOf(reader, readSearch, 'Task', [
    ['patient', `Patient/${patientId}`],
    ['code', `${PREPARATION_CODE.system}|${PREPARATION_CODE.code}`],
    ...(person === undefined ? [] : [['identifier', `${SYSTEMS.preparationFor}|${person}`] as const]),
  ]);
  return found
    .flatMap((resource) => foundIn(resource) ?? [])
    .toSorted((one, other) => other.value.askedAt.getTime() - one.value.askedAt.getTime());
}

function foundIn(resource: FhirResource): FoundPreparation | undefined {
  const value = readPreparationTask(resource);
  return value === undefined || resource.id === undefined ? undefined : { id: resource.id, value, resource };
}

/** One of this patient. Throws `Problem('not-found')` for anything else. */
export async function preparationAt(
  reader: RecordReader,
  { patientId, taskId }: PreparationAt,
): Promise<FoundPreparation> {
  const version = await reader.read('Task', taskId);
  const found = version && !version.deleted ? foundIn(resourceOf(version)) : undefined;
  if (found?.value.patientId !== patientId)
    throw new Problem('not-found', 'This is not in the record of this patient, or you may not see it.');
  return found;
}

/** The Task with another state, refused when somebody else changed it meanwhile. */
export const changed = ({ resource }: FoundPreparation, value: Preparation) =>
  update(toPreparationTask(value, resource));

/** One preparation at a time: of two who act in the same second, one waits. */
export const lockPreparation = (transaction: RecordTransaction, taskId: string) =>
  transaction.lock(`${SYSTEMS.preparation}|${taskId}`);

/** What was sent with each, as far as this reader shows it. */
export async function withSendings(
  house: Pick<AssessmentHouse, 'readSearch' | 'registry'>,
  reader: RecordReader,
  found: readonly FoundPreparation[],
): Promise<readonly KeptPreparation[]> {
  const references = found.flatMap(({ value }) => (value.sent ? referencesOf(value.sent) : []));
  const resources = await loaded(reader, references);
  return found.map(({ id, value }) => ({ id, value, marks: [], ...sendingOf(value, resources, house) }));
}

const referencesOf = ({ answers, symptoms }: SentReferences): readonly string[] =>
  symptoms === undefined ? [answers] : [answers, symptoms.observation];

async function loaded(
  reader: RecordReader,
  references: readonly string[],
): Promise<ReadonlyMap<string, FhirResource>> {
  if (references.length === 0) return new Map();
  const wanted = references.flatMap((reference) => {
    const [type, id] = reference.split('/');
    return type === undefined || id === undefined ? [] : [{ type, id }];
  });
  const found = (await reader.readMany(wanted)).filter(({ deleted }) => !deleted).map(resourceOf);
  return new Map(found.map((each) => [`${each.resourceType}/${each.id ?? ''}`, each]));
}

function sendingOf(
  { sent }: Preparation,
  resources: ReadonlyMap<string, FhirResource>,
  { registry }: Pick<AssessmentHouse, 'registry'>,
): { readonly sent?: Sent; readonly scores?: Measurement } {
  const answers = sent && resources.get(sent.answers);
  const observation = sent?.symptoms && resources.get(sent.symptoms.observation);
  const read = answers && readPreparedResponse(answers);
  const scores = observation && readMeasurement(observation, registry);
  return {
    ...(read === undefined ? {} : { sent: read }),
    ...(scores === undefined ? {} : { scores }),
  };
}

/** Marks of a patient, oldest first. */
export async function marksOf(
  { readSearch }: Pick<AssessmentHouse, 'readSearch'>,
  reader: RecordReader,
  patientId: string,
): Promise<readonly PointMark[]> {
  const found = await allOf(reader, readSearch, 'Observation', [
    ['patient', `Patient/${patientId}`],
    ['code', `${MARK_CODE.system}|${MARK_CODE.code}`],
  ]);
  return found
    .flatMap((each) => readMark(each) ?? [])
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

/** The newest mark of each point of one sending. */
export function standingMarks(
  marks: readonly PointMark[],
  answers: string | undefined,
): readonly PointMark[] {
  const own = marks.filter((each) => each.answers === answers);
  return [...new Map(own.map((each) => [each.point, each])).values()];
}

/** A resource of what was sent. */
export async function partOf(
  reader: RecordReader,
  reference: string,
  patientId: string,
): Promise<FhirResource> {
  const [type = '', id = ''] = reference.split('/');
  return (await ofPatient(reader, type, id, patientId)).resource;
}
