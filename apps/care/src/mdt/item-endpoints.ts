import type { adviceOverRecord, Consultations } from '@caecilia/consultation';
import { type Caller, type Endpoint, type EndpointPost, Problem, type RecordSession } from '@caecilia/kernel';
import {
  demandDecision,
  type Item,
  type ItemPlace,
  type Kept,
  mayChair,
  type OwnerChoices,
} from '@caecilia/mdt';
import { TEAM_ROLES } from '@caecilia/team';
import { bodyIn, countAt, oneAt, textAt, wordsAt } from './body.ts';
import { decisionIn, decisionTasks, teamOf } from './decisions.ts';
import { itemViews, type MeetingParts } from './meeting-endpoints.ts';
import { treatingOf, underWay } from './treating.ts';

/** What decisions become. */
export interface ItemParts extends MeetingParts {
  readonly requests: Consultations;
  readonly advice: ReturnType<typeof adviceOverRecord>;
}

const placeIn = ({ params }: Pick<EndpointPost, 'params'>): ItemPlace => ({
  meeting: params.meeting ?? '',
  item: params.item ?? '',
});

/** What the app asks about one patient of a meeting. */
export function itemEndpoints(parts: ItemParts): readonly Endpoint[] {
  const { items, pulses } = parts;
  const path = '/mdt/:meeting/items/:item';
  const change =
    (work: (post: EndpointPost, place: ItemPlace) => Promise<Kept<Item>>): NonNullable<Endpoint['write']> =>
    async (session, post) => {
      const place = placeIn(post);
      const kept = await work(post, place);
      pulses.itemChanged(place.meeting, place.item);
      return await viewOf(session, post.caller, kept);
    };
  return [
    {
      path,
      read: async (session, visit) =>
        await viewOf(session, visit.caller, await items.read(visit.caller, placeIn(visit))),
    },
    { path: `${path}/words`, write: async (_session, post) => await write(parts, post) },
    {
      path: `${path}/steps`,
      write: change(async ({ body, caller }, place) => {
        const wish = bodyIn(body);
        const words = wordsAt(wish, 'words');
        const kind = oneAt(wish, 'kind', ['removed', 'restored', 'discussed']);
        return await items.step(caller, place, { kind, ...(words === undefined ? {} : { words }) });
      }),
    },
    {
      path: `${path}/additions`,
      write: change(async ({ body, caller }, place) => {
        const wish = bodyIn(body);
        return await items.append(caller, place, { id: textAt(wish, 'id'), words: textAt(wish, 'words') });
      }),
    },
    {
      path: `${path}/decisions`,
      read: async (session, visit) => await choices(parts, session, visit.caller, placeIn(visit)),
      write: change(async (post, place) => await decide(parts, post, place)),
    },
  ];
}

async function viewOf(session: RecordSession, caller: Caller, kept: Kept<Item>): Promise<object> {
  const [item] = await itemViews(session, caller, [kept]);
  return { item };
}

async function write({ items, pulses }: ItemParts, post: EndpointPost): Promise<object> {
  const wish = bodyIn(post.body);
  const place = placeIn(post);
  const answer = await items.write(post.caller, place, {
    id: textAt(wish, 'id'),
    revision: countAt(wish, 'revision'),
    words: textAt(wish, 'words'),
    window: textAt(wish, 'window'),
  });
  pulses.itemChanged(place.meeting, place.item);
  if (answer.kind === 'conflict') {
    const { window: _, ...theirs } = answer.theirs;
    return { kind: 'conflict', theirs: { ...theirs, mine: true } };
  }
  return { kind: 'kept', revision: answer.part?.revision ?? 0, at: answer.part?.changedAt };
}

/** Who can be asked, so that a screen offers nobody who cannot. */
async function choices(
  { house, items, requests }: ItemParts,
  session: RecordSession,
  caller: Caller,
  place: ItemPlace,
): Promise<OwnerChoices> {
  const { value } = await items.read(caller, place);
  const open = underWay((await requests.ofPatient(caller, value.patient)).entries);
  const team = await teamOf(session, caller);
  return {
    hasConsultation: open.length > 0,
    treating:
      open.length > 0 ? await treatingOf(house, session, { patient: value.patient, asks: caller }, open) : [],
    team: team === undefined ? [] : TEAM_ROLES.filter((role) => role !== 'researcher'),
  };
}

/** The task first, then the minutes that name it: both take the same decision once, and a repetition goes on where it stopped. */
async function decide(
  parts: ItemParts,
  { body, caller }: EndpointPost,
  place: ItemPlace,
): Promise<Kept<Item>> {
  const { house, items, requests, advice } = parts;
  if (!mayChair(caller.role))
    throw new Problem('forbidden', 'Decisions of the meeting are written down by the consultation team.');
  const wish = bodyIn(body);
  const [id, words] = [textAt(wish, 'id'), textAt(wish, 'words').trim()];
  demandDecision(words);
  const asked = decisionIn(wish);
  const { value } = await items.read(caller, place);
  if (value.frozen !== undefined)
    throw new Problem('conflict', 'This meeting was closed; decide it in the next one.', {
      expression: 'closed',
    });
  const task = await decisionTasks(house, { requests, advice })(caller, {
    ...asked,
    id,
    words,
    patient: value.patient,
  });
  const { domain: _, ...decision } = asked;
  return await items.decide(caller, place, { id, words, decision: { ...decision, task } });
}
