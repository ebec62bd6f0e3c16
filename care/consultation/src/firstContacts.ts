import { type Caller, Problem, type RecordReader, type RecordTransaction } from '@caecilia/kernel';
import { CONSULTATION_TOKEN } from './codes.ts';
import { type ConsultationHouse, doingOf, MOST } from './overRecord.ts';
import { mayAct } from './request/access.ts';
import { applied } from './request/states.ts';
import { toResources } from './request/toResources.ts';
import { type ReadRequest, readOne, updatesOf, write } from './requestOfRecord.ts';

/** A request that was accepted and has had no contact yet. */
export interface WaitingRequest {
  /** Logical id of its Task. */
  readonly id: string;
  readonly question: string;
  /** Instant. */
  readonly referredAt: string;
}

/** A first contact, as another module recorded it. */
export interface ContactMade {
  readonly patientId: string;
  /** Instant at which it began. */
  readonly at: string;
  /** Which request it answers, where it was said. */
  readonly request?: string;
}

/** First contacts that were recorded elsewhere begin the consultation they answer. */
export interface FirstContacts {
  /** Requests of the patient that wait for their first contact and that this caller may begin, oldest first. */
  waiting(caller: Caller, patientId: string): Promise<readonly WaitingRequest[]>;
  /**
   * Begins the request in the same transaction. Nothing waits, or a colleague began it: nothing happens. Throws
   * `Problem('required')` where several wait and none was named: which one it answers is not guessed.
   */
  begin(caller: Caller, transaction: RecordTransaction, contact: ContactMade): Promise<void>;
}

export function firstContacts(house: ConsultationHouse): FirstContacts {
  return {
    async waiting(caller, patientId) {
      if (!mayAct(caller.role, 'start')) return [];
      const found = await acceptedOf(house, house.session(caller), patientId);
      return found.map(({ id, value }) => ({
        id,
        question: value.asked.question,
        referredAt: value.referredAt,
      }));
    },
    async begin(caller, transaction, { patientId, at, request }) {
      if (!mayAct(caller.role, 'start')) return;
      const found = await acceptedOf(house, transaction, patientId);
      const [first, ...others] = found;
      if (request === undefined && others.length > 0)
        throw new Problem(
          'required',
          'More than one request waits for its first contact. Say which one this contact answers.',
          { expression: 'request' },
        );
      const current = request === undefined ? first : found.find(({ id }) => id === request);
      if (current === undefined) return;
      const value = applied(current.value, { kind: 'start', firstContact: at }, doingOf(house, caller));
      await write(transaction, updatesOf(current, toResources(value, current.ids, current.base)));
    },
  };
}

/** Accepted requests, oldest first. One that cannot be read is begun by hand: it keeps no contact from being recorded. */
async function acceptedOf(
  { readSearch }: ConsultationHouse,
  reader: RecordReader,
  patientId: string,
): Promise<readonly ReadRequest[]> {
  const page = await reader.search(
    readSearch(
      ['Task'],
      [
        ['code', CONSULTATION_TOKEN],
        ['patient', `Patient/${patientId}`],
        ['status', 'accepted'],
        ['_sort', 'authored-on'],
        ['_count', String(MOST)],
      ],
    ),
  );
  const accepted: ReadRequest[] = [];
  for (const { id } of page.matches) {
    const read = await readable(reader, id);
    if (read !== undefined) accepted.push(read);
  }
  return accepted;
}

async function readable(reader: RecordReader, id: string): Promise<ReadRequest | undefined> {
  try {
    const read = await readOne(reader, id);
    return read.value.state === 'accepted' && read.value.intent === 'order' ? read : undefined;
  } catch (error) {
    if (error instanceof Problem && (error.code === 'invariant' || error.code === 'not-found'))
      return undefined;
    throw error;
  }
}
