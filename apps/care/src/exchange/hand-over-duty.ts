import { HAND_OVER, TASK_KINDS } from '@caecilia/exchange';
import type { Caller } from '@caecilia/kernel';
import { TEAM_ROLE_SYSTEM, TEAM_ROLES } from '@caecilia/team';
import { type Duty, onDuty } from '../access/duty-scope.ts';

/** What keeping hand-overs takes: these Tasks of any patient, and a task for a role of a team. */
export const HAND_OVER_DUTY: Duty = {
  ground: 'handOverKeeping',
  rules: [
    {
      types: ['Task'],
      may: ['read', 'search-type', 'update'],
      where: `code=${TASK_KINDS}|${HAND_OVER}`,
    },
    {
      types: ['Task'],
      may: ['create'],
      where: `performer=${TEAM_ROLES.map((role) => `${TEAM_ROLE_SYSTEM}|${role}`).join(',')}`,
    },
  ],
};

/** The house itself on that duty, as the log names it. */
export const HAND_OVER_KEEPER: Caller = onDuty(
  { id: 'system:hand-overs', name: 'Caecilia', role: 'system', scope: { kind: 'nothing' } },
  HAND_OVER_DUTY,
);
