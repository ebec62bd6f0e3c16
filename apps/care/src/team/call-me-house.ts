import { glanceOf, type PlanNow } from '@caecilia/careplan';
import { elementOf, elementsOf } from '@caecilia/fhir';
import { type Caller, callerOf, resourceOf } from '@caecilia/kernel';
import {
  CALL_ME_TOKEN,
  type CallBackPromise,
  type CallMeHouse,
  type CallMePageSettings,
  type CallReceiver,
  callMePage,
  type Member,
  type PhoneNow,
  requiredTeam,
  rotaOverRecord,
  type TeamReference,
  type TeamRole,
  teamsOf,
  unavailableAt,
} from '@caecilia/team';
import { onDuty } from '../access/duty-scope.ts';
import { POLICY } from '../access/policy.ts';
import type { DeskHouse } from '../desk/area.ts';
import type { PageFloor } from '../pages.ts';
import { patientAtHome } from '../privacy/own-record.ts';
import { teamWork } from './desk-area.ts';
import { TASK_MOVER } from './task-duty.ts';

/** What asking to be called stands on, beside the desk's house. */
export interface CallMeParts extends DeskHouse {
  readonly demo: boolean;
  readonly promise: CallBackPromise | undefined;
  readonly planNow: (caller: Caller, patientId: string) => Promise<PlanNow>;
}

/** The page of the server where who is at home asks to be called. */
export function callMeFloor(parts: CallMeParts): PageFloor {
  const { store, demo, planNow } = parts;
  const house = callMeHouse(parts);
  const asksFor: CallMePageSettings['asksFor'] = async (caller) => {
    const patient = await patientAtHome(store, caller);
    return patient !== undefined && (await house.mayAsk(caller, patient)) ? patient : undefined;
  };
  const phonesNow = async (caller: Caller, patientId: string): Promise<readonly PhoneNow[]> => {
    const { plan } = await planNow(caller, patientId);
    // Who answers now, at work: those close are around the patient already. None of what was agreed is read for it.
    const contacts = plan.contacts.filter(({ kind }) => kind !== 'relatedPerson');
    const { calls } = glanceOf(
      { ...plan, contacts },
      {
        maySeePlan: false,
        whereabouts: [],
        recordLanguage: 'nl',
        now: '',
      },
    );
    return calls.flatMap(({ name, number, dial }) => (name === undefined ? [] : [{ name, number, dial }]));
  };
  return {
    pages: [callMePage({ house, demo, asksFor, phonesNow, ownPhone: (caller) => ownPhone(parts, caller) })],
    assets: [],
    opensTo: async (caller) => (await asksFor(caller)) !== undefined,
  };
}

const ASKS = { type: 'Communication', interaction: 'create' } as const;

/** The ports of asking to be called on the record of this house. */
export function callMeHouse(parts: Omit<CallMeParts, 'planNow' | 'demo'>): CallMeHouse {
  const { store, promise, readSearch, now, timeZone } = parts;
  return {
    readSearch,
    now,
    timeZone,
    promise,
    // The row of the policy says it: the patient while they live, and who represents them or has their mandate.
    mayAsk: async (caller, patientId) =>
      (caller.role === 'patient' || caller.role === 'carer') &&
      (await store.stillAllowed(caller, patientId, ASKS)),
    atHome: (caller, patientId) =>
      store.session(
        onDuty(caller, {
          ground: 'callMe',
          patient: patientId,
          rules: [
            {
              types: ['Task'],
              may: ['read', 'search-type', 'create'],
              where: `code=${CALL_ME_TOKEN}`,
            },
          ],
        }),
      ),
    receiverFor: (patientId) => receiverFor(parts, patientId),
  };
}

/** The number of who asks, where their own rules show it. */
async function ownPhone({ store }: Pick<DeskHouse, 'store'>, caller: Caller): Promise<string | undefined> {
  const [type = '', id = ''] = caller.id.split('/');
  const version = await store.session(caller).read(type, id);
  if (version === undefined || version.deleted) return undefined;
  const phone = elementsOf(resourceOf(version).telecom).find(({ system }) => system === 'phone')?.value;
  return typeof phone === 'string' ? phone : undefined;
}

/**
 * The first team that has this patient in its care, by name: a task that nobody of it can see would be promised to be
 * read by nobody. Where only some members treat the patient it is theirs.
 */
async function receiverFor(
  parts: Pick<CallMeParts, 'store' | 'session' | 'readSearch' | 'now' | 'timeZone'>,
  patientId: string,
): Promise<CallReceiver | undefined> {
  const work = teamWork(parts);
  for (const { reference } of await teamsOf(work, TASK_MOVER)) {
    const { members } = await requiredTeam(work, { caller: TASK_MOVER, query: { team: reference } });
    const organization = await providerOf(parts, reference);
    if (organization !== undefined && (await seesTasks(parts, patientId, { organization, role: NURSE })))
      return { team: reference, role: NURSE, ...(await onDutyNow(parts, reference, members)) };
    for (const { reference: member, practitioner, roles } of members) {
      const [role] = roles;
      const actors = [member, practitioner];
      for (const fhirUser of actors)
        if (
          role !== undefined &&
          fhirUser !== undefined &&
          (await seesTasks(parts, patientId, { fhirUser, role }))
        )
          return { team: reference, role, owner: member };
    }
  }
  return undefined;
}

const NURSE: TeamRole = 'consult-nurse';

async function providerOf(
  { store }: Pick<DeskHouse, 'store'>,
  team: TeamReference,
): Promise<string | undefined> {
  const version = await store.session(TASK_MOVER).read('HealthcareService', team.split('/')[1] ?? '');
  const { reference } = version === undefined ? {} : elementOf(resourceOf(version).providedBy);
  return typeof reference === 'string' ? reference : undefined;
}

/** Whether the policy shows tasks of this patient to somebody like this; nothing is read. */
async function seesTasks(
  { store }: Pick<DeskHouse, 'store'>,
  patientId: string,
  who: { readonly role: TeamRole; readonly organization?: string; readonly fhirUser?: string },
): Promise<boolean> {
  const { role, organization, fhirUser } = who;
  const caller = callerOf(
    {
      accountId: fhirUser ?? organization ?? '',
      name: '',
      role,
      kind: 'staff',
      ...(fhirUser === undefined ? {} : { fhirUser }),
      ...(organization === undefined ? {} : { organization }),
      secondFactor: true,
      scopes: ['user/*.cruds'],
      clientId: 'call-me',
    },
    POLICY,
  );
  return await store.stillAllowed(caller, patientId, { type: 'Task', interaction: 'search-type' });
}

/** The nurse who has the duty now; where there is none the task is with the role, and whoever is there sees it. */
async function onDutyNow(
  parts: Pick<DeskHouse, 'session' | 'readSearch' | 'now' | 'timeZone'>,
  team: TeamReference,
  members: readonly Member[],
): Promise<Pick<CallReceiver, 'owner'>> {
  const now = parts.now().getTime();
  const [found] = await rotaOverRecord(teamWork(parts)).onCall(TASK_MOVER, team, now, [NURSE]);
  const owner = found?.member?.reference;
  const member = members.find(({ reference }) => reference === owner);
  return member === undefined || unavailableAt(member, now) !== undefined ? {} : { owner: member.reference };
}
