import type { FhirResource } from '@caecilia/fhir';
import { type Caller, type LogEntry, Problem } from '@caecilia/kernel';
import { mandatesOverRecord, type SharingOverRecord, sharingOverRecord } from '@caecilia/privacy';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { relationsOf } from '../apps/care/src/access/relations.ts';
import { spanOf } from '../apps/care/src/access/span.ts';
import { MORNING, openScreensHouse, type ScreensHouse } from './screens-house.ts';

const PATIENT = 'consent-test';
const caller: Caller = {
  id: `Patient/${PATIENT}`,
  role: 'patient',
  scope: { kind: 'patients', patients: [PATIENT] },
};
const SCOPE = 'http://terminology.hl7.org/CodeSystem/consentscope';
const about = { reference: `Patient/${PATIENT}` };
const close = (id: string, given: string, relation: object) => ({
  resourceType: 'RelatedPerson',
  id,
  patient: about,
  name: [{ text: `${given} Proef` }],
  relationship: [{ coding: [relation] }],
});
/** An invented patient with a daughter who decides, a brother, and directives that permit and deny. */
const RESOURCES: readonly FhirResource[] = [
  { resourceType: 'Patient', id: PATIENT, name: [{ text: 'Test Proef' }] },
  close('consent-daughter', 'Anna', { system: 'http://snomed.info/sct', code: '310141000146103' }),
  close('consent-brother', 'Piet', {
    system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode',
    code: 'BRO',
    display: 'broer',
  }),
  ...['treatment', 'adr'].map((code) => ({
    resourceType: 'Consent',
    id: `consent-${code}`,
    status: 'active',
    scope: { coding: [{ system: SCOPE, code }] },
    category: [{ text: 'x' }],
    patient: about,
    provision: {
      type: 'permit',
      actor: [{ role: { text: 'x' }, reference: { reference: 'Organization/demo-gp' } }],
    },
  })),
];
const TYPES = [
  { organizationType: 'hospital', name: { nl: 'Ziekenhuizen', en: 'Hospitals' } },
  { organizationType: 'out-of-hours', name: { nl: 'Spoedposten', en: 'Out-of-hours practices' } },
];

describe('mandates and permissions as Consents, on a real record', () => {
  let house: ScreensHouse;
  let over: SharingOverRecord;
  const log: LogEntry[] = [];
  let logFails = false;

  beforeAll(async () => {
    house = await openScreensHouse({}, () => ({ pages: [], assets: [] }));
    await house.store
      .session({ ...caller, scope: { kind: 'everything' } })
      .transaction(async (transaction) => {
        await transaction.write(
          RESOURCES.map((resource) => ({ kind: 'update', id: String(resource.id), resource })),
        );
      });
    over = {
      readSearch: house.readSearch,
      now: () => MORNING,
      spanOf,
      session: (who) => house.store.session(who),
      // Who manages a record may not read the directory: the house gives the names.
      organizationNames: async () => new Map([['Organization/demo-gp', 'Huisartsenpraktijk De Proefhoek']]),
      log: {
        write: async (entry) => {
          if (logFails) throw new Problem('transient', 'The log cannot be written.');
          log.push(entry);
        },
      },
    };
  });
  afterAll(async () => {
    await house.close();
  });
  beforeEach(() => {
    log.length = 0;
    logFails = false;
  });

  /** What the access rule makes of all consents of the patient. */
  async function relations(): Promise<ReturnType<typeof relationsOf>> {
    const query = house.readSearch(
      ['Consent'],
      [
        ['patient', `Patient/${PATIENT}`],
        ['_count', '200'],
      ],
    );
    const { matches } = await house.store.session(caller).search(query);
    return matches.flatMap(({ content }) =>
      relationsOf(JSON.parse(content) as Parameters<typeof relationsOf>[0]),
    );
  }
  const opens = async () => (await relations()).map(({ actor, kind }) => `${kind} ${actor}`).toSorted();
  const write = (resource: FhirResource) =>
    house.store
      .session({ ...caller, scope: { kind: 'everything' } })
      .change({ kind: 'update', id: String(resource.id), resource });
  const consent = (id: string, status: string, provision: object) => ({
    resourceType: 'Consent',
    id,
    status,
    scope: { coding: [{ system: SCOPE, code: 'patient-privacy' }] },
    category: [{ text: 'x' }],
    patient: about,
    provision,
  });
  const putConsent = (id: string, provision: object) => write(consent(id, 'active', provision));
  const endConsent = (id: string) => write(consent(id, 'inactive', {}));
  const actorOf = (reference: string) => ({ role: { text: 'x' }, reference: { reference } });
  const isAhead = (ends?: string) => ends === undefined || ends > MORNING.toISOString();
  const states = async () =>
    (await sharingOverRecord(over, TYPES).list(caller, PATIENT)).map(
      ({ organizationType, state }) => `${organizationType} ${state}`,
    );

  it('never read a treatment or advance directive as a permission', async () => {
    await expect(states()).resolves.toEqual(['hospital unasked', 'out-of-hours unasked']);
    await expect(opens()).resolves.toEqual([]);
  });

  it('open the record when permission is given, and close it when it is taken back, as the access rule reads it', async () => {
    const sharing = sharingOverRecord(over, TYPES);
    await sharing.set(caller, PATIENT, 'hospital', 'given');
    await expect(states()).resolves.toEqual(['hospital given', 'out-of-hours unasked']);
    await expect(opens()).resolves.toEqual(['permission organization-type|hospital']);
    await sharing.set(caller, PATIENT, 'hospital', 'refused');
    await expect(states()).resolves.toEqual(['hospital refused', 'out-of-hours unasked']);
    await expect(opens()).resolves.toEqual(['objection organization-type|hospital']);
    await sharing.set(caller, PATIENT, 'hospital', 'given');
    await expect(opens()).resolves.toEqual(['permission organization-type|hospital']);
    expect(log.map(({ event, patient }) => [event, patient])).toEqual(
      Array.from({ length: 3 }, () => ['consent-change', PATIENT]),
    );
  });

  it('show one organisation that a consent names, and take only its part out of a consent for more', async () => {
    await house.store.session({ ...caller, scope: { kind: 'everything' } }).change({
      kind: 'create',
      resource: {
        resourceType: 'Consent',
        status: 'active',
        scope: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
        },
        category: [{ text: 'x' }],
        patient: { reference: `Patient/${PATIENT}` },
        provision: {
          type: 'permit',
          actor: [
            {
              role: { text: 'x' },
              reference: { reference: 'Organization/demo-gp' },
            },
            {
              role: { text: 'x' },
              reference: { reference: 'Organization/demo-hospice', display: 'De Linde' },
            },
          ],
        },
      },
    });
    await expect(states()).resolves.toContain('Organization/demo-gp given');
    const listed = await sharingOverRecord(over, TYPES).list(caller, PATIENT);
    expect(listed.map(({ name }) => name.nl)).toContain('Huisartsenpraktijk De Proefhoek');
    await sharingOverRecord(over, TYPES).set(caller, PATIENT, 'Organization/demo-gp', 'refused');
    await expect(states()).resolves.toEqual([
      'hospital given',
      'out-of-hours unasked',
      'Organization/demo-hospice given',
      'Organization/demo-gp refused',
    ]);
    await expect(opens()).resolves.toEqual([
      'objection Organization/demo-gp',
      'permission Organization/demo-hospice',
      'permission organization-type|hospital',
    ]);
  });

  it('give and withdraw a mandate, and never touch who represents the patient', async () => {
    const mandates = mandatesOverRecord(over);
    const before = await mandates.list(caller, PATIENT);
    expect(before.map(({ kind, byLaw, person }) => [kind, byLaw, person.name])).toEqual([
      ['representative', true, 'Anna Proef'],
    ]);
    const [person] = await mandates.candidates(caller, PATIENT);
    expect(person).toEqual({
      reference: 'RelatedPerson/consent-brother',
      name: 'Piet Proef',
      relation: 'broer',
    });
    const reference = person?.reference ?? '';
    await mandates.give(caller, PATIENT, { person: reference, scopes: [], until: '2027-01-01' });
    const after = await mandates.list(caller, PATIENT);
    expect(after.at(-1)).toMatchObject({
      kind: 'carer',
      byLaw: false,
      until: '2027-01-01',
      person: { reference },
    });
    await expect(opens()).resolves.toContain(`carer ${reference}`);
    await mandates.withdraw(caller, PATIENT, after.at(-1)?.id ?? '');
    await expect(mandates.list(caller, PATIENT)).resolves.toEqual(before);
    await expect(opens()).resolves.not.toContain(`carer ${reference}`);
  });

  it('list as a mandate what opens the record, and no condition, end or period that the rule does not follow', async () => {
    const mandates = mandatesOverRecord(over);
    const brother = 'RelatedPerson/consent-brother';
    const [representative] = await mandates.list(caller, PATIENT);
    for (const [provision, lists] of [
      [{}, true],
      [{ purpose: [{ code: 'TREAT' }] }, false],
      [{ class: [{ code: 'Observation' }] }, false],
      [{ modifierExtension: [{ url: 'http://example.org/x', valueBoolean: true }] }, false],
      [{ period: { end: '2025-12' } }, false],
      [{ period: { end: '2026-12' } }, true],
      [{ period: { start: '2026-12-24' } }, true],
    ] as const) {
      await putConsent('conditional', { type: 'permit', actor: [actorOf(brother)], ...provision });
      const listed = await mandates.list(caller, PATIENT);
      expect([provision, listed.length]).toEqual([provision, lists ? 2 : 1]);
      expect(listed[0]).toEqual(representative);
      // What is not listed opens nothing: there is no such relation, or it has ended.
      const open = (await relations()).filter(({ kind, ends }) => kind === 'carer' && isAhead(ends));
      expect(open.map(({ actor }) => actor)).toEqual(lists ? [brother] : []);
    }
    await endConsent('conditional');
  });

  it('list no representative whose time is over, who may then be given a mandate', async () => {
    const mandates = mandatesOverRecord(over);
    const [daughter] = RESOURCES.filter(({ id }) => id === 'consent-daughter');
    const put = (more: object) =>
      write({ ...daughter, resourceType: 'RelatedPerson', id: 'consent-daughter', ...more });
    await put({ period: { end: '2026-01-31' } });
    await expect(mandates.list(caller, PATIENT)).resolves.toEqual([]);
    const names = (await mandates.candidates(caller, PATIENT)).map(({ name }) => name);
    expect(names).toContain('Anna Proef');
    await put({});
    await expect(mandates.list(caller, PATIENT)).resolves.toHaveLength(1);
  });

  it('show an objection as refused until its end, as the rule has it', async () => {
    const hospital = {
      role: {
        coding: [{ system: 'urn:caecilia:organization-type', code: 'out-of-hours' }],
      },
      reference: { display: 'x' },
    };
    const stateAfter = async (more: object) => {
      await putConsent('objection', { type: 'deny', actor: [hospital], ...more });
      return (await states()).find((each) => each.startsWith('out-of-hours'));
    };
    await expect(stateAfter({})).resolves.toBe('out-of-hours refused');
    await expect(stateAfter({ period: { end: '2026-12-31' } })).resolves.toBe('out-of-hours refused');
    await expect(stateAfter({ period: { end: '2026-11-01' } })).resolves.toBe('out-of-hours unasked');
    await expect(stateAfter({ period: { start: '2027-01-01' } })).resolves.toBe('out-of-hours unasked');
    // A condition narrows a permission, never an objection.
    await expect(stateAfter({ purpose: [{ code: 'TREAT' }] })).resolves.toBe('out-of-hours refused');
    await endConsent('objection');
  });

  it('refuse a mandate for somebody who is not close to the patient, or with scopes that nobody would keep', async () => {
    const mandates = mandatesOverRecord(over);
    await expect(
      mandates.give(caller, PATIENT, { person: 'RelatedPerson/demo-oliver', scopes: [] }),
    ).rejects.toThrow(Problem);
    const [person] = await mandates.candidates(caller, PATIENT);
    await expect(
      mandates.give(caller, PATIENT, { person: person?.reference ?? '', scopes: ['diary'] }),
    ).rejects.toThrow(/no scopes/);
  });

  it('change nothing when the log cannot be written', async () => {
    const before = await opens();
    logFails = true;
    await expect(
      sharingOverRecord(over, TYPES).set(caller, PATIENT, 'out-of-hours', 'given'),
    ).rejects.toThrow('log');
    await expect(opens()).resolves.toEqual(before);
  });
});
