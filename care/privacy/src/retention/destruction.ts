import { Problem } from '@caecilia/kernel';
import { answerDueBy, DESTRUCTION_MONTHS, monthsAfter, recordKeptUntil } from './clocks.ts';

/** Why a record is to be destroyed: the patient asked, or its time is over. */
export type DestructionGround = 'patientRequest' | 'retentionEnded';

/** What stands in the way of a destruction, also when it was asked for and granted. */
export type DestructionBlock =
  /** Somebody else's considerable interest: a hereditary disease, a child's record, a claim for damages. */
  | 'othersInterest'
  /** A law that says otherwise, or a court. */
  | 'law'
  /** A complaint or a dispute about the care that is not settled. */
  | 'dispute';

/** One case, from the request to its end. */
export type DestructionCase =
  | Requested
  | Decided
  | (Omit<Decided, 'state'> & {
      readonly state: 'executed';
      readonly executedAt: string;
      readonly executedBy: string;
      readonly proof: string;
    });

interface Requested {
  readonly state: 'requested';
  readonly id: string;
  /** Logical id of the patient. */
  readonly patient: string;
  readonly ground: DestructionGround;
  readonly askedAt: string;
  /** The account that wrote the request down. */
  readonly recordedBy: string;
  /** Instant by which it is decided and carried out. */
  readonly dueBy: string;
}

interface Decided extends Omit<Requested, 'state'> {
  readonly state: 'granted' | 'refused';
  readonly decidedAt: string;
  readonly decidedBy: string;
  /** In words for the patient. */
  readonly reason: string;
}

/** What must be known of the record at the moment it is carried out. */
export interface RecordFacts {
  /** Instant of the last change of anything in the record. */
  readonly lastChange: string;
  readonly blocks: readonly DestructionBlock[];
}

/** Writes down a request. */
export function requestDestruction(request: {
  readonly id: string;
  readonly patient: string;
  readonly ground: DestructionGround;
  readonly askedAt: string;
  readonly recordedBy: string;
}): DestructionCase {
  return { ...request, state: 'requested', dueBy: answerDueBy('destruction', request.askedAt) };
}

/**
 * Decides a request: by somebody else than who wrote it down, with a reason, once. Throws `Problem('forbidden')`,
 * `('required')` or `('conflict')`.
 */
export function decideDestruction(
  found: DestructionCase,
  decision: { readonly granted: boolean; readonly reason: string; readonly by: string; readonly at: string },
): DestructionCase {
  if (found.state !== 'requested') throw new Problem('conflict', 'this request was decided already');
  if (decision.by === found.recordedBy)
    throw new Problem('forbidden', 'a destruction is decided by a second person, not by who wrote it down');
  if (decision.reason.trim().length < 10)
    throw new Problem('required', 'give the reason of the decision, in words that the patient can read');
  return {
    ...found,
    state: decision.granted ? 'granted' : 'refused',
    decidedAt: decision.at,
    decidedBy: decision.by,
    reason: decision.reason.trim(),
  };
}

/**
 * Whether a case may be carried out now. Throws `Problem('business-rule')` with what is in the way: no decision by a
 * second person, a block, the twenty years; or `('conflict')` when it was carried out.
 */
export function assertExecutable(found: DestructionCase, facts: RecordFacts, now: Date): void {
  if (found.state === 'executed') throw new Problem('conflict', 'this record was destroyed already');
  if (found.state !== 'granted')
    throw new Problem(
      'business-rule',
      'a record is destroyed after a second person granted it, and not before',
    );
  const [block] = facts.blocks;
  if (block !== undefined) throw new Problem('business-rule', BLOCKED[block]);
  // The patient may ask for it at any time; of its own accord the house keeps a record its full time.
  const keptUntil = recordKeptUntil(facts.lastChange);
  if (found.ground === 'retentionEnded' && now.toISOString() < keptUntil)
    throw new Problem(
      'business-rule',
      `this record is kept until ${keptUntil.slice(0, 10)}: twenty years after its last change`,
    );
}

const BLOCKED: Readonly<Record<DestructionBlock, string>> = {
  othersInterest:
    'keeping this record is of considerable interest to somebody else; refuse the request, or wait until that has ended',
  law: 'a law or a court forbids the destruction of this record',
  dispute: 'there is a complaint or dispute about this care that is not settled',
};

/** The end of a case. */
export function executed(
  found: DestructionCase,
  done: { readonly at: string; readonly by: string; readonly proof: string },
): DestructionCase {
  if (found.state !== 'granted') throw new Problem('conflict', 'only what was granted is carried out');
  return { ...found, state: 'executed', executedAt: done.at, executedBy: done.by, proof: done.proof };
}

/** Whether the time for a case is over: not decided, or granted and not carried out. */
export function isOverdue(found: DestructionCase, now: Date): boolean {
  const open = found.state === 'requested' || found.state === 'granted';
  return open && now.toISOString() > monthsAfter(found.askedAt, DESTRUCTION_MONTHS);
}
