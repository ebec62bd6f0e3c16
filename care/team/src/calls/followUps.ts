import { type Caller, CLIENT_REQUEST_SYSTEM, Problem } from '@caecilia/kernel';
import { fhirInstant, type Instant } from '../instant.ts';
import type { TeamReference } from '../members.ts';
import type { TeamRole } from '../roles.ts';
import { requireSight } from '../rota/rota.access.ts';
import type { TeamOverRecord } from '../settings.ts';
import { requireToCome, toTask } from '../task/teamTask.ts';
import { callCode } from './callTask.ts';

/** Calls after a discharge, agreed in one go. */
export interface FollowUpSeries {
  /** Logical id. */
  readonly patient: string;
  readonly team: TeamReference;
  readonly role: TeamRole;
  /** One for each call: what it says in the list, and until when it is in time. */
  readonly calls: readonly { readonly words: string; readonly due: Instant }[];
  /** Number of the form: sent twice it plans one series. */
  readonly clientId: string;
}

export const MOST_CALLS = 12;
const LONGEST_WORDS = 200;

/** Plans every call of a series, or none: one task each. Answers how many stand there of this form. */
export async function planFollowUps(
  house: TeamOverRecord,
  caller: Caller,
  { patient, team, role, calls, clientId }: FollowUpSeries,
): Promise<number> {
  requireSight(caller);
  if (calls.length === 0 || calls.length > MOST_CALLS)
    throw new Problem('value', `Plan from 1 to ${MOST_CALLS} calls.`, { expression: 'calls' });
  const now = house.now();
  for (const { words, due } of calls) {
    requireToCome(due, now.getTime());
    if (words.trim() === '' || words.length > LONGEST_WORDS)
      throw new Problem('value', 'Say in at most 200 characters which call this is.', {
        expression: 'calls',
      });
  }
  const resources = calls.map(({ words, due }) =>
    toTask(
      { patient: `Patient/${patient}`, team, role, words: words.trim(), due },
      {
        resourceType: 'Task',
        intent: 'order',
        identifier: [{ system: CLIENT_REQUEST_SYSTEM, value: clientId }],
        code: callCode('follow-up'),
        authoredOn: fhirInstant(now.getTime()),
        requester: { reference: caller.id, display: caller.name ?? caller.id },
      },
    ),
  );
  return await house.session(caller).transaction(async (transaction) => {
    await transaction.lock(`client-request ${clientId}`);
    const { matches } = await transaction.search(
      house.readSearch(['Task'], [['identifier', `${CLIENT_REQUEST_SYSTEM}|${clientId}`]]),
    );
    if (matches.length > 0) return matches.length;
    await transaction.write(
      resources.map((resource) => ({
        kind: 'create' as const,
        id: transaction.newId('Task', patient),
        resource,
      })),
    );
    return resources.length;
  });
}
