import {
  type Caller,
  Problem,
  type RecordTransaction,
  resourceOf,
  type StoredVersion,
} from '@caecilia/kernel';
import type { Proposal } from '../agenda/agenda.ts';
import { ITEM_SYSTEM, MINUTES_TOKEN } from '../codes.ts';
import {
  type Author,
  added,
  frozen,
  type Item,
  moved,
  resolved,
  withReasons,
  written,
} from '../item/item.ts';
import { fromComposition, itemIdentifier, toComposition } from '../item/itemResource.ts';
import { tidied } from '../item/narrative.ts';
import type { ItemPlace, Items, ItemsSeen, Kept, WriteAnswer } from '../mdt.ports.ts';
import { type Meeting, mayChair, mayPlan, mayWrite, withItems } from '../meeting/meeting.ts';
import { doingOf, forbid, type MdtHouse, present } from './house.ts';
import { changeMeeting, readMeeting } from './meetingRecord.ts';

const NOT_WRITER = 'In these minutes write the team and who treats the patient.';

/** Patients of a meeting as Compositions in the record of each: the access rule of that record decides who sees them. */
export function itemsOverRecord(house: MdtHouse): Items {
  return {
    of: async (caller, meeting) => await itemsOf(house, caller, meeting),
    read: async (caller, place) =>
      keptIn(
        await present(house.session(caller), 'Composition', place.item),
        await meetingAt(house, caller, place),
      ),
    propose: async (caller, meetingId, proposals) => await propose(house, caller, meetingId, proposals),
    async write(caller, place, { words, ...rest }) {
      forbid(mayWrite(caller.role), NOT_WRITER);
      const doing = doingOf(house, caller);
      return await changeItem(house, caller, place, (item): Outcome<WriteAnswer> => {
        const answer = written(item, { ...rest, words: tidied(words) }, doing);
        return answer.kind === 'conflict'
          ? { item, answer }
          : { item: answer.item, answer: { kind: 'kept', part: answer.part } };
      });
    },
    async decide(caller, place, { words, ...rest }) {
      forbid(mayChair(caller.role), 'Decisions of the meeting are written down by the consultation team.');
      const doing = doingOf(house, caller);
      return await changed(house, caller, place, (item) =>
        resolved(item, { ...rest, words: tidied(words) }, doing),
      );
    },
    async step(caller, place, { kind, words }) {
      forbid(mayPlan(caller.role), 'The agenda is made by the consultation team.');
      const { author: by, at } = doingOf(house, caller);
      const step = { kind, by, at, ...(words === undefined ? {} : { words: tidied(words) }) };
      return await changed(house, caller, place, (item) => moved(item, step));
    },
    async append(caller, place, { id, words }) {
      forbid(mayWrite(caller.role), NOT_WRITER);
      const doing = doingOf(house, caller);
      return await changed(house, caller, place, (item) => added(item, { id, words: tidied(words) }, doing));
    },
  };
}

/**
 * What was said, as the state of the meeting makes it: the minutes of somebody whom the one who closed the meeting may
 * not see are frozen by that end too, and are written so with the next addition.
 */
function keptIn(version: StoredVersion, { value: { closed } }: Kept<Meeting>): Kept<Item> {
  const item = fromComposition(resourceOf(version));
  const value = closed === undefined ? item : frozen(item, closed.by, closed.at);
  return { id: version.id, versionId: version.versionId, value };
}

async function meetingAt(house: MdtHouse, caller: Caller, { meeting, item }: ItemPlace) {
  const found = await readMeeting(house, caller, meeting);
  if (!found.value.agenda.includes(item))
    throw new Problem('not-found', 'This patient is not on the agenda of this meeting.');
  return found;
}

async function itemsOf(house: MdtHouse, caller: Caller, meeting: Kept<Meeting>): Promise<ItemsSeen> {
  const { agenda } = meeting.value;
  if (agenda.length === 0) return { items: [], leftOut: 0, unreadable: [] };
  const found = await house.session(caller).readMany(agenda.map((id) => ({ type: 'Composition', id })));
  const items: Kept<Item>[] = [];
  const unreadable: string[] = [];
  for (const version of found.filter(({ deleted }) => !deleted)) {
    try {
      items.push(keptIn(version, meeting));
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'invariant') throw error;
      unreadable.push(`Composition/${version.id}`);
    }
  }
  return { items, unreadable, leftOut: agenda.length - items.length - unreadable.length };
}

async function propose(
  house: MdtHouse,
  caller: Caller,
  meetingId: string,
  proposals: readonly Proposal[],
): Promise<void> {
  forbid(mayPlan(caller.role), 'The agenda is made by the consultation team.');
  const { author } = doingOf(house, caller);
  const { value } = await readMeeting(house, caller, meetingId);
  if (value.state === 'closed') return;
  const ids: string[] = [];
  for (const proposal of proposals) {
    const empty: Item = {
      meeting: meetingId,
      patient: proposal.patient,
      heldAt: value.startsAt,
      addedBy: author,
      reasons: [],
      steps: [],
      parts: [],
    };
    ids.push(await proposeOne(house, caller, empty, proposal));
  }
  if (ids.some((id) => !value.agenda.includes(id)))
    await changeMeeting(house, caller, meetingId, (meeting) => withItems(meeting, ids));
}

/** Under the lock of its identifier: two who open the same agenda make one item. Answers its id. */
async function proposeOne(
  house: MdtHouse,
  caller: Caller,
  empty: Item,
  { patient, reasons }: Proposal,
): Promise<string> {
  const identifier = itemIdentifier(empty.meeting, patient);
  return await house.session(caller).transaction(async (transaction) => {
    await transaction.lock(`mdt ${identifier}`);
    const { matches } = await transaction.search(
      house.readSearch(
        ['Composition'],
        [
          ['identifier', `${ITEM_SYSTEM}|${identifier}`],
          ['type', MINUTES_TOKEN],
        ],
      ),
    );
    const [standing] = matches;
    if (standing === undefined) {
      const id = transaction.newId('Composition', patient);
      await transaction.write([{ kind: 'create', id, resource: toComposition(withReasons(empty, reasons)) }]);
      return id;
    }
    // Somebody may be typing there now.
    await transaction.lock(`mdt item ${standing.id}`);
    const version = await present(transaction, 'Composition', standing.id);
    const item = fromComposition(resourceOf(version));
    await writeItem(transaction, version, item, withReasons(item, reasons));
    return standing.id;
  });
}

/** Writes where something changed. Answers the version that stands. */
async function writeItem(
  transaction: RecordTransaction,
  version: StoredVersion,
  before: Item,
  after: Item,
): Promise<number> {
  if (after === before) return version.versionId;
  const resource = toComposition(after, resourceOf(version));
  const [done] = await transaction.write([
    { kind: 'update', id: version.id, ifMatch: version.versionId, resource },
  ]);
  return done?.version.versionId ?? version.versionId + 1;
}

interface Outcome<Answer> {
  readonly item: Item;
  readonly answer: Answer;
}

/** A change under the lock of one patient of the meeting: of two at once each counts, in the order of the server. */
async function changeItem<Answer>(
  house: MdtHouse,
  caller: Caller,
  place: ItemPlace,
  change: (item: Item) => Outcome<Answer>,
): Promise<Answer> {
  const meeting = await meetingAt(house, caller, place);
  return await house.session(caller).transaction(async (transaction) => {
    await transaction.lock(`mdt item ${place.item}`);
    const version = await present(transaction, 'Composition', place.item);
    const before = keptIn(version, meeting).value;
    const { item, answer } = change(before);
    await writeItem(transaction, version, before, item);
    return answer;
  });
}

async function changed(
  house: MdtHouse,
  caller: Caller,
  place: ItemPlace,
  change: (item: Item) => Item,
): Promise<Kept<Item>> {
  await changeItem(house, caller, place, (item) => ({ item: change(item), answer: undefined }));
  return keptIn(
    await present(house.session(caller), 'Composition', place.item),
    await readMeeting(house, caller, place.meeting),
  );
}

/** Freezes the minutes of everybody on the agenda whom the caller sees, one after the other. */
export async function freezeItems(
  house: MdtHouse,
  caller: Caller,
  meeting: Kept<Meeting>,
  { author, at }: { readonly author: Author; readonly at: string },
): Promise<void> {
  const { items, unreadable } = await itemsOf(house, caller, meeting);
  if (unreadable.length > 0)
    throw new Problem(
      'business-rule',
      'The minutes of a patient cannot be read; open the original before you close.',
    );
  for (const { id } of items)
    await changeItem(house, caller, { meeting: meeting.id, item: id }, (item) => ({
      item: frozen(item, author, at),
      answer: undefined,
    }));
}
