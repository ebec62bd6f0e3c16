import { readPreparationTask } from '@caecilia/assessment';
import { parsePlanStandard } from '@caecilia/careplan';
import { readPack } from '@caecilia/definitions';
import { coverage, gapsIn, type MemberReference, ON_CALL_ROLES, readMember } from '@caecilia/team';
import { describe, expect, it } from 'vitest';
import { DEMO_ACCOUNTS } from '../identity/demo-accounts.ts';
import { TIME_ZONE } from '../time-zone.ts';
import { calendarOf } from './calendar.ts';
import { handmadeDemo } from './demo-record.ts';

const { pack } = await readPack(new URL('../../../../packs/pzp-1.0.0-rc2', import.meta.url).pathname);
const standard = parsePlanStandard(pack.carePlan);
const demoOn = (day: string) =>
  handmadeDemo(standard, calendarOf(day)).flatMap(({ entry }) => entry.map(({ resource }) => resource));

/** Days on which the weeks of the rota hold a change of the clock, a leap day, and none of these. */
const DAYS = ['2026-11-22', '2026-10-25', '2027-03-27', '2028-02-29'];

describe('the handmade demo', () => {
  it('is the same, byte for byte, on the same day', () => {
    expect(JSON.stringify(demoOn('2026-11-22'))).toBe(JSON.stringify(demoOn('2026-11-22')));
  });

  it('names nobody twice, and points at nobody who is not there', () => {
    const resources = demoOn('2026-11-22');
    const names = resources.map(({ resourceType, id }) => `${resourceType}/${String(id)}`);
    expect(new Set(names).size).toBe(names.length);
    // A name that begins with # is inside its own resource.
    const named = [...JSON.stringify(resources).matchAll(/"reference":"([^"#][^"]*)"/g)].map(
      ([, name]) => name,
    );
    expect([...new Set(named)].filter((name) => !names.includes(String(name)))).toEqual([]);
  });

  it('has everybody who signs in, at their place', () => {
    const resources = demoOn('2026-11-22');
    const names = new Set(resources.map(({ resourceType, id }) => `${resourceType}/${String(id)}`));
    const people = DEMO_ACCOUNTS.flatMap(({ fhirUser, roles }) => [
      ...(fhirUser === undefined ? [] : [fhirUser]),
      ...roles.flatMap(({ organization }) => organization ?? []),
    ]);
    expect(people.filter((name) => !names.has(name))).toEqual([]);
  });

  it('has one patient who prepared a conversation at home, and one who was asked and has not yet', () => {
    const found = demoOn('2026-11-22').flatMap((resource) => readPreparationTask(resource) ?? []);
    expect(found.map(({ patientId, state }) => `${patientId} ${state}`).toSorted()).toEqual([
      'demo-emily filledIn',
      'demo-wilhelmina asked',
    ]);
  });

  it.each(DAYS)(
    'has one on call in each role at every minute around %s, but for one week left open',
    (day) => {
      const resources = demoOn(day);
      const members = resources.flatMap((resource) => readMember(resource, 1, TIME_ZONE) ?? []);
      const holders = new Map(
        resources
          .filter(({ resourceType }) => resourceType === 'Schedule')
          .map(({ id, actor }) => [
            `Schedule/${String(id)}`,
            (actor as readonly { reference: MemberReference }[])[0]?.reference ?? 'PractitionerRole/',
          ]),
      );
      const gaps = ON_CALL_ROLES.flatMap((role) => {
        const duties = resources
          .filter(({ resourceType, status }) => resourceType === 'Slot' && status === 'busy')
          .filter(({ serviceType }) => JSON.stringify(serviceType).includes(`"${role}"`))
          .map(({ schedule, start, end }) => ({
            holder: holders.get((schedule as { reference: string }).reference) ?? 'PractitionerRole/',
            from: Date.parse(String(start)),
            until: Date.parse(String(end)),
          }));
        const span = {
          from: Math.min(...duties.map(({ from }) => from)),
          until: Math.max(...duties.map(({ until }) => until)),
        };
        return gapsIn(coverage(duties, members, span)).map(({ because }) => `${role}: ${because}`);
      });
      expect(gaps).toEqual(['spiritual-care-worker: nobody']);
    },
  );
});
