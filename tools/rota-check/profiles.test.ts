import type { FhirResource } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { writeMember } from '../../care/team/src/index.ts';
import { withAbsence } from '../../care/team/src/members.ts';
import { toSchedule, toSlot } from '../../care/team/src/rota/slots.ts';
import { toTask } from '../../care/team/src/task/teamTask.ts';
import { r4Validator } from '../../packages/validation/testing/corpora.ts';
import { memberNamed, ROLE, TEAM } from './team-record.ts';

const HOUR = 3_600_000;
const anna = memberNamed(0);
const [from, until] = [Date.parse('2026-10-25T00:00:00Z'), Date.parse('2026-10-25T08:00:00Z')];
const role = writeMember({ resourceType: 'PractitionerRole', id: 'invented-0' }, [ROLE, 'pharmacist'], TEAM);
const written: readonly FhirResource[] = [
  withAbsence(role, { from, until }),
  toSchedule(anna, ROLE, TEAM),
  toSlot(
    {
      from,
      until,
      holder: anna,
      history: [
        { kind: 'published', at: from, by: { name: 'Planner (invented)' }, from, until, after: anna },
        { kind: 'left-open', at: from, by: { reference: 'Practitioner/x' }, from, until, before: anna },
      ],
    },
    { id: 'agenda', holder: anna, role: ROLE },
  ),
  toSlot(
    { from, until, holder: anna, history: [] },
    { id: 'agenda', holder: anna, role: ROLE },
    'entered-in-error',
  ),
  toTask({
    patient: 'Patient/invented',
    team: TEAM,
    role: ROLE,
    owner: anna,
    words: 'Bellen',
    due: until + HOUR,
    escalations: [{ at: from, from: anna, because: 'away' }],
  }),
  toTask({ patient: 'Patient/invented', team: TEAM, role: 'social-worker', words: 'Bellen' }),
];

describe('what the team writes, against R4', () => {
  it.each(written.map((resource) => [resource.resourceType, resource] as const))(
    'has no error as %s',
    (_type, resource) => {
      const errors = r4Validator
        .validate(resource)
        .filter(({ severity }) => severity === 'error')
        .map(({ diagnostics, expression }) => `${diagnostics} ${expression?.join()}`);
      expect(errors).toEqual([]);
    },
  );
});
