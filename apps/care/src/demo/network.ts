import type { PlanStandard, TransactionBundle } from '@caecilia/careplan';
import type { DemoCalendar } from './calendar.ts';
import { transactionOf } from './resources.ts';
import { historyOf, toldOf } from './story/history.ts';
import { meetingsOf } from './story/meetings.ts';

/** Invented patients of the demo network, beside the handmade ones. */
export const NETWORK_PATIENTS = 60;
/** Changed with any change of what the generator makes; a demo that is there stays as it was made. */
const SEED = 'caecilia-1';

/** The patients of the demo network with their months of history: a transaction for each, and one for the meetings. */
export function networkDemo(standard: PlanStandard, calendar: DemoCalendar): readonly TransactionBundle[] {
  const telling = { seed: SEED, calendar, standard, depth: 'full' } as const;
  const told = Array.from({ length: NETWORK_PATIENTS }, (_, n) =>
    toldOf(`demo-p${String(n + 1).padStart(2, '0')}`, n, telling),
  );
  return [
    ...told.map((each) => transactionOf(historyOf(each))),
    transactionOf(meetingsOf(told, SEED, calendar)),
  ];
}
