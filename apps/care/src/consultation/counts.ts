import {
  CONSULTATION_TOKEN,
  type ConsultationHouse,
  type Counts,
  countsOverRecord,
  RECOMMENDATION_TOKEN,
} from '@caecilia/consultation';
import { type Caller, Problem } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import { type Duty, onDuty } from '../access/duty-scope.ts';

/** Requests and advice of every patient, to count: a record closes to the team when a consultation has ended. */
const COUNTING: Duty = {
  ground: 'counting',
  rules: [
    { types: ['Task'], may: ['search-type'], where: `code=${RECOMMENDATION_TOKEN}` },
    {
      types: ['Task', 'ServiceRequest'],
      may: ['search-type', 'include'],
      where: `code=${CONSULTATION_TOKEN}`,
    },
  ],
};

/** Whose duty it is to count. They get numbers, and no patient. */
const COUNTERS = ['team-lead', 'quality-lead', 'consult-nurse', 'consult-physician'];

/** Whether it is the duty of this caller to count. */
export function isCounter({ role, scope }: Pick<Caller, 'role' | 'scope'>): boolean {
  return COUNTERS.includes(role) && scope.kind !== 'nothing';
}

/** Counts of the team's work, for those whose duty it is. Refuses everybody else with `Problem('forbidden')`. */
export function countsOnDuty(
  store: Pick<Store, 'session'>,
  house: Omit<ConsultationHouse, 'session'>,
): Counts {
  const counts = countsOverRecord({ ...house, session: (caller) => store.session(onDuty(caller, COUNTING)) });
  const demandCounter = (caller: Caller) => {
    if (!isCounter(caller))
      throw new Problem(
        'forbidden',
        'Counting the work of the team is for its lead, its consultants and quality.',
      );
  };
  return {
    async adoption(caller, period) {
      demandCounter(caller);
      return await counts.adoption(caller, period);
    },
    async responses(caller, period) {
      demandCounter(caller);
      return await counts.responses(caller, period);
    },
  };
}
