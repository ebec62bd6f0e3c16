import { describe, expect, it } from 'vitest';
import { demoBundles } from '../demo/demoBundles.ts';
import { completePlan } from '../demo/wilhelmina.ts';
import { readCarePlan } from '../readCarePlan.ts';
import { NIGHT, TIME_ZONE } from '../testing/record.ts';
import { carriedStandards } from '../testing/standards.ts';
import { toResources } from './toResources.ts';

const standards = carriedStandards();
const [rc2, beta3] = standards;
if (!rc2 || !beta3) throw new Error('the project carries two versions of the standard');
const bundles = demoBundles(rc2, '2026-11-21');
const everything = bundles.flatMap(({ entry }) => entry.map(({ resource }) => resource));
const planOf = (patientId: string, resources = everything) =>
  readCarePlan(resources, { standards, patientId, now: NIGHT, timeZone: TIME_ZONE });
const statesOf = (patientId: string) =>
  Object.fromEntries(planOf(patientId).limits.map(({ key, state }) => [key, state]));

describe('a plan that was written', () => {
  it.each([
    ['rc2', rc2],
    ['beta3', beta3],
  ])('in %s reads back as it was meant', (_version, standard) => {
    const ago = (days: number) => new Date(NIGHT.getTime() - days * 86_400_000).toISOString().slice(0, 10);
    const resources = toResources(completePlan(ago), standard);
    const plan = planOf('demo-wilhelmina', [...resources]);
    expect(
      plan.limits.map(({ key, state, former }) => [
        key,
        state,
        former.map(({ entry }) => entry.decision.kind),
      ]),
    ).toEqual([
      ['cpr', 'doNot', ['do']],
      ['ventilation', 'onlyIf', ['do']],
      ['icuAdmission', 'doNot', ['unknown']],
      ['hospitalAdmission', 'onlyIf', []],
      ['antibiotics', 'do', []],
      ['bloodProducts', 'notDiscussed', []],
      ['icdDeactivation', 'unknown', []],
    ]);
    expect(plan.informRelatives).toHaveLength(1);
    expect(plan.patient.legalCapacity.capable).toBe(true);
    expect(
      resources.map(({ meta }) => meta?.profile?.[0]).filter((profile) => profile !== undefined),
    ).toSatisfy((profiles: string[]) =>
      profiles.every((profile) => Object.values(standard.profiles).includes(profile)),
    );
  });

  it('asks of the standard only what it lists', () => {
    const plan = completePlan(() => '2026-11-12');
    const wrong = { ...plan, goal: { code: '1', on: '2026-11-12' } };
    expect(() => toResources(wrong, rc2)).toThrow(/does not list 1/);
  });
});

describe('the demo', () => {
  it('puts every resource under an id of its own, so that loading it twice changes nothing', () => {
    const urls = bundles.flatMap(({ entry }) =>
      entry.map(({ request }) => `${request.method} ${request.url}`),
    );
    expect(new Set(urls).size).toBe(urls.length);
    expect(urls.every((url) => /^PUT [A-Z]\w+\/demo-[a-z0-9-]{1,59}$/.test(url))).toBe(true);
    expect(demoBundles(rc2, '2026-11-21')).toEqual(bundles);
  });

  it('refers to nothing that it does not hold', () => {
    const held = new Set(everything.map(({ resourceType, id }) => `${resourceType}/${id ?? ''}`));
    const references = JSON.stringify(everything).matchAll(/"reference":"([^"]+)"/g);
    expect([...references].map(([, reference]) => reference).filter((each) => !held.has(each ?? ''))).toEqual(
      [],
    );
  });

  it('has only invented people: names that say so, and numbers that nobody has', () => {
    const phones = JSON.stringify(everything).matchAll(/"system":"phone","value":"([^"]+)"/g);
    expect([...phones].every(([, number]) => /^(000-555|\+000 555)/.test(number ?? ''))).toBe(true);
    expect(JSON.stringify(everything)).not.toMatch(/NamingSystem\/bsn/);
    const families = everything
      .filter(({ resourceType }) => resourceType === 'Patient')
      .map(({ name }) => JSON.stringify(name));
    for (const name of families) expect(name).toMatch(/Voorbeeld|Proef|Fictief|Sample/);
  });

  it('shows each situation that the page must tell apart', () => {
    expect(statesOf('demo-cornelis')).toMatchObject({
      cpr: 'contradiction',
      icdDeactivation: 'notDiscussed',
    });
    expect(statesOf('demo-aaltje')).toMatchObject({
      cpr: 'doNot',
      hospitalAdmission: 'unreadable',
      'other:sondevoeding': 'doNot',
    });
    expect(planOf('demo-bram').empty).toBe(true);
    expect(planOf('demo-grietje').patient.legalCapacity.capable).toBe(false);
    expect(planOf('demo-grietje').limits[0]).toMatchObject({
      state: 'doNot',
      current: [{ restsOn: [{ kind: { en: 'Do-not-resuscitate statement' } }] }],
    });
    expect(planOf('demo-sofie').patient.age?.years).toBe(17);
    expect(planOf('demo-emily').patient.language).toBe('en');
    expect(statesOf('demo-hendrika')).toMatchObject({
      icuAdmission: 'doNot',
      hospitalAdmission: 'unknown',
      icdDeactivation: 'do',
    });
  });
});
