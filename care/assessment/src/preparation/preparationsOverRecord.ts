import { elementOf } from '@caecilia/fhir';
import { type Caller, civilDay, Problem, type RecordTransaction } from '@caecilia/kernel';
import { wordsOf } from '../element.ts';
import { clientNumberIn, madeBefore } from '../record/clientNumber.ts';
import { type AssessmentHouse, mustSeePatient, ofPatient } from '../record/house.ts';
import { SYSTEMS } from '../terms.ts';
import {
  changed,
  type FoundPreparation,
  lockPreparation,
  marksOf,
  partOf,
  preparationAt,
  preparationsOf,
  standingMarks,
  withSendings,
} from './keptPreparations.ts';
import { formNumber, type PreparationFields, parsePrepared } from './parsePrepared.ts';
import type { PreparationAt, Preparations } from './preparation.ports.ts';
import {
  agendaOf,
  isMark,
  type Mark,
  maySend,
  opened,
  type Point,
  type Preparation,
  parseWish,
  withdrawn,
} from './preparation.ts';
import { toPreparationTask } from './preparationTask.ts';
import { pointIn, readPreparedResponse, toMarkObservation } from './preparedResponse.ts';
import { HOME_LIST, sendingChanges } from './sending.ts';

/** Preparations as Tasks, and what was said of each point as an Observation. */
export function preparationsOverRecord(house: AssessmentHouse): Preparations {
  return {
    async of(caller, patientId) {
      const reader = house.session(caller);
      await mustSeePatient(reader, patientId);
      const [found, marks] = await Promise.all([
        preparationsOf(house, reader, patientId),
        marksOf(house, reader, patientId),
      ]);
      const kept = await withSendings(house, reader, found);
      return kept.map((each) => ({ ...each, marks: standingMarks(marks, each.value.sent?.answers) }));
    },
    ask: (caller, patientId, wish) => ask(house, caller, patientId, wish),
    async open(caller, at, { by, seen }) {
      await change(house, caller, at, (value) => {
        if (value.state === 'filledIn' && value.sent?.answers !== seen)
          throw new Problem('conflict', 'Something newer was sent meanwhile. Look at it first.');
        return opened(value, { by, at: house.now() });
      });
    },
    copy: (caller, at, act) => copy(house, caller, at, act),
    async withdraw(caller, at, { by, reason }) {
      await change(house, caller, at, (value) => withdrawn(value, { by, at: house.now() }, reason));
    },
    mark: (caller, at, act) => mark(house, caller, at, act),
  };
}

async function ask(
  house: AssessmentHouse,
  caller: Caller,
  patientId: string,
  wish: Parameters<Preparations['ask']>[2],
): Promise<string> {
  const now = house.now();
  const clientId = clientNumberIn(wish.clientId);
  const today = civilDay(now, house.timeZone);
  const parsed = parseWish(wish, { patientId, today });
  return await house.session(caller).transaction(async (transaction) => {
    const patient = await mustSeePatient(transaction, patientId);
    const before = await madeBefore(house, transaction, 'Task', clientId);
    if (before?.id !== undefined) return before.id;
    if (patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined)
      throw new Problem('business-rule', 'This patient died. Nothing is asked any more.');
    if (parsed.preparing === 'carer') await mustBeClose(transaction, parsed.person, { patientId, today });
    await transaction.lock(`${SYSTEMS.preparationFor}|${parsed.person}`);
    const others = await preparationsOf(house, transaction, patientId, parsed.person);
    if (others.some(({ value }) => maySend(value)))
      throw new Problem('conflict', 'This person was asked already, and nothing was opened yet.', {
        expression: 'person',
      });
    const id = transaction.newId('Task', patientId);
    const value: Preparation = {
      patientId,
      ...parsed,
      askedBy: wish.by,
      askedAt: now,
      state: 'asked',
      taken: [clientId],
    };
    await transaction.write([{ kind: 'create', id, resource: { ...toPreparationTask(value), id } }]);
    return id;
  });
}

async function mustBeClose(
  transaction: RecordTransaction,
  person: string,
  { patientId, today }: { readonly patientId: string; readonly today: string },
): Promise<void> {
  const id = person.slice('RelatedPerson/'.length);
  const { resource } = await ofPatient(transaction, 'RelatedPerson', id, patientId);
  const end = wordsOf(elementOf(resource.period).end)?.slice(0, today.length);
  if (resource.active === false || (end !== undefined && end < today))
    throw new Problem('value', 'This person is not close to the patient any more.', { expression: 'person' });
}

async function change(
  house: AssessmentHouse,
  caller: Caller,
  at: PreparationAt,
  made: (value: Preparation) => Preparation,
): Promise<void> {
  await house.session(caller).transaction(async (transaction) => {
    await lockPreparation(transaction, at.taskId);
    const found = await preparationAt(transaction, at);
    const value = made(found.value);
    if (value !== found.value) await transaction.write([changed(found, value)]);
  });
}

async function copy(
  house: AssessmentHouse,
  caller: Caller,
  at: PreparationAt,
  { by, fields, language }: Parameters<Preparations['copy']>[2],
): Promise<void> {
  const given = fieldsIn(fields);
  await house.session(caller).transaction(async (transaction) => {
    await lockPreparation(transaction, at.taskId);
    const found = await preparationAt(transaction, at);
    const { preparing } = found.value;
    const parsed = parsePrepared(given, { preparing, symptoms: house.registry.inUse(HOME_LIST) });
    if ('wrong' in parsed) {
      const [field = 'first'] = Object.keys(parsed.wrong);
      throw new Problem('value', 'Something in the form is missing or cannot be read.', {
        expression: field,
      });
    }
    const sending = { sent: parsed.value, language, enteredBy: by, clientId: formNumber(given) };
    const changes = await sendingChanges(house, transaction, found, sending);
    if (changes.length > 0) await transaction.write(changes);
  });
}

/** A form as JSON: by field the words that were typed. */
function fieldsIn(input: unknown): PreparationFields {
  return Object.fromEntries(
    Object.entries(elementOf(input)).map(([field, values]) => {
      const words: readonly unknown[] = Array.isArray(values) ? values : [];
      return [field, words.filter((each) => typeof each === 'string')];
    }),
  );
}

async function mark(
  house: AssessmentHouse,
  caller: Caller,
  at: PreparationAt,
  { by, point: input, mark: as, seen }: Parameters<Preparations['mark']>[2],
): Promise<void> {
  if (!isMark(as)) throw new Problem('value', 'A point is discussed, or for later.', { expression: 'mark' });
  await house.session(caller).transaction(async (transaction) => {
    await lockPreparation(transaction, at.taskId);
    const found = await preparationAt(transaction, at);
    const { answers, point, withheld } = await pointOf(house, transaction, found, pointIn(input));
    const standing = standingMarks(await marksOf(house, transaction, at.patientId), answers).find(
      (each) => each.point === point,
    );
    // What arrives twice is the same word of the same person.
    if (standing?.mark === as && standing.by === by) return;
    if ((standing?.id ?? 'none') !== seen)
      throw new Problem('conflict', 'A colleague said something of this point meanwhile.');
    // Of two within one tick of the clock the later one stands.
    const said = new Date(Math.max(house.now().getTime(), (standing?.at.getTime() ?? 0) + 1));
    await keepMark(house, transaction, at, { by, as, point, answers, withheld, said });
  });
}

async function keepMark(
  house: AssessmentHouse,
  transaction: RecordTransaction,
  at: PreparationAt,
  act: {
    readonly by: string;
    readonly as: Mark;
    readonly point: Point;
    readonly answers: string;
    readonly withheld: boolean;
    readonly said: Date;
  },
): Promise<void> {
  const { by, as, point, answers, withheld, said } = act;
  const id = transaction.newId('Observation', at.patientId);
  const resource = toMarkObservation({ id, point, mark: as, by, at: said, answers }, at);
  const kept = withheld && house.withhold ? house.withhold(resource) : resource;
  await transaction.write([{ kind: 'create', id, resource: kept }]);
}

/** The point as it stands in what was sent, and whether that is kept from the patient. */
async function pointOf(
  house: AssessmentHouse,
  transaction: RecordTransaction,
  { value }: FoundPreparation,
  point: Point | undefined,
): Promise<{ readonly answers: string; readonly point: Point; readonly withheld: boolean }> {
  const answers = value.sent?.answers;
  if (answers === undefined || value.state !== 'opened')
    throw new Problem('conflict', 'Begin the conversation first.');
  const resource = await partOf(transaction, answers, value.patientId);
  const read = readPreparedResponse(resource);
  if (point === undefined || read === undefined || !agendaOf(read.prepared).includes(point))
    throw new Problem('value', 'This point is not on the agenda.', { expression: 'point' });
  return { answers, point, withheld: house.isWithheld?.(resource) ?? false };
}
