import type { Caller } from '@caecilia/kernel';
import { TEAM_ROLE_SYSTEM, TEAM_ROLES } from '@caecilia/team';
import { type Duty, onDuty } from '../access/duty-scope.ts';
import { ROTA } from '../access/policy-types.ts';

/** What moving tasks of who is away takes: the team, who is away, and tasks that are for a role of it. */
const TASK_DUTY: Duty = {
  ground: 'tasks of the team',
  rules: [
    { types: [...ROTA, 'PractitionerRole', 'HealthcareService'], may: ['read', 'search-type'] },
    {
      types: ['Task'],
      may: ['read', 'search-type', 'update'],
      where: `performer=${TEAM_ROLES.map((role) => `${TEAM_ROLE_SYSTEM}|${role}`).join(',')}`,
    },
  ],
};

/** The house itself on that duty, as the log names it. */
export const TASK_MOVER: Caller = onDuty(
  { id: 'system:tasks', name: 'Caecilia', role: 'system', scope: { kind: 'nothing' } },
  TASK_DUTY,
);
