import { Problem } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharing } from '../access/testing/world.ts';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from '../consultation/testing/consultation-record.ts';
import { type AskedEndpoints, askedEndpoints } from '../testing/asked-endpoints.ts';
import { person } from '../testing/people.ts';
import { assessmentArea } from './desk-area.ts';

const HOME = 'Organization/home-care';
const nurse = person('home-care-nurse', 'Practitioner/home', HOME);
const elsewhere = person('home-care-nurse', 'Practitioner/elsewhere', 'Organization/elsewhere');

describe('scores by who cares for the patient at home', () => {
  let record: ConsultationRecord;
  let house: AskedEndpoints;
  let area: ReturnType<typeof assessmentArea>;
  const score = async (caller: typeof nurse, instrument: string, answers: object) =>
    await house
      .write<object>(caller, '/patients/:id/responses', {
        params: { id: 'anna' },
        body: { instrument, answers, reporter: 'staff' },
      })
      .catch((error: unknown) => error);

  beforeAll(async () => {
    record = await openConsultationRecord();
    area = assessmentArea({ ...record.house, store: record.record.store });
    house = askedEndpoints(record.house.session, area.endpoints);
    await record.put('EpisodeOfCare', 'home-anna', {
      status: 'active',
      type: [{ coding: [{ system: 'urn:caecilia:care-relation', code: 'home-care' }] }],
      patient: { reference: 'Patient/anna' },
      managingOrganization: { reference: HOME },
    });
    await record.put('Consent', 'home-anna', sharing('anna', HOME, { start: '2020-01-01' }));
  });
  afterAll(async () => await record.close());

  it('are kept, and read in the trend', async () => {
    expect(await score(nurse, 'akps', { akps: 30 })).toHaveProperty('id');
    const { measurements } = await house.read<{ measurements: readonly object[] }>(
      nurse,
      '/patients/:id/responses',
      { id: 'anna' },
      { instrument: 'akps' },
    );
    expect(measurements).toHaveLength(1);
    expect(area.sections?.(nurse)).toMatchObject([{ href: 'assessment', part: 'scores' }]);
  });

  it('do not open contacts, phases, or what is kept from the patient', async () => {
    const refused = { code: 'forbidden' };
    expect(await score(nurse, 'surprise-question', { surprise: 0 })).toMatchObject(refused);
    for (const path of ['/patients/:id/contacts', '/patients/:id/phase'])
      await expect(house.write(nurse, path, { params: { id: 'anna' }, body: {} })).rejects.toMatchObject(
        refused,
      );
  });

  it('are refused to home care of another organisation, and to the general practitioner, who reads', async () => {
    expect(await score(elsewhere, 'akps', { akps: 30 })).toMatchObject({ code: 'not-found' });
    expect(await score(person('gp'), 'akps', { akps: 30 })).toBeInstanceOf(Problem);
    expect(area.sections?.(person('gp'))).toEqual([]);
  });
});
