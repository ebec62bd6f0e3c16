import { type Caller, Problem } from '@caecilia/kernel';
import {
  type FoundPreparation,
  lockPreparation,
  preparationAt,
  preparationsOf,
  withSendings,
} from './keptPreparations.ts';
import type { OwnPreparations, PreparationAt, PreparationHouse } from './preparation.ports.ts';
import { sendingChanges } from './sending.ts';

/** The preparations of one person at home, on a duty that opens nothing else of the record. */
export function ownPreparations(house: PreparationHouse): OwnPreparations {
  const mustMay = async (caller: Caller, patientId: string) => {
    if (!(await house.mayPrepare(caller, patientId)))
      throw new Problem('forbidden', 'You may not prepare a conversation for this patient.');
  };
  return {
    async all(caller, patientId) {
      await mustMay(caller, patientId);
      const found = await preparationsOf(house, house.atHome(caller, patientId, []), patientId, caller.id);
      const own = found.filter(({ value }) => value.person === caller.id);
      const ids = own.map(({ id }) => id);
      return await withSendings(house, house.atHome(caller, patientId, ids), own);
    },
    async read(caller, at) {
      await mustMay(caller, at.patientId);
      const session = house.atHome(caller, at.patientId, [at.taskId]);
      const [kept] = await withSendings(house, session, [await ownAt(session, caller, at)]);
      if (kept === undefined) throw new Problem('not-found', 'There is no such preparation of yours.');
      return kept;
    },
    async send(caller, at, sending) {
      await mustMay(caller, at.patientId);
      const session = house.atHome(caller, at.patientId, [at.taskId]);
      await session.transaction(async (transaction) => {
        await lockPreparation(transaction, at.taskId);
        const found = await ownAt(transaction, caller, at);
        const changes = await sendingChanges(house, transaction, found, {
          ...sending,
          enteredBy: caller.id,
        });
        if (changes.length > 0) await transaction.write(changes);
      });
    },
  };
}

/** One that this caller was asked; the rules of the duty say so too. */
async function ownAt(
  reader: Parameters<typeof preparationAt>[0],
  caller: Caller,
  at: PreparationAt,
): Promise<FoundPreparation> {
  const found = await preparationAt(reader, at);
  if (found.value.person !== caller.id)
    throw new Problem('not-found', 'There is no such preparation of yours.');
  return found;
}
