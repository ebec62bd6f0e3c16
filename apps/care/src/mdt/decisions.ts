import {
  type adviceOverRecord,
  CLIENT_REQUEST_SYSTEM,
  type Consultations,
  DOMAINS,
  selvesOf,
} from '@caecilia/consultation';
import { elementOf, elementsOf } from '@caecilia/fhir';
import { type Caller, dayPlus, Problem, type RecordReader, resourceOf, startOfDay } from '@caecilia/kernel';
import type { Decision, Party } from '@caecilia/mdt';
import { isTeamRole, TEAM_ROLES, type TeamReference, toTask } from '@caecilia/team';
import type { DeskHouse } from '../desk/area.ts';
import { type Body, dayAt, oneAt, wordsAt } from './body.ts';
import { underWay } from './treating.ts';

/** What a decision becomes a task from. */
export interface DecisionWish {
  readonly id: string;
  readonly patient: string;
  readonly words: string;
  readonly for: Decision['for'];
  readonly owner: Party;
  /** Civil day. */
  readonly dueOn: string;
  /** Of what becomes advice. */
  readonly domain?: (typeof DOMAINS)[number];
}

/** Reads who does what was decided, and by when. */
export function decisionIn(body: Body): Omit<DecisionWish, 'id' | 'patient' | 'words'> {
  const side = oneAt(body, 'for', ['treating', 'team']);
  const reference = wordsAt(body, 'owner');
  if (reference === undefined) throw new Problem('value', 'Choose who does it.', { expression: 'owner' });
  const name = wordsAt(body, 'ownerName');
  return {
    for: side,
    owner: side === 'team' ? { name: reference } : { reference, ...(name === undefined ? {} : { name }) },
    dueOn: dayAt(body, 'dueOn'),
    // Advice is about one of the four dimensions; a task of the team needs none.
    ...(side === 'treating' ? { domain: oneAt(body, 'domain', DOMAINS) } : {}),
  };
}

/**
 * Makes the task that a decision becomes, once for each decision however often it is sent: advice to who treats, in the
 * consultation that goes on, or a task for a role of the caller's team. Answers `Task/…`.
 */
export function decisionTasks(
  house: DeskHouse,
  {
    requests,
    advice,
  }: { readonly requests: Consultations; readonly advice: ReturnType<typeof adviceOverRecord> },
) {
  const asAdvice = async (caller: Caller, wish: DecisionWish): Promise<string> => {
    const found = await requests.ofPatient(caller, wish.patient);
    const [consultation] = underWay(found.entries);
    if (consultation === undefined)
      throw new Problem(
        'business-rule',
        'No consultation of this patient goes on, so no advice can be given.',
        {
          expression: 'for',
        },
      );
    if (wish.domain === undefined)
      throw new Problem('value', 'Say which dimension this is about.', { expression: 'domain' });
    const { kept } = await advice.give(caller, {
      patient: wish.patient,
      consultation: `ServiceRequest/${consultation.ids.request}`,
      clientId: wish.id,
      advice: wish.words,
      domain: wish.domain,
      owner: wish.owner,
      dueOn: wish.dueOn,
    });
    return `Task/${kept.id}`;
  };
  return async (caller: Caller, wish: DecisionWish): Promise<string> =>
    wish.for === 'treating' ? await asAdvice(caller, wish) : await asTeamTask(house, caller, wish);
}

async function asTeamTask(house: DeskHouse, caller: Caller, wish: DecisionWish): Promise<string> {
  const role = wish.owner.name;
  if (!isTeamRole(role))
    throw new Problem('value', `Choose one of ${TEAM_ROLES.join(', ')}.`, { expression: 'owner' });
  const session = house.session(caller);
  const team = await teamOf(session, caller);
  if (team === undefined)
    throw new Problem(
      'business-rule',
      'Your account belongs to no team of the directory; the office can say which.',
      {
        expression: 'for',
      },
    );
  const due = startOfDay(dayPlus(wish.dueOn, 1), house.timeZone);
  return await session.transaction(async (transaction) => {
    await transaction.lock(`client-request ${wish.id}`);
    const identifier = { system: CLIENT_REQUEST_SYSTEM, value: wish.id };
    const { matches } = await transaction.search(
      house.readSearch(['Task'], [['identifier', `${identifier.system}|${identifier.value}`]]),
    );
    const [standing] = matches;
    if (standing !== undefined) return `Task/${standing.id}`;
    const id = transaction.newId('Task', wish.patient);
    const draft = { patient: `Patient/${wish.patient}` as const, team, role, words: wish.words, due };
    const resource = {
      ...toTask(draft),
      identifier: [identifier],
      requester: { reference: caller.id },
    };
    await transaction.write([{ kind: 'create', id, resource }]);
    return `Task/${id}`;
  });
}

/** The team of somebody: the first service that an entry of theirs in the directory names. */
export async function teamOf(
  reader: RecordReader,
  caller: Pick<Caller, 'id' | 'scope'>,
): Promise<TeamReference | undefined> {
  // Who signs in is a person or one of their roles; the team stands with the role.
  const roles = selvesOf(caller).flatMap((each) => {
    const [type = '', id = ''] = each.split('/');
    return type === 'PractitionerRole' ? [{ type, id }] : [];
  });
  if (roles.length === 0) return undefined;
  const entries = (await reader.readMany(roles)).filter(({ deleted }) => !deleted).map(resourceOf);
  return entries
    .filter(({ active }) => active !== false)
    .flatMap(({ healthcareService }) => elementsOf(healthcareService))
    .map((each) => elementOf(each).reference)
    .find((each): each is TeamReference => typeof each === 'string' && each.startsWith('HealthcareService/'));
}
