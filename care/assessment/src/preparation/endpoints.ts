import { type Element, elementOf } from '@caecilia/fhir';
import {
  type Caller,
  civilDay,
  type Endpoint,
  type PageVisit,
  type RecordSession,
  resourceOf,
} from '@caecilia/kernel';
import { peopleClose } from '../desk/read.ts';
import { type AssessmentDesk, idIn, mustRecord, mustSee } from '../desk/settings.ts';
import { mustSeePatient } from '../record/house.ts';
import { nameOf, namesOf } from '../record/names.ts';
import type { DeskPreparations, DeskPreparer } from './deskAnswers.ts';
import type { KeptPreparation } from './preparation.ports.ts';
import { preparationsOverRecord } from './preparationsOverRecord.ts';
import { peopleIn, preparationShown } from './shownPreparation.ts';

/** What the app of the daily work asks of preparing at home, below `/desk/api`. */
export function preparationEndpoints(desk: AssessmentDesk): readonly Endpoint[] {
  const port = preparationsOverRecord(desk);
  /** Something that is done with one preparation, by who may record for this patient. */
  const act = (name: string, done: (on: ActOn) => Promise<unknown>): Endpoint => ({
    path: `/patients/:id/preparation/:task/${name}`,
    async write(_session, post) {
      const [patientId, taskId] = [idIn(post, 'id'), idIn(post, 'task')];
      const by = await mustRecord(desk, post.caller, patientId);
      await done({ caller: post.caller, at: { patientId, taskId }, by, body: elementOf(post.body) });
      return { id: taskId };
    },
  });
  return [
    // What changed is asked for again under the rules of whoever looks.
    { path: '/preparation/changes', follow: ['Task', 'Observation'] },
    {
      path: '/patients/:id/preparation',
      read: (session, visit) => preparationsShown(desk, session, visit),
      async write(_session, post) {
        const patientId = idIn(post, 'id');
        const by = await mustRecord(desk, post.caller, patientId);
        const { person, dueOn, clientId } = elementOf(post.body);
        const id = await port.ask(post.caller, patientId, { person, dueOn, clientId, by });
        return { id };
      },
    },
    act('open', ({ caller, at, by, body }) => port.open(caller, at, { by, seen: body.seen })),
    act('copy', ({ caller, at, by, body }) =>
      port.copy(caller, at, { by, fields: body.fields, language: body.language === 'en' ? 'en' : 'nl' }),
    ),
    act('withdraw', ({ caller, at, by, body }) => port.withdraw(caller, at, { by, reason: body.reason })),
    act('mark', ({ caller, at, by, body: { point, mark, seen } }) =>
      port.mark(caller, at, { by, point, mark, seen }),
    ),
  ];
}

/** One act: on which preparation, by whom, and what was sent. */
interface ActOn {
  readonly caller: Caller;
  readonly at: { readonly patientId: string; readonly taskId: string };
  readonly by: string;
  readonly body: Element;
}

async function preparationsShown(
  desk: AssessmentDesk,
  session: RecordSession,
  visit: PageVisit,
): Promise<DeskPreparations> {
  const patientId = idIn(visit, 'id');
  const patient = await mustSeePatient(session, patientId);
  await mustSee(desk, visit.caller, patientId);
  const [kept, mayAsk, people] = await Promise.all([
    preparationsOverRecord(desk).of(visit.caller, patientId),
    desk.may(visit.caller, patientId, 'record'),
    preparersOf(desk, session, patientId),
  ]);
  const names = await namesOf(session, kept.flatMap(peopleIn));
  const today = civilDay(desk.now(), desk.timeZone);
  const withheld = await withheldOf(desk, session, kept);
  const shown = { names, today, registry: desk.registry, people, withheld };
  return {
    timeZone: desk.timeZone,
    today,
    mayAsk,
    died: patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined,
    people,
    preparations: kept.map((each) => preparationShown(each, shown)),
  };
}

/** Which sendings the patient does not see. */
async function withheldOf(
  desk: AssessmentDesk,
  session: RecordSession,
  kept: readonly KeptPreparation[],
): Promise<ReadonlySet<string>> {
  const wanted = kept.flatMap(({ value: { sent } }) =>
    sent === undefined
      ? []
      : [{ type: 'QuestionnaireResponse', id: sent.answers.slice('QuestionnaireResponse/'.length) }],
  );
  if (wanted.length === 0) return new Set();
  const found = await session.readMany(wanted);
  return new Set(
    found
      .filter((version) => !version.deleted && desk.isWithheld?.(resourceOf(version)))
      .map(({ id }) => `QuestionnaireResponse/${id}`),
  );
}

async function preparersOf(
  desk: AssessmentDesk,
  session: RecordSession,
  patientId: string,
): Promise<readonly DeskPreparer[]> {
  const patient = await mustSeePatient(session, patientId);
  const close = await peopleClose(desk, session, patientId);
  const name = nameOf(patient);
  const could = async (person: string) => (await desk.couldPrepareAtHome?.(patientId, person)) ?? false;
  const own = `Patient/${patientId}`;
  return [
    {
      reference: own,
      preparing: 'patient',
      ...(name === undefined ? {} : { name }),
      atHome: await could(own),
    },
    ...(await Promise.all(
      close.map(
        async (each): Promise<DeskPreparer> => ({
          ...each,
          preparing: 'carer',
          atHome: await could(each.reference),
        }),
      ),
    )),
  ];
}
