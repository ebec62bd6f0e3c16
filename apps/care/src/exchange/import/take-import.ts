import { loadPlanRecord, readCarePlan } from '@caecilia/careplan';
import {
  type BundleEntry,
  type ImportChoice,
  type ImportItem,
  type ImportTaken,
  type ReadBundle,
  takeOver,
} from '@caecilia/exchange';
import type { FhirResource } from '@caecilia/fhir';
import { type Caller, type Change, Problem, type RecordTransaction } from '@caecilia/kernel';
import { type Examined, earlierOf, examined, type ImportHouse, validBundle } from './examine-import.ts';
import type { Item } from './import-items.ts';
import { provenanceOf, type Taken } from './imported.ts';

/** What the person says who takes it over. */
export interface Confirmation {
  /** What was seen, of theirs and of ours. */
  readonly seen: string;
  /** What becomes of each thing, by the id of the item. */
  readonly choices: Readonly<Record<string, unknown>>;
  /** Why it is the same patient although something does not agree. */
  readonly words?: string | undefined;
}

const FEWEST_WORDS = 10;
const MOST_WORDS = 500;
const MOST_ISSUES = 50;

/**
 * Takes over what a person chose of a bundle, in one transaction: all of that or nothing. What is ours is not changed;
 * what was taken over before is replaced only where that was chosen, and only while nobody changed it here. Throws
 * `Problem('conflict', 412)` where the plan changed since it was compared.
 */
export async function takeImport(
  house: ImportHouse,
  caller: Caller,
  asked: { readonly patientId: string; readonly bundle: FhirResource } & Confirmation,
): Promise<ImportTaken> {
  const { patientId } = asked;
  if (!(await house.mayTake(caller, patientId)))
    throw new Problem('forbidden', 'In your role a plan from elsewhere is read, and not taken over.');
  const bundle = validBundle(house, asked.bundle);
  const done = await house.taking(caller, patientId).transaction(async (transaction) => {
    await transaction.lock(`import ${patientId}`);
    const found = await examined(house, transaction, { patientId, bundle });
    requireConfirmed(found, asked);
    const chosen = choicesOf(found.items, asked.choices);
    const before = await contradictionsIn(house, transaction, patientId);
    await written(house, transaction, { caller, asked, bundle, found, chosen });
    const now = await contradictionsIn(house, transaction, patientId);
    return {
      ...outcomeOf(found, bundle, chosen),
      contradictions: [...now].flatMap(([key, name]) => (before.has(key) ? [] : [name])),
    };
  });
  await house.log.write({ event: 'receive', action: 'C', outcome: 0, caller, patient: patientId });
  return done;
}

function requireConfirmed({ preview: { patient, seen } }: Examined, said: Confirmation): void {
  if (patient.verdict === 'other')
    throw new Problem(
      'business-rule',
      'The citizen service number in this bundle is another one, or none. It is not taken over for this patient.',
      { expression: 'patient' },
    );
  if (said.seen !== seen)
    throw new Problem('conflict', 'The plan was changed since you compared it. Compare it again.', {
      status: 412,
    });
  const words = said.words?.trim() ?? '';
  if (patient.verdict === 'ask' && (words.length < FEWEST_WORDS || words.length > MOST_WORDS))
    throw new Problem(
      'value',
      'Something of the patient does not agree. Say in 10 to 500 characters why it is the same person.',
      { expression: 'words' },
    );
}

type Chosen = ReadonlyMap<Item, ImportChoice>;

/** One of what is offered for each thing; nothing is taken over because nobody said anything. */
function choicesOf(items: readonly Item[], given: Confirmation['choices']): Chosen {
  return new Map(
    items
      .filter(({ choices }) => choices.length > 0)
      .map((item) => {
        const choice = item.choices.find((each) => each === given[item.id]);
        if (choice === undefined)
          throw new Problem('value', 'Choose for each thing whether it is taken over.', {
            expression: item.id,
          });
        return [item, choice] as const;
      }),
  );
}

interface Writing {
  readonly caller: Caller;
  readonly asked: { readonly patientId: string } & Confirmation;
  readonly bundle: ReadBundle;
  readonly found: Examined;
  readonly chosen: Chosen;
}

async function written(
  house: ImportHouse,
  transaction: RecordTransaction,
  { caller, asked: { patientId, words }, bundle, found, chosen }: Writing,
): Promise<void> {
  const { byDigest, bySource } = found.earlier;
  const taken: Taken[] = [];
  for (const [{ entries }, choice] of chosen)
    for (const entry of choice === 'leave' ? [] : entries.filter(({ digest }) => !byDigest.has(digest))) {
      const earlier = choice === 'follow' ? earlierOf(entry, bySource) : undefined;
      taken.push(
        earlier === undefined
          ? { entry, id: transaction.newId(entry.resource.resourceType, patientId), versionId: 1 }
          : { entry, id: earlier.id, versionId: earlier.versionId + 1 },
      );
    }
  if (taken.length === 0) return;
  const local = new Map<BundleEntry, string>(taken.map(({ entry, id }) => [entry, id]));
  const resources = takeOver(
    bundle,
    { reference: `Patient/${patientId}` },
    (entry) => local.get(entry) ?? byDigest.get(entry.digest)?.id,
  );
  const byId = new Map(resources.map((each) => [`${each.resourceType}/${each.id ?? ''}`, each]));
  const changes = taken.map(({ entry, id, versionId }): Change => {
    const resource = byId.get(`${entry.resource.resourceType}/${id}`);
    if (resource === undefined) throw new Error('a resource that is taken over is not there');
    return versionId === 1
      ? { kind: 'create', id, resource }
      : { kind: 'update', id, ifMatch: versionId - 1, resource };
  });
  requireValid(
    house,
    changes.flatMap((change) => ('resource' in change ? [change.resource] : [])),
  );
  const provenance = provenanceOf(taken, { caller, patientId, words, at: house.now().toISOString() });
  await transaction.write([...changes, { kind: 'create', resource: provenance }]);
}

/** What is written is R4 too: the change of references must not break what was right. */
function requireValid({ language }: ImportHouse, resources: readonly FhirResource[]): void {
  for (const resource of resources) {
    const { profile: _, ...meta } = { ...resource.meta };
    const errors = language.validator
      .validate({ ...resource, meta })
      .filter(({ severity }) => severity === 'error');
    if (errors.length > 0)
      throw new Problem('processing', 'A resource of this bundle cannot be kept under local names.', {
        issues: errors.slice(0, MOST_ISSUES),
      });
  }
}

async function contradictionsIn(
  { readSearch, standards, timeZone, now }: ImportHouse,
  transaction: RecordTransaction,
  patientId: string,
): Promise<ReadonlyMap<string, NonNullable<ImportItem['name']>>> {
  const resources = await loadPlanRecord(transaction, readSearch, standards, patientId);
  const plan = readCarePlan(resources, { standards, patientId, now: now(), timeZone });
  return new Map(
    plan.limits
      .filter(({ state }) => state === 'contradiction')
      .map(({ key, treatment }) => [key, treatment ?? key]),
  );
}

/** Every part of the file in one of both lists. */
function outcomeOf(
  { items, preview }: Examined,
  bundle: ReadBundle,
  chosen: Chosen,
): Omit<ImportTaken, 'contradictions'> {
  const about = ({ id, part, name }: Item) => ({ id, part, ...(name === undefined ? {} : { name }) });
  const byType = new Map<string, ImportTaken['notTaken'][number] & { count: number }>();
  for (const { type, because } of bundle.leftOut) {
    const before = byType.get(`${because} ${type}`);
    byType.set(`${because} ${type}`, { because, type, count: (before?.count ?? 0) + 1 });
  }
  return {
    taken: [...chosen].flatMap(([item, how]) => (how === 'leave' ? [] : [{ ...about(item), how }])),
    notTaken: [
      ...[...chosen].flatMap(([item, how]) =>
        how === 'leave' ? [{ because: 'chosen' as const, ...about(item) }] : [],
      ),
      ...items
        .filter(({ status }) => status === 'equal')
        .map((item) => ({ because: 'equal' as const, ...about(item) })),
      { because: 'patient' as const },
      ...(preview.capable.theirs === undefined ? [] : [{ because: 'capacity' as const }]),
      ...(preview.named === 0 ? [] : [{ because: 'named' as const, count: preview.named }]),
      ...byType.values(),
    ],
  };
}
