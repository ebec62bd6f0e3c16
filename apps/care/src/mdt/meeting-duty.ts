import { MEETING_TOKEN } from '@caecilia/mdt';
import type { Duty } from '../access/duty-scope.ts';

/**
 * What meetings take: the Appointments of meetings that belong to no patient, and nothing else. Whom they speak of stands
 * in the record of each, which this does not open. The module decides who may (`meeting.ts`), before it uses this.
 */
export const MEETING_DUTY: Duty = {
  ground: 'meeting',
  rules: [
    {
      types: ['Appointment'],
      may: ['read', 'search-type', 'create', 'update'],
      where: `appointment-type=${MEETING_TOKEN}`,
      ofNobody: true,
    },
  ],
};
