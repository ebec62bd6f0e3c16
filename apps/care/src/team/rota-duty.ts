import type { Duty } from '../access/duty-scope.ts';
import { ROTA } from '../access/policy-types.ts';

/**
 * What making a rota takes: the directory of the team, its agendas and duties, and nothing of patients. The rota itself
 * decides who may (`rota.access.ts` of the module), before it uses this.
 */
export const ROTA_DUTY: Duty = {
  ground: 'rota',
  rules: [
    { types: ROTA, may: ['read', 'search-type', 'create', 'update'] },
    { types: ['PractitionerRole'], may: ['read', 'search-type', 'update'] },
  ],
};
