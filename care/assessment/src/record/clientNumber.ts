import type { FhirResource } from '@caecilia/fhir';
import { Problem, type RecordTransaction, resourceOf } from '@caecilia/kernel';
import { SYSTEMS } from '../terms.ts';
import type { AssessmentHouse } from './house.ts';

/** The number that a form made for what it sends. Throws `Problem('value')` for none. */
export function clientNumberIn(input: unknown): string {
  if (typeof input !== 'string' || !/^[A-Za-z0-9.-]{16,128}$/.test(input))
    throw new Problem('value', 'Open the form again: it has no number of its own.', {
      expression: 'clientId',
    });
  return input;
}

/** The identifier under which what was sent can be found again. */
export const clientIdentifier = (clientId: string) => ({ system: SYSTEMS.client, value: clientId });

/**
 * What this form made before, of one type. The number is locked until the end of the transaction, so that what is sent
 * twice in one second is kept once.
 */
export async function madeBefore(
  { readSearch }: AssessmentHouse,
  transaction: RecordTransaction,
  type: string,
  clientId: string,
): Promise<FhirResource | undefined> {
  await transaction.lock(`${SYSTEMS.client}|${clientId}`);
  const { matches } = await transaction.search(
    readSearch(
      [type],
      [
        ['identifier', `${SYSTEMS.client}|${clientId}`],
        ['_count', '2'],
      ],
    ),
  );
  const [found] = matches;
  return found && resourceOf(found);
}
