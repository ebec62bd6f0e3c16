import { elementOf, type FhirResource } from '@caecilia/fhir';
import {
  type Caller,
  type ChangeAnswer,
  type Kept,
  notThere,
  Problem,
  type RecordReader,
  type RecordTransaction,
  resourceOf,
  type StoredVersion,
  wasOvertaken,
} from '@caecilia/kernel';
import type { Coding } from '../instrument/instrument.ts';
import { type AssessmentHouse, allOf, mustSeePatient } from '../record/house.ts';
import { SYSTEMS } from '../terms.ts';
import {
  type Companions,
  type CompanionsChosen,
  companionsIdentifier,
  readCompanionsResponse,
  toCompanionsResponse,
} from './companions.ts';
import { mayChoose, nextTalk, type PlannedTalk } from './talk.ts';
import { fromAppointment, TALK_TOKEN, toAppointment } from './talkResource.ts';

/** A planned conversation with whom the patient wants there. */
export interface KeptTalk extends Kept<PlannedTalk> {
  /** The newest choice; absent: none was made. */
  readonly chosen?: CompanionsChosen;
}

/** Planned, or a colleague planned one first. */
export type PlanAnswer =
  | { readonly kind: 'planned'; readonly now: KeptTalk }
  | { readonly kind: 'standing'; readonly theirs: KeptTalk };

type TalkHouse = Omit<AssessmentHouse, 'registry'>;

/** Planned conversations of a patient, and those that are written otherwise than here: they are said, not left out. */
export interface Talks {
  /** The last one first, each with the choice that stands. */
  readonly talks: readonly KeptTalk[];
  /** References. */
  readonly unreadable: readonly string[];
}

export async function talksOf(
  { readSearch }: Pick<TalkHouse, 'readSearch'>,
  reader: RecordReader,
  patientId: string,
): Promise<Talks> {
  const about = ['patient', `Patient/${patientId}`] as const;
  const found = await allOf(reader, readSearch, 'Appointment', [
    about,
    ['appointment-type', TALK_TOKEN],
    ['status', 'booked,cancelled,fulfilled'],
  ]);
  if (found.length === 0) return { talks: [], unreadable: [] };
  const choices = await choicesOf(readSearch, reader, patientId, `${SYSTEMS.talk}|`);
  const talks: KeptTalk[] = [];
  const unreadable: string[] = [];
  for (const resource of found) {
    const id = resource.id ?? '';
    const value = readTalk(resource);
    const chosen = choices.find(({ talkId }) => talkId === id);
    const versionId = Number(resource.meta?.versionId);
    if (value === undefined) unreadable.push(`Appointment/${id}`);
    else talks.push({ id, versionId, value, ...(chosen === undefined ? {} : { chosen }) });
  }
  const sorted = talks.toSorted((one, other) => startOf(other) - startOf(one));
  return { talks: sorted, unreadable };
}

const startOf = ({ value }: KeptTalk) => Date.parse(value.startsAt);

function readTalk(resource: FhirResource): PlannedTalk | undefined {
  try {
    return fromAppointment(resource);
  } catch (error) {
    if (error instanceof Problem && error.code === 'invariant') return undefined;
    throw error;
  }
}

/** Choices, newest first; of two within one tick of the clock the one that was kept last. */
async function choicesOf(
  readSearch: TalkHouse['readSearch'],
  reader: RecordReader,
  patientId: string,
  identifier: string,
): Promise<readonly CompanionsChosen[]> {
  const found = await allOf(reader, readSearch, 'QuestionnaireResponse', [
    ['patient', `Patient/${patientId}`],
    ['identifier', identifier],
  ]);
  const kept = (meta: unknown) => Date.parse(String(elementOf(meta).lastUpdated));
  return found
    .toSorted((one, other) => kept(other.meta) - kept(one.meta))
    .flatMap((each) => readCompanionsResponse(each) ?? [])
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

const lockName = (patientId: string) => `planned talks of Patient/${patientId}`;

/**
 * Plans a conversation, once for each form. One that stands and is not over comes first: then nothing is planned and it
 * is told. Throws `Problem('business-rule')` for a patient who died.
 */
export async function planTalk(
  house: TalkHouse,
  caller: Caller,
  talk: PlannedTalk,
  code: Coding,
): Promise<PlanAnswer> {
  return await house.session(caller).transaction(async (transaction) => {
    const patient = await mustSeePatient(transaction, talk.patientId);
    await transaction.lock(lockName(talk.patientId));
    const { talks: all } = await talksOf(house, transaction, talk.patientId);
    const before = all.find(({ value }) => value.clientId === talk.clientId);
    if (before !== undefined) return { kind: 'planned', now: before };
    if (patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined)
      throw new Problem('business-rule', 'This patient died. Nothing is planned any more.');
    const standing = nextTalk(all, house.now());
    if (standing !== undefined) return { kind: 'standing', theirs: standing };
    const id = transaction.newId('Appointment', talk.patientId);
    await transaction.write([{ kind: 'create', id, resource: { ...toAppointment(talk, code), id } }]);
    return { kind: 'planned', now: { id, versionId: 1, value: talk } };
  });
}

/** Where a talk is, and which version was seen. */
export interface TalkAt {
  readonly patientId: string;
  readonly talkId: string;
}

/**
 * Changes one on the version that was seen. Where a colleague was first nothing is changed, and theirs is told. What
 * came of the same act before is not a conflict: `isDone` says whether it stands already.
 */
export async function changeTalk(
  house: TalkHouse,
  caller: Caller,
  { patientId, talkId }: TalkAt,
  act: {
    readonly versionId: unknown;
    readonly code: Coding;
    readonly change: (talk: PlannedTalk) => PlannedTalk;
    readonly isDone: (talk: PlannedTalk) => boolean;
  },
): Promise<ChangeAnswer<KeptTalk, undefined>> {
  const attempt = () =>
    house.session(caller).transaction(async (transaction): Promise<ChangeAnswer<KeptTalk, undefined>> => {
      await transaction.lock(lockName(patientId));
      const { kept, version } = await talkAt(house, transaction, { patientId, talkId });
      if (kept.versionId !== act.versionId)
        return act.isDone(kept.value)
          ? { kind: 'changed', now: kept }
          : { kind: 'conflict', theirs: kept, tried: undefined };
      const value = act.change(kept.value);
      const resource = toAppointment(value, act.code, resourceOf(version));
      const [done] = await transaction.write([
        { kind: 'update', id: talkId, ifMatch: kept.versionId, resource },
      ]);
      const versionId = done?.version.versionId ?? kept.versionId + 1;
      return { kind: 'changed', now: { ...kept, versionId, value } };
    });
  try {
    return await attempt();
  } catch (error) {
    // Another system wrote it beside our lock: looked at once more, it is a conflict that can be shown.
    if (wasOvertaken(error)) return await attempt();
    throw error;
  }
}

/** One of this patient. A foreign one and a missing one answer the same. */
async function talkAt(
  house: TalkHouse,
  transaction: RecordTransaction,
  { patientId, talkId }: TalkAt,
): Promise<{ readonly kept: KeptTalk; readonly version: StoredVersion }> {
  const version = await transaction.read('Appointment', talkId);
  const { talks } = await talksOf(house, transaction, patientId);
  const found = talks.find(({ id }) => id === talkId);
  if (version === undefined || version.deleted || found === undefined) throw notThere('planned conversation');
  return { kept: found, version };
}

/**
 * Keeps whom the patient wants there in place of what was chosen before, once for each form. Throws
 * `Problem('conflict')` where the conversation began, was called off or was held.
 */
export async function chooseCompanions(
  house: TalkHouse,
  caller: Caller,
  at: TalkAt,
  choice: { readonly companions: Companions; readonly enteredBy: string; readonly clientId: string },
): Promise<void> {
  const { patientId, talkId } = at;
  await house.session(caller).transaction(async (transaction) => {
    await transaction.lock(`companions of Appointment/${talkId}`);
    const { kept } = await talkAt(house, transaction, at);
    const { system, value } = companionsIdentifier(talkId);
    const before = await choicesOf(house.readSearch, transaction, patientId, `${system}|${value}`);
    if (before.some(({ clientId }) => clientId === choice.clientId)) return;
    if (!mayChoose(kept.value, house.now()))
      throw new Problem('conflict', 'This conversation has begun, or is not held any more.');
    const id = transaction.newId('QuestionnaireResponse', patientId);
    // Of two within one tick of the clock the later one stands.
    const newest = Math.max(...before.map((each) => Date.parse(each.at) + 1), house.now().getTime());
    const chosen = { ...choice, patientId, talkId, at: new Date(newest).toISOString() };
    await transaction.write([{ kind: 'create', id, resource: toCompanionsResponse(chosen, id) }]);
  });
}
