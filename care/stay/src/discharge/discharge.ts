import { elementOf, type FhirResource } from '@caecilia/fhir';
import {
  type Caller,
  type ChangeAnswer,
  coded,
  codeIn,
  doingOf,
  forbid,
  type Kept,
  known,
  Problem,
  type RecordHouse,
  resourceOf,
  type StoredVersion,
  strictReading,
  wasOvertaken,
} from '@caecilia/kernel';

const { unreadable, idIn, instantIn, oneOf, referenceIn, textIn } = strictReading('discharge');

/** What has to be there when somebody goes home: no more than what keeps them from going. */
export const ITEMS = ['bed', 'oxygen', 'home-nursing'] as const;
export type Item = (typeof ITEMS)[number];

/** `not-needed` is said by somebody; nobody said anything yet is no entry at all. */
export const ITEM_STATES = ['open', 'arranged', 'not-needed'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** One thing to be arranged before somebody goes home. */
export interface DischargeItem {
  /** Logical id. */
  readonly patient: string;
  readonly item: Item;
  readonly state: ItemState;
  /** Who arranges it, in words: somebody of the ward, a supplier, the family. */
  readonly who?: string;
  /** Civil day by which it has to be there. */
  readonly due?: string;
  /** Who said so last, and when. */
  readonly said: { readonly by: string; readonly at: string };
}

/** What somebody fills in. */
export type DischargeWords = Pick<DischargeItem, 'state' | 'who' | 'due'>;

export const LONGEST_WHO = 120;
const KIND_SYSTEM = 'urn:caecilia:task';
const ITEM_SYSTEM = 'urn:caecilia:discharge-item';
/** `system|code` of these tasks, for searches. A kind of its own: it is no task of the consultation team. */
export const DISCHARGE_TOKEN = `${KIND_SYSTEM}|discharge`;

const STATUS: Readonly<Record<ItemState, string>> = {
  open: 'requested',
  arranged: 'completed',
  'not-needed': 'cancelled',
};

/** An item as one Task; one for each item of a patient. Pure. */
export function toTask(item: DischargeItem, base?: FhirResource): FhirResource {
  return {
    ...known({
      ...base,
      identifier: [{ system: ITEM_SYSTEM, value: item.item }],
      status: STATUS[item.state],
      intent: 'plan',
      code: {
        coding: [
          { system: KIND_SYSTEM, code: 'discharge' },
          { system: ITEM_SYSTEM, code: item.item },
        ],
      },
      businessStatus: coded(ITEM_SYSTEM, item.state),
      for: { reference: `Patient/${item.patient}` },
      authoredOn: base?.authoredOn ?? item.said.at,
      lastModified: item.said.at,
      requester: { reference: item.said.by },
      owner: item.who === undefined ? undefined : { display: item.who },
      restriction: item.due === undefined ? undefined : { period: { end: item.due } },
    }),
    resourceType: 'Task',
  };
}

/** Reads an item. Throws `Problem('invariant')` where it is not as this module writes it. */
export function fromTask(task: FhirResource): DischargeItem {
  if (codeIn(task.code, KIND_SYSTEM) !== 'discharge') throw unreadable('Task.code');
  const state = oneOf(ITEM_STATES, codeIn(task.businessStatus, ITEM_SYSTEM), 'Task.businessStatus');
  if (task.status !== STATUS[state] || task.modifierExtension !== undefined) throw unreadable('Task.status');
  const { display } = elementOf(task.owner);
  const { end } = elementOf(elementOf(task.restriction).period);
  return {
    patient: idIn(task.for, 'Patient', 'Task.for'),
    item: oneOf(ITEMS, codeIn(task.code, ITEM_SYSTEM), 'Task.code'),
    state,
    ...(display === undefined ? {} : { who: textIn(display, 'Task.owner') }),
    ...(end === undefined ? {} : { due: textIn(end, 'Task.restriction') }),
    said: {
      by: referenceIn(task.requester, 'Task.requester'),
      at: instantIn(task.lastModified, 'Task.lastModified'),
    },
  };
}

function checked({ state, who = '', due = '' }: DischargeWords): DischargeWords {
  if (!ITEM_STATES.includes(state))
    throw new Problem('required', 'Say how it stands.', { expression: 'state' });
  const name = who.trim();
  if ([...name].length > LONGEST_WHO)
    throw new Problem('value', `At most ${LONGEST_WHO} characters.`, { expression: 'who' });
  const isDay = /^\d{4}-\d\d-\d\d$/.test(due) && new Date(`${due}T00:00:00Z`).toJSON()?.startsWith(due);
  if (due !== '' && isDay !== true)
    throw new Problem('value', 'This is no day of the calendar.', { expression: 'due' });
  return { state, ...(name === '' ? {} : { who: name }), ...(due === '' ? {} : { due }) };
}

const keptIn = (version: StoredVersion): Kept<DischargeItem> => ({
  id: version.id,
  versionId: version.versionId,
  value: fromTask(resourceOf(version)),
});

const searchOf = (
  { readSearch }: RecordHouse,
  patient: string,
  more: readonly (readonly [string, string])[] = [],
) =>
  readSearch(
    ['Task'],
    [['patient', `Patient/${patient}`], ['code', DISCHARGE_TOKEN], ...more, ['_count', '20']],
  );

/** What was said of a patient's discharge, in the order of the list; nothing of an item is nobody said anything. */
export async function dischargeOf(
  house: RecordHouse,
  caller: Caller,
  patient: string,
): Promise<readonly Kept<DischargeItem>[]> {
  const { matches } = await house.session(caller).search(searchOf(house, patient));
  return matches
    .map(keptIn)
    .toSorted((one, other) => ITEMS.indexOf(one.value.item) - ITEMS.indexOf(other.value.item));
}

/** Says how one item stands, on the version that was seen (undefined: nobody had said anything). */
export async function sayDischarge(
  house: RecordHouse & { readonly mayAsk: (caller: Caller, patient: string) => Promise<boolean> },
  caller: Caller,
  wish: {
    readonly patient: string;
    readonly item: Item;
    readonly versionId: number | undefined;
    readonly words: DischargeWords;
  },
): Promise<ChangeAnswer<Kept<DischargeItem>, DischargeWords>> {
  const { patient, item, versionId, words } = wish;
  forbid(await house.mayAsk(caller, patient), 'A discharge is arranged by somebody who treats this patient.');
  const value: DischargeItem = { patient, item, ...checked(words), said: doingOf(house, caller) };
  const session = house.session(caller);
  const find = async (reader: Pick<typeof session, 'search'>) => {
    const { matches } = await reader.search(
      searchOf(house, patient, [['identifier', `${ITEM_SYSTEM}|${item}`]]),
    );
    return matches[0];
  };
  try {
    return await session.transaction(async (transaction) => {
      await transaction.lock(`discharge ${patient} ${item}`);
      const before = await find(transaction);
      if (before?.versionId !== versionId) {
        if (before === undefined) throw new Problem('conflict', 'This changed meanwhile. Look at it again.');
        return { kind: 'conflict', theirs: keptIn(before), tried: words } as const;
      }
      const resource = toTask(value, before === undefined ? undefined : resourceOf(before));
      const [made] = await transaction.write([
        before === undefined
          ? { kind: 'create', id: transaction.newId('Task', patient), resource }
          : { kind: 'update', id: before.id, ifMatch: before.versionId, resource },
      ]);
      if (made === undefined) throw new Error('what was written is not there');
      return { kind: 'changed', now: keptIn(made.version) } as const;
    });
  } catch (error) {
    const theirs = wasOvertaken(error) ? await find(session) : undefined;
    if (theirs === undefined) throw error;
    return { kind: 'conflict', theirs: keptIn(theirs), tried: words };
  }
}

/** Whether an address names an item. */
export const isItem = (value: unknown): value is Item => ITEMS.some((each) => each === value);
