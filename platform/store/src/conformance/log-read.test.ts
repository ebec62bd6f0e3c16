import type { Caller } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { ENGINES, type OpenedStore } from '../testing/engines.ts';
import { EVERYTHING, observation, patient } from '../testing/people.ts';
import { withSmallStore } from '../testing/with-small-store.ts';

/** An invented person with all that a line can tell of them. */
const DOCTOR: Caller = {
  id: 'Practitioner/verzonnen',
  name: 'Dr. Verzonnen',
  role: 'physician',
  responsible: 'Practitioner/hoofd',
  organization: 'Organization/huis',
  client: 'caecilia-web',
  address: '192.0.2.7',
  ground: 'treatingTeam',
  policyVersion: '2026-11',
  emergency: { patient: 'p', reason: 'dyspnoea at night, nobody else on duty' },
  requestId: 'request-7',
  scope: { kind: 'everything' },
};

describe.each(ENGINES)('reading the log on $name', ({ skipped, start }) => {
  let opened: OpenedStore;
  let today = new Date('2026-03-01T08:00:00.000Z');

  withSmallStore({ skipped, start, now: () => today }, async (store) => {
    opened = store;
    const all = opened.store.session(EVERYTHING);
    await all.change({ kind: 'update', id: 'p', resource: patient('Verzonnen', 'p') });
    await all.change({ kind: 'update', id: 'q', resource: patient('Ander', 'q') });
    await all.change({ kind: 'update', id: 'o', resource: observation('p', 'x') });
    for (let day = 2; day < 9; day += 1) {
      today = new Date(`2026-03-0${day}T08:00:00.000Z`);
      await opened.store.session(DOCTOR).read('Observation', 'o');
      await opened.store.session(DOCTOR).read('Patient', 'q');
    }
    await opened.store.session(DOCTOR).history({ count: 10 });
  });

  it.skipIf(skipped)('gives the sixteen fields of a line', async () => {
    const { lines } = await opened.store.log.lines({ patient: 'p', user: DOCTOR.id, count: 1 });
    expect(lines[0]?.id).toMatch(/^\d+$/);
    expect(lines).toEqual([
      {
        id: lines[0]?.id,
        at: '2026-03-02T08:00:00.000Z',
        event: 'read',
        action: 'R',
        outcome: 0,
        who: {
          id: 'Practitioner/verzonnen',
          name: 'Dr. Verzonnen',
          role: 'physician',
          responsible: 'Practitioner/hoofd',
          organization: 'Organization/huis',
          client: 'caecilia-web',
          address: '192.0.2.7',
          ground: 'treatingTeam',
          policyVersion: '2026-11',
          emergency: { patient: 'p', reason: 'dyspnoea at night, nobody else on duty' },
          system: 'caecilia:care',
        },
        request: 'request-7',
        patient: 'p',
        types: ['Observation'],
        target: 'o',
        versionId: 1,
      },
    ]);
  });

  it.skipIf(skipped)('gives what a technical caller is not asked for a default', async () => {
    const { lines } = await opened.store.log.lines({ user: EVERYTHING.id, count: 1 });
    expect(lines[0]?.who).toEqual({
      id: 'system:test',
      name: 'system:test',
      role: 'test',
      responsible: 'system:test',
      organization: 'caecilia:care',
      client: 'system:test',
      address: 'local',
      ground: 'technical',
      policyVersion: 'none',
      system: 'caecilia:care',
    });
  });

  it.skipIf(skipped)(
    'pages through one patient in order, forwards and backwards, without the others',
    async () => {
      const walk = async (newestFirst: boolean) => {
        const days: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await opened.store.log.lines({
            patient: 'p',
            user: DOCTOR.id,
            count: 3,
            newestFirst,
            ...(cursor === undefined ? {} : { cursor }),
          });
          days.push(...page.lines.map(({ at, event }) => `${event} ${at.slice(8, 10)}`));
          cursor = page.next;
        } while (cursor !== undefined);
        return days;
      };
      const days = ['02', '03', '04', '05', '06', '07', '08'].map((day) => `read ${day}`);
      expect(await walk(false)).toEqual([...days, 'history 08']);
      expect(await walk(true)).toEqual(['history 08', ...days.toReversed()]);
    },
  );

  it.skipIf(skipped)('keeps to a period, the end not being part of it', async () => {
    const { lines } = await opened.store.log.lines({
      user: DOCTOR.id,
      from: '2026-03-03T08:00:00.000Z',
      until: '2026-03-04T08:00:00.000Z',
      count: 100,
    });
    expect(lines.map(({ at, patient: about }) => [at.slice(0, 10), about])).toEqual([
      ['2026-03-03', 'p'],
      ['2026-03-03', 'q'],
    ]);
  });

  it.skipIf(skipped)('refuses a place that it did not give', async () => {
    for (const cursor of ['', 'x', Buffer.from(`' or true`).toString('base64url')]) {
      await expect(opened.store.log.lines({ count: 1, cursor })).rejects.toMatchObject({ code: 'value' });
    }
  });

  it.skipIf(skipped)(
    'tells of events that are not of the record, alone or with what they tell of',
    async () => {
      const told = { action: 'U', outcome: 0, caller: DOCTOR, patient: 'q' } as const;
      await opened.store.log.write({
        ...told,
        event: 'consent-change',
        object: { type: 'Consent', id: 'c', versionId: 2 },
      });
      await expect(
        opened.store.sql.transaction(async (sql) => {
          await opened.store.log.writeWithin(sql, {
            ...told,
            event: 'rights-change',
            caller: { ...DOCTOR, id: 'new' },
          });
          throw new Error('rolled back');
        }),
      ).rejects.toThrow('rolled back');
      await opened.store.sql.transaction((sql) =>
        opened.store.log.writeWithin(sql, {
          ...told,
          event: 'print',
          caller: { ...DOCTOR, id: 'newer' },
          detail: 'form',
        }),
      );
      const { lines } = await opened.store.log.lines({ patient: 'q', from: today.toISOString(), count: 100 });
      expect(
        lines.map(({ event, who, types, target, versionId, detail }) => [
          event,
          who.id,
          types,
          target,
          versionId,
          detail,
        ]),
      ).toEqual([
        ['read', DOCTOR.id, ['Patient'], 'q', 1, undefined],
        ['history', DOCTOR.id, ['Patient'], '_history', undefined, undefined],
        ['consent-change', DOCTOR.id, ['Consent'], 'c', 2, undefined],
        ['print', 'newer', [], undefined, undefined, 'form'],
      ]);
      expect(await opened.store.verify()).not.toHaveProperty('firstBreak');
    },
  );
});
