import type { Answer, CarePlan, RecordedDecision, Topic, TreatmentLimit, Words } from '@caecilia/careplan';
import type { BundleEntry, ImportItem, ImportPart, ImportSaid, ImportStatus } from '@caecilia/exchange';
import { elementOf, type FhirResource, spokenName } from '@caecilia/fhir';

/** What entries of a bundle are to what was taken over before. */
export interface EntryStanding {
  readonly entry: BundleEntry;
  /** `known`: taken over as it is. `newer`: another version of it was. `fresh`: never seen. */
  readonly standing: 'known' | 'newer' | 'fresh';
  /** Of what is newer: the local one was changed or ended here since. */
  readonly changedHere: boolean;
}

/** One thing that comes, with the entries that it stands for. */
export interface Item extends ImportItem {
  readonly entries: readonly BundleEntry[];
}

interface Plans {
  readonly ours: CarePlan;
  readonly theirs: CarePlan;
  readonly together: CarePlan;
}

/** The id under which an entry is read before it has a local one. */
export const readAs = ({ digest }: BundleEntry) => `new-${digest.slice(0, 32)}`;

const TOPICS = {
  goal: 'goal',
  wishes: 'specificCareWishes',
  place: 'preferredPlaceOfDeath',
  euthanasia: 'positionRegardingEuthanasia',
  donor: 'organDonationChoiceRegistration',
  purpose: 'senseOfPurpose',
} as const satisfies Partial<Record<ImportPart, keyof CarePlan>>;

/** What stands on both sides about one thing, before it is said how they differ. */
interface Beside extends Pick<ImportItem, 'id' | 'part' | 'name' | 'ours' | 'theirs' | 'becomes'> {
  readonly ids: readonly string[];
  readonly compared: ImportStatus;
}

/**
 * A bundle as things that a person takes over or leaves, each beside what stands here about the same. Every entry is in
 * one of them. Pure.
 */
export function itemsOf(standings: readonly EntryStanding[], plans: Plans): readonly Item[] {
  const left = new Map(standings.map((each) => [readAs(each.entry), each]));
  const things = [
    ...limitsBeside(plans),
    ...topicsBeside(plans),
    ...statementsBeside(plans),
    ...[...left.values()].flatMap(({ entry }) => restBeside(entry, plans)),
  ];
  return things.flatMap((beside) => {
    const mine = beside.ids.flatMap((id) => left.get(id) ?? []);
    for (const id of beside.ids) left.delete(id);
    return mine.length === 0 ? [] : [itemOf(beside, mine)];
  });
}

function itemOf({ ids: _, compared, ...beside }: Beside, mine: readonly EntryStanding[]): Item {
  const changedHere = mine.some((each) => each.changedHere);
  const status = statusOf(compared, mine);
  return {
    ...beside,
    status,
    changedHere,
    entries: mine.map(({ entry }) => entry),
    choices:
      status === 'equal'
        ? []
        : status === 'newer' && !changedHere
          ? ['follow', 'take', 'leave']
          : ['take', 'leave'],
    // Chosen beforehand is only what touches nothing of ours and adds nothing that contradicts it.
    ...(status === 'new' ? { usual: 'take' } : status === 'same' ? { usual: 'leave' } : {}),
  };
}

function statusOf(compared: ImportStatus, mine: readonly EntryStanding[]): ImportStatus {
  if (mine.every(({ standing }) => standing === 'known')) return 'equal';
  return mine.some(({ standing }) => standing === 'newer') ? 'newer' : compared;
}

function limitsBeside({ ours, theirs, together }: Plans): readonly Beside[] {
  const rowIn = (plan: CarePlan, key: string) => plan.limits.find((limit) => limit.key === key);
  return theirs.limits.map((row) => {
    const [own, after] = [rowIn(ours, row.key), rowIn(together, row.key)];
    return {
      id: `limit ${row.key}`,
      part: 'limit',
      ...(row.treatment === undefined ? {} : { name: row.treatment }),
      ids: decisionsOf(row).map(({ original }) => original.id),
      ours: own === undefined ? [] : limitSaid(own),
      theirs: limitSaid(row),
      ...(after !== undefined && after.state !== own?.state ? { becomes: after.state } : {}),
      compared: comparedLimits(own, row, after),
    };
  });
}

const decisionsOf = ({ current, former, upcoming, proposals }: TreatmentLimit): readonly RecordedDecision[] =>
  [...current, ...former.map(({ entry }) => entry), ...upcoming, ...proposals].filter(
    ({ by }) => by === 'treatmentDirective',
  );

function comparedLimits(
  own: TreatmentLimit | undefined,
  theirs: TreatmentLimit,
  after: TreatmentLimit | undefined,
): ImportStatus {
  if (own === undefined || own.current.length === 0) return 'new';
  if (saidOnce(own) === saidOnce(theirs)) return 'same';
  if (after?.state === 'contradiction') return 'contradicts';
  return isOlder(datesOf(theirs.current), datesOf(own.current)) ? 'older' : 'differs';
}

/** What counts, without who and when. */
const saidOnce = ({ state, current }: TreatmentLimit) =>
  JSON.stringify([state, current.map(({ decision }) => JSON.stringify(decision)).toSorted()]);

const datesOf = (dated: readonly Pick<RecordedDecision, 'recorded'>[]) =>
  dated.flatMap(({ recorded }) => recorded?.from ?? []);

/** Without a date on either side nothing is called older: nobody knows. */
function isOlder(theirs: readonly string[], ours: readonly string[]): boolean {
  const [newest, own] = [theirs.toSorted().at(-1), ours.toSorted().at(-1)];
  return newest !== undefined && own !== undefined && newest < own;
}

function limitSaid({ state, current }: TreatmentLimit): readonly ImportSaid[] {
  if (current.length === 0) return [{ state }];
  return current.map(({ decision, recorded, parties, comment }) => ({
    state: decision.kind,
    ...(decision.kind === 'onlyIf' ? { words: decision.condition } : {}),
    ...(recorded === undefined ? {} : { on: recorded.from.slice(0, 10) }),
    parties: parties.flatMap(({ name }) => name ?? []),
    ...(comment === undefined ? {} : { comment }),
  }));
}

function topicsBeside(plans: Plans): readonly Beside[] {
  return Object.entries(TOPICS).map(([part, key]) => {
    const [ours, theirs]: readonly Topic[] = [plans.ours[key], plans.theirs[key]];
    return {
      id: part,
      part: part as keyof typeof TOPICS,
      ids: [...(theirs?.current ?? []), ...(theirs?.former ?? [])].map(({ original }) => original.id),
      ours: (ours?.current ?? []).map(answerSaid),
      theirs: (theirs?.current ?? []).map(answerSaid),
      compared: comparedAnswers(ours?.current ?? [], theirs?.current ?? []),
    };
  });
}

function comparedAnswers(ours: readonly Answer[], theirs: readonly Answer[]): ImportStatus {
  if (ours.length === 0) return 'new';
  const said = (answers: readonly Answer[]) =>
    JSON.stringify(answers.map(({ state, value, declined, notes }) => [state, value, declined, notes]));
  if (said(ours) === said(theirs)) return 'same';
  return isOlder(datesOf(theirs), datesOf(ours)) ? 'older' : 'differs';
}

function answerSaid({ state, value, recorded, by, notes, declined }: Answer): ImportSaid {
  const [comment] = notes;
  return {
    ...(state === 'known' ? {} : { state: declined === true ? 'declined' : state }),
    ...(value === undefined ? {} : { words: labelOf(value) }),
    ...(recorded === undefined ? {} : { on: recorded.from.slice(0, 10) }),
    parties: by.flatMap(({ name }) => name ?? []),
    ...(comment === undefined ? {} : { comment }),
  };
}

const labelOf = (words: Words): NonNullable<ImportSaid['words']> =>
  typeof words === 'string' ? words : { nl: words.nl, en: words.en };

function statementsBeside({ ours, theirs }: Plans): readonly Beside[] {
  const said = ({ kind, recorded, comment, words }: CarePlan['advanceDirectives'][number]): ImportSaid => ({
    ...(words === undefined ? (kind === undefined ? {} : { words: labelOf(kind) }) : { words }),
    ...(recorded === undefined ? {} : { on: recorded.from.slice(0, 10) }),
    ...(comment === undefined ? {} : { comment }),
  });
  return theirs.advanceDirectives.map((statement) => {
    const kind = JSON.stringify(statement.kind);
    const own = ours.advanceDirectives.filter((each) => JSON.stringify(each.kind) === kind);
    return {
      id: `statement ${statement.original.id}`,
      part: 'statement',
      ...(statement.kind === undefined ? {} : { name: labelOf(statement.kind) }),
      ids: [statement.original.id],
      ours: own.map(said),
      theirs: [said(statement)],
      compared:
        own.length === 0
          ? 'new'
          : own.some((each) => JSON.stringify(said(each)) === JSON.stringify(said(statement)))
            ? 'same'
            : 'differs',
    };
  });
}

const PART_OF: Readonly<Record<string, ImportPart>> = {
  RelatedPerson: 'contact',
  Procedure: 'conversation',
  Encounter: 'conversation',
  Device: 'icd',
  DeviceUseStatement: 'icd',
  Communication: 'inform',
  CommunicationRequest: 'inform',
  QuestionnaireResponse: 'form',
};

/** What has no row in a plan: people, conversations, devices, and what nobody here reads. One each; a name tells which. */
function restBeside(entry: BundleEntry, { ours, theirs }: Plans): readonly Beside[] {
  const { resource } = entry;
  const part = PART_OF[resource.resourceType] ?? 'other';
  const known = theirs.contacts.find(({ original }) => original.id === readAs(entry));
  const name = known?.name ?? nameOf(resource);
  const isHere =
    part === 'contact' && ours.contacts.some((each) => each.name !== undefined && each.name === name);
  const on = dateOf(resource);
  return [
    {
      id: `${part} ${readAs(entry)}`,
      part,
      ...(name === undefined ? {} : { name }),
      ids: [readAs(entry)],
      ours: isHere && name !== undefined ? [{ words: name }] : [],
      theirs: [{ ...(name === undefined ? {} : { words: name }), ...(on === undefined ? {} : { on }) }],
      compared: isHere ? 'same' : 'new',
    },
  ];
}

function nameOf(resource: FhirResource): string | undefined {
  if (resource.resourceType === 'RelatedPerson') return spokenName(resource.name);
  const { text } = elementOf(resource.code);
  if (typeof text === 'string') return text;
  return PART_OF[resource.resourceType] === undefined ? resource.resourceType : undefined;
}

function dateOf(resource: FhirResource): string | undefined {
  const { start } = elementOf(resource.performedPeriod ?? resource.period);
  const given = [start, resource.recordedOn, resource.authoredOn, resource.sent, resource.authored].find(
    (each) => typeof each === 'string',
  );
  return typeof given === 'string' ? given.slice(0, 10) : undefined;
}
