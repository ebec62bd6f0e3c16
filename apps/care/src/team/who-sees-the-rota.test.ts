import { seesRota } from '@caecilia/team';
import { describe, expect, it } from 'vitest';
import { person } from '../testing/people.ts';

describe('who is on call, beside a patient', () => {
  it('is shown to who calls, on the ward, in the practice and at home', () => {
    for (const role of ['ward-nurse', 'gp', 'out-of-hours-gp', 'home-care-nurse', 'consult-nurse'])
      expect(seesRota(person(role)), role).toBe(true);
  });

  it('is not said at all to who does not see the rota, which is not that nobody answers', () => {
    for (const role of ['hospice-volunteer', 'researcher', 'patient', 'carer'])
      expect(seesRota(person(role)), role).toBe(false);
  });
});
