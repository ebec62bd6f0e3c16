import { type Element, elementOf, elementsOf } from '@caecilia/fhir';
import {
  type Caller,
  type ChangeAnswer,
  type Endpoint,
  type EndpointPost,
  type Kept,
  type PageVisit,
  Problem,
  present,
  type RecordSession,
  readsInEmergency,
} from '@caecilia/kernel';
import type { Actor, Done, Scenario, ScenarioWords } from './scenario.ts';
import { type ScenarioHouse, type SeenScenario, scenariosOverRecord } from './scenariosOverRecord.ts';
import type { DoneView, ScenarioChanged, ScenarioPlanned, ScenariosShown, ScenarioView } from './view.ts';

/** What the app of the daily work asks this module for. */
export interface ScenarioDesk extends ScenarioHouse {
  /** Whether plans of care are for this caller at all. */
  readonly maySee: (caller: Caller, patient: string) => Promise<boolean>;
  /** Names of the directory by reference; who has none is left out. */
  readonly namesOf: (
    session: RecordSession,
    references: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>;
}

/** What is asked and sent below `/desk/api`. */
export function scenarioEndpoints(desk: ScenarioDesk): readonly Endpoint[] {
  const port = scenariosOverRecord(desk);
  return [
    // What changed is asked for again under the rules of whoever looks.
    { path: '/scenarios/changes', follow: ['CarePlan'] },
    {
      path: '/patients/:id/scenarios',
      read: (session, visit) => shown(desk, session, visit),
      async write(session, post): Promise<ScenarioPlanned> {
        const body = elementOf(post.body);
        const { kept, again } = await port.plan(post.caller, {
          patient: idIn(post, 'id'),
          clientId: wordsIn(body, 'clientId'),
          words: scenarioIn(body),
        });
        const [scenario] = await viewsOf(desk, session, [kept]);
        if (scenario === undefined) throw new Error('what was kept is not there');
        return { scenario, again };
      },
    },
    {
      path: '/patients/:id/scenarios/:scenario',
      async write(session, post) {
        const answer = await port.change(post.caller, seenIn(post), scenarioIn(elementOf(post.body)));
        return await answered(desk, session, answer);
      },
    },
    {
      path: '/patients/:id/scenarios/:scenario/end',
      async write(session, post) {
        const because = wordsIn(elementOf(post.body), 'because');
        return await answered(desk, session, await port.end(post.caller, seenIn(post), because));
      },
    },
  ];
}

async function shown(desk: ScenarioDesk, session: RecordSession, visit: PageVisit): Promise<ScenariosShown> {
  const { caller } = visit;
  const patient = idIn(visit, 'id');
  await present(session, 'Patient', patient, 'patient');
  const { timeZone } = desk;
  if (!(await desk.maySee(caller, patient)))
    return { scenarios: [], unreadable: 0, more: false, closed: true, mayPlan: false, timeZone };
  const [{ entries, unreadable, more }, may] = await Promise.all([
    scenariosOverRecord(desk).ofPatient(caller, patient),
    desk.mayPlan(caller, patient),
  ]);
  return {
    scenarios: await viewsOf(desk, session, entries),
    unreadable: unreadable.length,
    more,
    closed: false,
    mayPlan: may && !readsInEmergency(caller, patient),
    timeZone,
  };
}

async function answered<Tried>(
  desk: ScenarioDesk,
  session: RecordSession,
  answer: ChangeAnswer<Kept<Scenario>, Tried>,
): Promise<ScenarioChanged> {
  const view = async (kept: Kept<Scenario>) => {
    const [found] = await viewsOf(desk, session, [kept]);
    if (found === undefined) throw new Error('what was kept is not there');
    return found;
  };
  return answer.kind === 'changed'
    ? { kind: 'changed', now: await view(answer.now) }
    : { kind: 'conflict', theirs: await view(answer.theirs) };
}

async function viewsOf(
  { namesOf }: ScenarioDesk,
  session: RecordSession,
  kept: readonly Kept<Scenario>[],
): Promise<readonly ScenarioView[]> {
  const people = kept.flatMap(({ value: { planned, changed, ended } }) =>
    [planned, changed, ended].flatMap((each) => each?.by ?? []),
  );
  const names = await namesOf(session, [...new Set(people)]);
  const done = ({ by, at }: Done): DoneView => {
    const name = names.get(by);
    return { at, ...(name === undefined ? {} : { name }) };
  };
  return kept.map(({ id, versionId, value }) => {
    const { patient: _, clientId: __, planned, changed, ended, ...words } = value;
    return {
      id,
      versionId,
      ...words,
      planned: done(planned),
      ...(changed === undefined ? {} : { changed: done(changed) }),
      ...(ended === undefined ? {} : { ended: { ...done(ended), because: ended.because } }),
    };
  });
}

/** What a form sent; what is of another kind reads as not filled in, and the domain says where. */
function scenarioIn(body: Element): ScenarioWords {
  return {
    problem: wordsIn(body, 'problem'),
    signs: wordsIn(body, 'signs'),
    steps: elementsOf(body.steps).map((step) => ({
      what: wordsIn(step, 'what'),
      who: wordsIn(step, 'who') as Actor,
    })),
    family: wordsIn(body, 'family'),
    call: wordsIn(body, 'call') as Actor,
  };
}

function wordsIn(body: Element, field: string): string {
  const value = body[field];
  return typeof value === 'string' ? value : '';
}

function seenIn(post: EndpointPost): SeenScenario {
  const { versionId } = elementOf(post.body);
  if (typeof versionId !== 'number' || !Number.isSafeInteger(versionId))
    throw new Problem('value', 'Say which version was seen.', { expression: 'versionId' });
  return { id: idIn(post, 'scenario'), versionId, patient: idIn(post, 'id') };
}

function idIn({ params }: PageVisit, name: string): string {
  const id = params[name] ?? '';
  if (!/^[A-Za-z0-9.-]{1,64}$/.test(id))
    throw new Problem('not-found', 'There is no such record, or it is not for you to see.');
  return id;
}
