import { elementOf } from '@caecilia/fhir';
import {
  civilDay,
  type Endpoint,
  type EndpointPost,
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
  const act = async (post: EndpointPost) => {
    const patientId = idIn(post, 'id');
    const by = await mustRecord(desk, post.caller, patientId);
    return { by, at: { patientId, taskId: idIn(post, 'task') }, body: elementOf(post.body) };
  };
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
    {
      path: '/patients/:id/preparation/:task/open',
      async write(_session, post) {
        const { by, at, body } = await act(post);
        await port.open(post.caller, at, { by, seen: body.seen });
        return { id: at.taskId };
      },
    },
    {
      path: '/patients/:id/preparation/:task/copy',
      async write(_session, post) {
        const { by, at, body } = await act(post);
        const language = body.language === 'en' ? 'en' : 'nl';
        await port.copy(post.caller, at, { by, fields: body.fields, language });
        return { id: at.taskId };
      },
    },
    {
      path: '/patients/:id/preparation/:task/withdraw',
      async write(_session, post) {
        const { by, at, body } = await act(post);
        await port.withdraw(post.caller, at, { by, reason: body.reason });
        return { id: at.taskId };
      },
    },
    {
      path: '/patients/:id/preparation/:task/mark',
      async write(_session, post) {
        const { by, at, body } = await act(post);
        const { point, mark, seen } = body;
        await port.mark(post.caller, at, { by, point, mark, seen });
        return { id: at.taskId };
      },
    },
  ];
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
