import type { FhirResource } from '@caecilia/fhir';
import { elementOf, elementsOf, wordsOf } from '../reading/element.ts';
import type { ConversationNotes } from './notes.ts';
import { endsNothing, touchedRows } from './supersede.ts';

/** Code of the Task that asks the treating physician to bring limits up to date in the hospital's own record. */
export const ELSEWHERE_CODE = { system: 'urn:caecilia:task', code: 'limits-elsewhere' } as const;
/** Identifier by which one conversation gives one Task. */
export const ELSEWHERE_SYSTEM = 'urn:caecilia:limits-elsewhere';

/** A Task as it is shown. */
export interface LimitsElsewhere {
  readonly id: string;
  readonly versionId: number;
  /** FHIR instant of the conversation that changed limits. */
  readonly since: string;
}

/** Whether a conversation decided or withdrew a limit: what the hospital has on its own is then no longer right. */
export const changesLimits = (notes: ConversationNotes): boolean =>
  touchedRows(notes).some((row) => row.limit !== undefined && !endsNothing(row));

/** The Task for who treats the patient in the hospital. What was agreed is not in it: it is read where it stands. */
export function toLimitsElsewhere(task: {
  readonly patientId: string;
  /** `CareTeam/…` that treats the patient. */
  readonly owner: string;
  readonly conversation: string;
  readonly encounter: string;
  readonly by: string;
  readonly at: string;
  /** What there is to do, in the language of the record. */
  readonly words: string;
}): FhirResource {
  return {
    resourceType: 'Task',
    identifier: [{ system: ELSEWHERE_SYSTEM, value: task.conversation }],
    status: 'requested',
    intent: 'order',
    code: { coding: [{ ...ELSEWHERE_CODE }] },
    description: task.words,
    for: { reference: `Patient/${task.patientId}` },
    encounter: { reference: task.encounter },
    authoredOn: task.at,
    requester: { reference: task.by },
    owner: { reference: task.owner },
  };
}

/** Reads an open Task of ours; undefined for any other. */
export function readLimitsElsewhere(task: FhirResource): LimitsElsewhere | undefined {
  const isOurs = elementsOf(elementOf(task.code)?.coding).some(
    ({ system, code }) => system === ELSEWHERE_CODE.system && code === ELSEWHERE_CODE.code,
  );
  const since = wordsOf(task.authoredOn);
  if (!isOurs || task.status !== 'requested' || since === undefined) return undefined;
  return { id: String(task.id), versionId: Number(elementOf(task.meta)?.versionId ?? 0), since };
}

/** The Task when a person says that it was done. */
export function doneElsewhere(task: FhirResource, by: string, at: string): FhirResource {
  return {
    ...task,
    status: 'completed',
    executionPeriod: { start: wordsOf(task.authoredOn) ?? at, end: at },
    lastModified: at,
    note: [...elementsOf(task.note), { authorReference: { reference: by }, time: at, text: DONE }],
  };
}

const DONE = 'Bijgewerkt in het eigen dossier van het ziekenhuis';
