import { elementOf, type FhirResource } from '@caecilia/fhir';
import {
  type Caller,
  civilDay,
  demandClientId,
  doingOf,
  forbid,
  type Kept,
  type Listed,
  listed,
  madeBefore,
  notThere,
  Problem,
  present,
  type RecordHouse,
  type RecordReader,
  type RecordSession,
  resourceOf,
  type StoredVersion,
} from '@caecilia/kernel';
import type { Done } from './done.ts';
import { type Order, type OrderWords, seenOrder, signedOrder, withdrawnOrder } from './order.ts';
import { fromMedicationRequest, isOrder, ORDER_TOKEN, toMedicationRequest } from './orderResource.ts';
import { afterAct, placedSupply, type Supply, type SupplyAct, type SupplyWords } from './supply.ts';
import { fromMedicationDispense, isSupply, SUPPLY_TOKEN, toMedicationDispense } from './supplyResource.ts';

/** What execution requests and the anticipatory set need from the house. */
export interface ReadyHouse extends RecordHouse {
  /** Whether somebody signs execution requests for this patient; the record decides again. */
  readonly mayOrder: (caller: Caller, patient: string) => Promise<boolean>;
  /** Whether somebody writes down what is laid ready; the record decides again. */
  readonly mayPlace: (caller: Caller, patient: string) => Promise<boolean>;
  /** Whether somebody says what became of it: who works with this patient. */
  readonly mayReport: (caller: Caller, patient: string) => Promise<boolean>;
  /**
   * The record for the duty of writing down what became of these two, for one patient, and nothing else. This module asks
   * first whether the caller may, and whether they see it.
   */
  readonly reporting: (caller: Caller, patient: string) => RecordSession;
}

/** Most of one kind of one patient that are shown. */
export const MOST_READY = 100;

/** One of the two kinds: how it is kept. */
interface Kind<T> {
  readonly type: 'MedicationRequest' | 'MedicationDispense';
  readonly only: readonly [name: string, token: string];
  is(resource: FhirResource): boolean;
  read(resource: FhirResource): T;
  write(value: T, base?: FhirResource): FhirResource;
}

const ORDERS: Kind<Order> = {
  type: 'MedicationRequest',
  only: ['category', ORDER_TOKEN],
  is: isOrder,
  read: fromMedicationRequest,
  write: toMedicationRequest,
};

const SUPPLIES: Kind<Supply> = {
  type: 'MedicationDispense',
  only: ['type', SUPPLY_TOKEN],
  is: isSupply,
  read: fromMedicationDispense,
  write: toMedicationDispense,
};

/** A form, with its own number. */
export interface Form<Words> {
  readonly patient: string;
  readonly clientId: string;
  readonly words: Words;
}

/** One of them under its patient. */
export interface At {
  readonly patient: string;
  readonly id: string;
}

/** Execution requests as MedicationRequests, what lies ready as MedicationDispenses, in the record of the patient. */
export interface Ready {
  ordersOf(caller: Caller, patient: string): Promise<Listed<Kept<Order>>>;
  suppliesOf(caller: Caller, patient: string): Promise<Listed<Kept<Supply>>>;
  /** Signs one. The same form again answers what is there, and writes nothing. */
  order(caller: Caller, form: Form<OrderWords>): Promise<{ kept: Kept<Order>; again: boolean }>;
  /** One execution request. Throws `Problem('not-found')`. */
  oneOrder(caller: Caller, at: At): Promise<Kept<Order>>;
  /** The caller has seen it; twice is once. */
  seen(caller: Caller, at: At): Promise<Kept<Order>>;
  withdraw(caller: Caller, at: At, because: string): Promise<Kept<Order>>;
  place(caller: Caller, form: Form<SupplyWords>): Promise<{ kept: Kept<Supply>; again: boolean }>;
  /** Says what became of it; two who say it at once both stand there, in the order of the server. */
  act(caller: Caller, at: At, act: SupplyAct, words: string): Promise<Kept<Supply>>;
}

export function readyOverRecord(house: ReadyHouse): Ready {
  const today = () => civilDay(house.now(), house.timeZone);
  const done = (caller: Caller): Done => {
    const { by, at } = doingOf(house, caller);
    return { by, at, name: caller.name ?? by };
  };
  return {
    ordersOf: async (caller, patient) => await listOf(house, house.session(caller), ORDERS, patient),
    suppliesOf: async (caller, patient) => await listOf(house, house.session(caller), SUPPLIES, patient),
    async order(caller, form) {
      forbid(
        await house.mayOrder(caller, form.patient),
        'Execution requests are signed by physicians who treat.',
      );
      return await create(house, caller, ORDERS, {
        form,
        value: signedOrder(form, done(caller), today()),
        isSame: ({ medication, dose }) =>
          medication === form.words.medication.trim() && dose === form.words.dose.trim(),
      });
    },
    oneOrder: async (caller, at) => keptOf(ORDERS, await under(house.session(caller), ORDERS, at)),
    async seen(caller, at) {
      await demandMayReport(house, caller, ORDERS, at);
      return await change(house.reporting(caller, at.patient), ORDERS, at, (order) =>
        seenOrder(order, done(caller), today()),
      );
    },
    async withdraw(caller, at, because) {
      forbid(
        await house.mayOrder(caller, at.patient),
        'Execution requests are signed by physicians who treat.',
      );
      return await change(house.session(caller), ORDERS, at, (order) =>
        withdrawnOrder(order, because, done(caller)),
      );
    },
    async place(caller, form) {
      forbid(
        await house.mayPlace(caller, form.patient),
        'What is laid ready is written down by physicians who treat, and the pharmacist.',
      );
      return await create(house, caller, SUPPLIES, {
        form,
        value: placedSupply(form, done(caller), today()),
        isSame: ({ item }) => item === form.words.item.trim(),
      });
    },
    async act(caller, at, act, words) {
      await demandMayReport(house, caller, SUPPLIES, at);
      return await change(house.reporting(caller, at.patient), SUPPLIES, at, (supply) =>
        afterAct(supply, act, words, done(caller)),
      );
    },
  };
}

async function listOf<T>(
  { readSearch }: ReadyHouse,
  session: RecordSession,
  kind: Kind<T>,
  patient: string,
): Promise<Listed<Kept<T>>> {
  const page = await session.search(
    readSearch([kind.type], [['patient', `Patient/${patient}`], kind.only, ['_count', String(MOST_READY)]]),
  );
  return listed(page, page.matches, (version) => keptOf(kind, version));
}

function keptOf<T>(kind: Kind<T>, version: StoredVersion): Kept<T> {
  return { id: version.id, versionId: version.versionId, value: kind.read(resourceOf(version)) };
}

/** Who reports sees what they report on, and works with the patient. */
async function demandMayReport<T>(house: ReadyHouse, caller: Caller, kind: Kind<T>, at: At): Promise<void> {
  await under(house.session(caller), kind, at);
  forbid(await house.mayReport(caller, at.patient), 'This is said by who works with this patient.');
}

/** Under another patient, or of another kind, it is not there. */
async function under<T>(reader: RecordReader, kind: Kind<T>, { patient, id }: At): Promise<StoredVersion> {
  const version = await present(reader, kind.type, id, 'execution request or supply');
  const resource = resourceOf(version);
  if (!kind.is(resource) || elementOf(resource.subject).reference !== `Patient/${patient}`)
    throw notThere('execution request or supply');
  return version;
}

async function create<T>(
  house: ReadyHouse,
  caller: Caller,
  kind: Kind<T>,
  {
    form: { clientId, patient },
    value,
    isSame,
  }: { readonly form: Omit<Form<unknown>, 'words'>; readonly value: T; isSame(standing: T): boolean },
): Promise<{ kept: Kept<T>; again: boolean }> {
  demandClientId(clientId);
  return await house.session(caller).transaction(async (transaction) => {
    const { type, only } = kind;
    const before = await madeBefore(house, transaction, { type, clientId, only });
    if (before !== undefined) {
      const kept = keptOf(kind, before);
      if (!isSame(kept.value))
        throw new Problem('duplicate', 'This was sent already, with other words. Look at what stands there.');
      return { kept, again: true };
    }
    const id = transaction.newId(type, patient);
    await transaction.write([{ kind: 'create', id, resource: kind.write(value) }]);
    return { kept: { id, versionId: 1, value }, again: false };
  });
}

/** One change at a time, on what stands there. */
async function change<T>(
  session: RecordSession,
  kind: Kind<T>,
  at: At,
  as: (value: T) => T,
): Promise<Kept<T>> {
  return await session.transaction(async (transaction) => {
    await transaction.lock(`ready ${at.id}`);
    const version = await under(transaction, kind, at);
    const before = keptOf(kind, version);
    const value = as(before.value);
    if (value === before.value) return before;
    const resource = kind.write(value, resourceOf(version));
    const [written] = await transaction.write([
      { kind: 'update', id: at.id, ifMatch: version.versionId, resource },
    ]);
    return { id: at.id, versionId: written?.version.versionId ?? version.versionId + 1, value };
  });
}
