import type { Caller } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { teamOf } from '../mdt/decisions.ts';
import { type ActsHouse, openActsHouse } from './testing/acts-house.ts';
import { consultNurse, secretary, TEAM, WARD, wardNurse } from './testing/people.ts';

describe('the team and its patients', () => {
  let house: ActsHouse;
  beforeAll(async () => {
    house = await openActsHouse();
    // An order opens the record to the team.
    const fields = {
      question: ['Benauwd: wat kunnen we doen?'],
      domains: ['physical'],
      urgency: ['routine'],
      patientInformed: ['yes'],
      treatingPhysicianAgrees: ['yes'],
      callBack: ['sein 4321'],
    };
    const body = { fields, source: 'ward', clientId: clientId() };
    await house.write(wardNurse, '/patients/:id/requests', { params: { id: 'anna' }, body });
  });
  afterAll(async () => await house.record.close());
  const write: ActsHouse['write'] = (caller, path, sent) => house.write(caller, path, sent);
  const unseen = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'not-found' });
  let forms = 0;
  const clientId = () => {
    forms += 1;
    return `4b1f6d3e-0000-4000-8000-${String(forms).padStart(12, '0')}`;
  };

  it('end its care: its episode and its phase, once, unless a colleague chose another phase', async () => {
    const phase = { phase: 'unstable', reason: 'Benauwd', seen: 'none', clientId: clientId() };
    interface Standing {
      readonly phase?: { readonly episodeId: string; readonly from: string };
    }
    const at = { params: { id: 'anna' } };
    const begun = await write<Standing>(consultNurse, '/patients/:id/phase', { ...at, body: phase });
    const episodeId = begun.phase?.episodeId ?? '';
    house.record.setNow('2026-11-23T10:00:00Z');
    const end = async (caller: Caller, seenPhase: string | undefined) =>
      await write<Standing>(caller, '/patients/:id/phase/end', {
        ...at,
        body: { episodeId, seen: seenPhase },
      });
    await expect(end(consultNurse, '2026-11-20T09:00:00.000Z')).rejects.toMatchObject({ code: 'conflict' });
    // The office does not see phases; it does not end them either.
    await unseen(end(secretary, begun.phase?.from));
    expect(await end(consultNurse, begun.phase?.from)).not.toHaveProperty('phase');
    expect(await end(consultNurse, begun.phase?.from)).not.toHaveProperty('phase');
    const again = await write<Standing>(consultNurse, '/patients/:id/phase', {
      ...at,
      body: { ...phase, phase: 'stable', clientId: clientId() },
    });
    expect(again.phase?.episodeId).not.toBe(episodeId);
    // An episode of the office is none of ours to end.
    await house.record.put('EpisodeOfCare', 'office', {
      status: 'active',
      patient: { reference: 'Patient/anna' },
      managingOrganization: { reference: WARD },
      period: { start: '2026-11-20T09:00:00Z' },
    });
    const office = { episodeId: 'office', seen: undefined };
    await unseen(write(consultNurse, '/patients/:id/phase/end', { ...at, body: office }));
  });

  it('are found for who signs in as a person, by their entry in the directory', async () => {
    const { scope } = consultNurse;
    if (scope.kind !== 'rules') throw new Error('no caller of the policy');
    const teamWith = async (...actors: string[]) => {
      const caller = { ...consultNurse, scope: { ...scope, actors } };
      return await teamOf(house.record.house.session(caller), caller);
    };
    expect(await teamWith('PractitionerRole/iris')).toBe('HealthcareService/consultation');
    expect(await teamWith(TEAM)).toBeUndefined();
  });

  it('leave valid R4', async () => {
    expect(await house.record.invalid(['EpisodeOfCare', 'Observation'])).toEqual([]);
  });
});
