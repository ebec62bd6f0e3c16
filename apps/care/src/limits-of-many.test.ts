import type { Glance, LimitsOfMany } from '@caecilia/careplan';
import type { Caller } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carePlanOf, standardsOf } from './care-plan.ts';
import { readSettings } from './configuration.ts';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from './consultation/testing/consultation-record.ts';
import { doctor, gp, wardNurse } from './consultation/testing/people.ts';
import { person } from './testing/people.ts';

const stranger = person('ward-nurse', 'Practitioner/far', 'Organization/far');

describe('the limits of several patients at once', () => {
  let record: ConsultationRecord;
  const ask = async <T>(caller: Caller, path: string, { params = {}, query = {} }: Asked): Promise<T> => {
    const { readSearch, now, session } = record.house;
    const { store, packs, language } = record.record;
    const settings = readSettings({ CAECILIA_LOG_LEVEL: 'silent' }, '/');
    const plan = carePlanOf({
      settings,
      store,
      language,
      readSearch,
      packs,
      now,
      paperKey: new Uint8Array(32),
    });
    const endpoint = plan.endpoints.find((each) => each.path === path);
    const visit = { caller, params, query, headers: {}, origin: '', formToken: '' };
    return (await endpoint?.read?.(session(caller), visit)) as T;
  };
  interface Asked {
    readonly params?: Readonly<Record<string, string>>;
    readonly query?: Readonly<Record<string, string>>;
  }
  const many = (caller: Caller, ids: string) =>
    ask<LimitsOfMany>(caller, '/patients/limits', { query: { ids } });

  beforeAll(async () => {
    record = await openConsultationRecord();
    const [standard] = standardsOf(record.record.packs);
    if (standard === undefined) throw new Error('there is no standard');
    const { treatmentDirective, treatments } = standard;
    const directive = async (id: string, treatment: number, type: string, dateTime: string) =>
      await record.put('Consent', id, {
        status: 'active',
        scope: { coding: [treatmentDirective.scope] },
        category: [{ coding: [treatmentDirective.category] }],
        patient: { reference: 'Patient/anna' },
        dateTime,
        policyRule: { text: 'x' },
        provision: { type, code: [{ coding: [treatments[treatment]?.codes[0]] }] },
      });
    await directive('one', 0, 'deny', '2026-10-01');
    await directive('two', 1, 'permit', '2026-10-01');
    await directive('three', 1, 'deny', '2026-10-02');
    await record.put('CareTeam', 'ward-bram', {
      status: 'active',
      subject: { reference: 'Patient/bram' },
      participant: [{ member: { reference: 'Organization/ward' } }],
    });
  });
  afterAll(async () => await record.close());

  it('are those that the page of each patient says, contradictions and what is not discussed too', async () => {
    const { limits } = await many(doctor, 'anna,bram');
    for (const id of ['anna', 'bram']) {
      const glance = await ask<Glance>(doctor, '/patients/:id/glance', { params: { id } });
      expect(limits[id]).toEqual(glance.limits);
    }
    const states = (limits.anna === 'closed' ? [] : (limits.anna ?? [])).map(({ state }) => state);
    expect(states).toEqual(expect.arrayContaining(['doNot', 'contradiction', 'notDiscussed']));
  });

  it('are told of nobody whom the caller does not see, and are closed where the plan is', async () => {
    expect((await many(stranger, 'anna,bram')).limits).toEqual({});
    expect(Object.keys((await many(wardNurse, 'anna,nobody')).limits)).toEqual(['anna']);
    // The practice sees that the patient is there; the plan only while the patient permits it.
    expect((await many(gp, 'anna')).limits).toEqual({ anna: 'closed' });
  });

  it('are asked for by ids, and not for more than a list holds', async () => {
    await expect(many(doctor, '')).rejects.toMatchObject({ code: 'value' });
    await expect(many(doctor, 'anna,../x')).rejects.toMatchObject({ code: 'value' });
    const tooMany = Array.from({ length: 61 }, (_, n) => `p${n}`).join(',');
    await expect(many(doctor, tooMany)).rejects.toMatchObject({ code: 'value' });
  });
});
