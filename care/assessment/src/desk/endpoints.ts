import { elementOf } from '@caecilia/fhir';
import {
  type Endpoint,
  type EndpointPost,
  instantOf,
  type PageVisit,
  type RecordSession,
} from '@caecilia/kernel';
import { assessmentsOverRecord } from '../record/assessmentsOverRecord.ts';
import { contactsOverRecord } from '../record/contactsOverRecord.ts';
import { mustSeePatient } from '../record/house.ts';
import { namesOf } from '../record/names.ts';
import { phasesOverRecord } from '../record/phasesOverRecord.ts';
import { isReporter, type Reporter } from '../reporter.ts';
import { responsesOf, standingShown, startOf } from './read.ts';
import { type AssessmentDesk, idIn, mustRecord, mustScore, mustSee, mustSeeContacts } from './settings.ts';
import { contactShown, instrumentShown, peopleOf } from './shown.ts';
import { trendsOf } from './trends.ts';

/** Contacts on one page of the list. */
const CONTACTS = 20;

/** What the app of the daily work asks of assessment, below `/desk/api`. */
export function assessmentEndpoints(desk: AssessmentDesk): readonly Endpoint[] {
  return [
    {
      path: '/patients/:id/instruments',
      async read(session, visit) {
        await mustSeePatient(session, idIn(visit, 'id'));
        const { all, active } = desk.registry;
        return { instruments: all.map((each) => instrumentShown(each, active.includes(each))) };
      },
    },
    {
      path: '/patients/:id/standing',
      read: (session, visit) => standingShown(desk, session, visit),
    },
    { path: '/patients/:id/assessment', read: (session, visit) => startOf(desk, session, visit) },
    { path: '/patients/:id/trends', read: (session, visit) => trends(desk, session, visit) },
    ...contactEndpoints(desk),
    ...phaseEndpoints(desk),
    ...responseEndpoints(desk),
  ];
}

async function trends(desk: AssessmentDesk, session: RecordSession, visit: PageVisit) {
  const patientId = idIn(visit, 'id');
  await mustSee(desk, visit.caller, patientId);
  return await trendsOf(desk, session, patientId);
}

function contactEndpoints(desk: AssessmentDesk): readonly Endpoint[] {
  const port = contactsOverRecord(desk);
  return [
    {
      path: '/patients/:id/contacts',
      async read(session, visit) {
        const patientId = idIn(visit, 'id');
        await mustSeeContacts(desk, visit.caller, patientId);
        const contacts = await port.latest(visit.caller, patientId, CONTACTS);
        const names = await namesOf(session, contacts.flatMap(peopleOf));
        return { timeZone: desk.timeZone, contacts: contacts.map((each) => contactShown(each, names)) };
      },
      async write(session, post) {
        const patientId = idIn(post, 'id');
        const by = await mustRecord(desk, post.caller, patientId);
        const input = withPeople(post.body, by, patientId);
        const contact = await port.record(post.caller, patientId, {
          ...input,
          start: onTheClock(desk, input.start),
          professionals: [by],
        });
        return { contact: contactShown(contact, await namesOf(session, peopleOf(contact))) };
      },
    },
    {
      path: '/patients/:id/contacts/:contact',
      async read(session, visit) {
        const patientId = idIn(visit, 'id');
        await mustSeeContacts(desk, visit.caller, patientId);
        const contact = await port.read(visit.caller, patientId, idIn(visit, 'contact'));
        const names = await namesOf(session, peopleOf(contact));
        return { timeZone: desk.timeZone, contact: contactShown(contact, names) };
      },
      async write(session, post) {
        const patientId = idIn(post, 'id');
        const by = await mustRecord(desk, post.caller, patientId);
        const input = withPeople(post.body, by, patientId);
        const at = { patientId, contactId: idIn(post, 'contact'), edition: String(input.edition) };
        const contact = await port.proceed(post.caller, at, input);
        return { contact: contactShown(contact, await namesOf(session, peopleOf(contact))) };
      },
    },
  ];
}

/** A civil minute as it was typed, on the clock of the house; anything else is left to the rules. Nothing typed: now. */
function onTheClock({ now, timeZone }: AssessmentDesk, typed: unknown): unknown {
  if (typed === undefined || typed === '') return now().toISOString();
  const isCivil = typeof typed === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typed);
  return isCivil ? new Date(instantOf(typed, timeZone)).toISOString() : typed;
}

/** Who answered and who wrote it down: the person who is signed in writes, and cannot write in somebody's name. */
function withPeople(body: unknown, by: string, patientId: string): Readonly<Record<string, unknown>> {
  const given = elementOf(body);
  const scores = elementOf(given.scores);
  return given.scores === undefined
    ? given
    : { ...given, scores: { ...scores, ...peopleFor(scores, by, patientId, 'patient') } };
}

/** Whose answers they are: somebody close is named by the form; the others follow from the reporter. */
function peopleFor(
  { reporter, answeredBy }: Readonly<Record<string, unknown>>,
  by: string,
  patientId: string,
  about: 'patient' | 'carer',
): { readonly answeredBy: unknown; readonly enteredBy: string; readonly copied: boolean } {
  const own: Readonly<Record<Reporter, unknown>> = {
    self: about === 'carer' ? answeredBy : `Patient/${patientId}`,
    helped: about === 'carer' ? answeredBy : `Patient/${patientId}`,
    proxy: answeredBy,
    staff: by,
  };
  return {
    answeredBy: isReporter(reporter) ? own[reporter] : undefined,
    enteredBy: by,
    // Who says "self" here says that the person filled it in alone, on paper or on this screen.
    copied: reporter === 'self',
  };
}

function phaseEndpoints(desk: AssessmentDesk): readonly Endpoint[] {
  const port = phasesOverRecord(desk);
  return [
    {
      path: '/patients/:id/phase',
      async write(session, post) {
        const patientId = idIn(post, 'id');
        const by = await mustRecord(desk, post.caller, patientId);
        const { phase, reason, at, seen, clientId } = elementOf(post.body);
        const wish = { phase, reason, at: onTheClock(desk, at), by, seen, clientId };
        await port.choose(post.caller, patientId, wish);
        return await standingShown(desk, session, post);
      },
    },
    {
      path: '/patients/:id/phase/end',
      async write(session, post) {
        const patientId = idIn(post, 'id');
        await mustRecord(desk, post.caller, patientId);
        const { episodeId, seen } = elementOf(post.body);
        await port.finish(post.caller, patientId, { episodeId: String(episodeId), seen });
        return await standingShown(desk, session, post);
      },
    },
    {
      path: '/patients/:id/phase/undo',
      async write(session, post) {
        const patientId = idIn(post, 'id');
        await mustRecord(desk, post.caller, patientId);
        const { episodeId, reason } = elementOf(post.body);
        await port.undo(post.caller, patientId, String(episodeId), reason);
        return await standingShown(desk, session, post);
      },
    },
  ];
}

function responseEndpoints(desk: AssessmentDesk): readonly Endpoint[] {
  const port = assessmentsOverRecord(desk);
  const measurementAt = async (post: EndpointPost) => {
    const patientId = idIn(post, 'id');
    await mustRecord(desk, post.caller, patientId);
    return { patientId, id: idIn(post, 'measurement') };
  };
  return [
    {
      path: '/patients/:id/responses',
      read: (session, visit) => responsesOf(desk, session, visit),
      async write(_session, post) {
        const patientId = idIn(post, 'id');
        const given = elementOf(post.body);
        const { about, withheldFromPatient } = desk.registry.inUse(String(given.instrument));
        // What is kept from the patient is written by who may read it again.
        const must = withheldFromPatient ? mustRecord : mustScore;
        const by = await must(desk, post.caller, patientId);
        const people = peopleFor(given, by, patientId, about);
        const at = onTheClock(desk, given.at);
        const { id } = await port.record(post.caller, patientId, { ...given, ...people, at });
        return { id };
      },
    },
    {
      path: '/patients/:id/responses/:measurement/retract',
      async write(_session, post) {
        const { patientId, id } = await measurementAt(post);
        await port.retract(post.caller, patientId, id, elementOf(post.body).reason);
        return { id };
      },
    },
    {
      path: '/patients/:id/responses/:measurement/release',
      async write(_session, post) {
        const { patientId, id } = await measurementAt(post);
        await port.release(post.caller, patientId, id);
        return { id };
      },
    },
  ];
}
