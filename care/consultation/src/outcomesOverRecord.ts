import { type Caller, Problem, type RecordReader, resourceOf } from '@caecilia/kernel';
import {
  type ConsultationHouse,
  demandClientId,
  doingOf,
  forbid,
  listed,
  madeBefore,
  present,
} from './overRecord.ts';
import { markIn, mayMark } from './register/mark.ts';
import { OUTCOME_TOKEN, type Outcome, outcomeIn, outcomeWords, toCommunication } from './register/outcome.ts';

/** What somebody writes of a patient after the meeting. */
export interface OutcomeWish {
  readonly patient: string;
  /** Logical id of the mark. */
  readonly mark: string;
  readonly words: string;
  readonly clientId: string;
}

/** Writes down what was agreed of a marked patient; the same form again is the one that is there. */
export async function writeOutcome(
  house: ConsultationHouse,
  caller: Caller,
  { patient, mark, words, clientId }: OutcomeWish,
): Promise<void> {
  forbid(mayMark(caller.role), 'With your role you mark no patients.');
  demandClientId(clientId);
  const { by, at } = doingOf(house, caller);
  const outcome: Outcome = { patient, mark, words: outcomeWords(words), by, at, clientId };
  await house.session(caller).transaction(async (transaction) => {
    const marked = markIn(resourceOf(await present(transaction, 'Observation', mark)));
    if (marked.patient !== patient || marked.ended !== undefined)
      throw new Problem('business-rule', 'This patient is no longer marked. Look at the list again.');
    const before = await madeBefore(house, transaction, {
      type: 'Communication',
      clientId,
      only: ['category', OUTCOME_TOKEN],
    });
    if (before !== undefined) return;
    const id = transaction.newId('Communication', patient);
    await transaction.write([{ kind: 'create', id, resource: toCommunication(outcome) }]);
  });
}

/** The newest outcome of each of these patients that this reader shows. */
export async function latestOutcomes(
  { readSearch }: Pick<ConsultationHouse, 'readSearch'>,
  reader: RecordReader,
  patients: readonly string[],
): Promise<ReadonlyMap<string, Outcome>> {
  const newest = new Map<string, Outcome>();
  for (const patient of new Set(patients)) {
    const page = await reader.search(
      readSearch(
        ['Communication'],
        [
          ['patient', `Patient/${patient}`],
          ['category', OUTCOME_TOKEN],
          ['_sort', '-sent'],
          ['_count', '1'],
        ],
      ),
    );
    const [found] = listed(page, page.matches, (version) => outcomeIn(resourceOf(version))).entries;
    if (found !== undefined) newest.set(patient, found);
  }
  return newest;
}
