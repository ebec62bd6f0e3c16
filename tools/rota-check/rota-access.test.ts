import type { Caller, RecordSession } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onDuty } from '../../apps/care/src/access/duty-scope.ts';
import { ROTA_DUTY } from '../../apps/care/src/team/rota-duty.ts';
import { person } from '../../apps/care/src/testing/people.ts';
import { absencesOverRecord, rotaOverRecord, type TeamRota } from '../../care/team/src/index.ts';
import { DST_WEEKS } from '../../care/team/src/testing/minutes.ts';
import { ENGINES, type StartedEngine } from '../../platform/store/src/testing/engines.ts';
import { memberNamed, ROLE, TEAM, type TeamRecord, teamRecord } from './team-record.ts';

const NOW = new Date('2026-10-01T09:00:00Z');
const { from } = DST_WEEKS.autumn;
const span = { from, until: from + 3_600_000 };
const duties = [{ ...span, holder: memberNamed(0) }];

describe.each(ENGINES.slice(0, 1))('the rota under the access policy', ({ start }) => {
  let engine: StartedEngine;
  let record: TeamRecord;
  let rota: TeamRota;
  let session: (caller: Caller) => RecordSession;

  beforeAll(async () => {
    engine = await start();
    record = await teamRecord(engine, 2, () => NOW);
    session = (caller) => record.opened.store.session(caller);
    const house = {
      ...record.house,
      session,
      planning: (caller: Caller) => session(onDuty(caller, ROTA_DUTY)),
    };
    rota = rotaOverRecord(house);
    const publication = { role: ROLE, span, duties, seen: [], agreed: [] };
    expect(await rota.publish(person('team-lead'), TEAM, publication)).toEqual({ kind: 'published' });
    await absencesOverRecord(house).record(
      person('consult-nurse', 'Practitioner/invented-1'),
      TEAM,
      'Practitioner/invented-1',
      { from: span.until, until: span.until + 3_600_000 },
    );
  });
  afterAll(async () => await engine.stop());

  it.each(['ward-nurse', 'gp', 'home-care-nurse', 'hospice-nurse', 'team-secretary'])(
    'tells %s whom to call',
    async (role) => {
      const [answer] = await rota.onCall(person(role), TEAM, span.from, [ROLE]);
      expect(answer?.member).toMatchObject({ reference: memberNamed(0), name: 'Verzonnen 0' });
    },
  );

  it.each(['patient', 'hospice-volunteer', 'researcher', 'editor'])('is closed to %s', async (role) => {
    await expect(rota.onCall(person(role), TEAM, span.from, [ROLE])).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it.each(['consult-nurse', 'consult-physician', 'ward-nurse', 'gp', 'functional-administrator'])(
    'is not published by %s',
    async (role) => {
      const publication = { role: ROLE, span, duties: [], seen: [], agreed: [] };
      await expect(rota.publish(person(role), TEAM, publication)).rejects.toMatchObject({
        code: 'forbidden',
      });
    },
  );

  it.each(['team-lead', 'team-secretary', 'consult-nurse', 'functional-administrator'])(
    'is not changed by %s resource by resource, past its rules',
    async (role) => {
      const [duty] = (await rota.read(person('team-lead'), TEAM, span, [ROLE]))[0]?.duties ?? [];
      const resource = { resourceType: 'Slot', status: 'free' };
      const own = session(person(role));
      await expect(own.change({ kind: 'create', resource })).rejects.toMatchObject({ code: 'forbidden' });
      const change = { kind: 'update', id: duty?.id ?? '', resource } as const;
      await expect(own.change(change)).rejects.toMatchObject({
        code: role === 'functional-administrator' ? 'not-found' : 'forbidden',
      });
    },
  );

  it('opens nothing of patients to who makes it', async () => {
    const all: Caller = { id: 'system:test', role: 'system', scope: { kind: 'everything' } };
    const patient = { resourceType: 'Patient', name: [{ family: 'Verzonnen' }] };
    await session(all).change({ kind: 'update', id: 'invented', resource: patient });
    const planner = session(onDuty(person('team-lead'), ROTA_DUTY));
    expect(await planner.read('Patient', 'invented')).toBeUndefined();
  });
});
