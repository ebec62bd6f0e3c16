import type { Caller } from '@caecilia/kernel';
import { HOSPICE_SERVICE, MOST_PLACES, type Stays, staysOverRecord } from '@caecilia/stay';
import { createSearcher, isKept } from '@caecilia/store';
import { ENGINES, type OpenedStore, type StartedEngine } from '@caecilia/store/testing/engines';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS_FACTS } from '../access/relations.ts';
import { composeLanguage } from '../language.ts';
import { packsInUse } from '../packs.ts';
import { readSearchIn } from '../read-search.ts';
import { stayDesk } from './desk-area.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const HOSPICE = 'Organization/linde';
/** Requests that are promised at the same moment, and places that there are. */
const [REQUESTS, PLACES] = [12, 3];
const everything: Caller = {
  id: 'Practitioner/proef',
  role: 'transfer-nurse',
  scope: { kind: 'everything' },
};
const hanna: Caller = {
  ...everything,
  id: 'Practitioner/hanna',
  role: 'hospice-coordinator',
  organization: HOSPICE,
};
const DAYS = { from: '2026-11-27', until: '2026-12-11' };

describe.each(ENGINES)('the places of a hospice, on $name', (engine) => {
  let started: StartedEngine;
  let opened: OpenedStore;
  let stays: Stays;

  beforeAll(async () => {
    if (engine.skipped !== undefined) return;
    const packs = await packsInUse({ listPacks: () => Promise.resolve([]) });
    const language = composeLanguage(
      packs.map(({ pack }) => pack),
      { baseUrl: '', now: () => NOW, keeps: ({ base, code }) => isKept(base, code) },
    );
    started = await engine.start();
    opened = await started.open({
      extractor: (resource) => language.extract(resource),
      searcher: createSearcher(language.searchParameters),
      facts: ACCESS_FACTS,
      now: () => NOW,
    });
    const { store } = opened;
    stays = staysOverRecord(
      stayDesk({
        store,
        session: (caller) => store.session(caller),
        readSearch: readSearchIn(language, () => NOW),
        now: () => NOW,
        timeZone: 'Europe/Amsterdam',
      }),
    );
    const [system, code] = HOSPICE_SERVICE.split('|');
    const put = (resourceType: string, id: string, more: object = {}) =>
      store.session(everything).change({ kind: 'update', id, resource: { resourceType, id, ...more } });
    await put('Organization', 'linde', { name: 'Hospice De Verzonnen Linde' });
    await put('HealthcareService', 'linde', {
      active: true,
      providedBy: { reference: HOSPICE },
      type: [{ coding: [{ system, code }] }],
      extension: [
        {
          url: 'urn:caecilia:hospice-places',
          extension: [
            { url: 'count', valueUnsignedInt: PLACES },
            { url: 'at', valueInstant: NOW.toISOString() },
          ],
        },
      ],
    });
    for (let n = 0; n < REQUESTS; n += 1) await put('Patient', `p${n}`);
  });
  afterAll(async () => await (started as StartedEngine | undefined)?.stop());

  it.skipIf(engine.skipped !== undefined)(
    'are each promised once, however many are promised in the same second',
    async () => {
      expect(PLACES).toBeLessThan(MOST_PLACES);
      const asked = await Promise.all(
        Array.from({ length: REQUESTS }, (_, n) =>
          stays.ask(everything, {
            patient: `p${n}`,
            hospice: HOSPICE,
            clientId: `same-place-${String(n).padStart(8, '0')}`,
            asked: { kind: 'time-out', ...DAYS, careNeed: 'zorg', question: 'vraag', callBack: '000' },
            patientAgrees: true,
          }),
        ),
      );
      const answers = await Promise.allSettled(
        asked.map(({ kept }) => stays.act(hanna, kept, { kind: 'accept', days: DAYS })),
      );
      const promised = answers.filter(({ status }) => status === 'fulfilled');
      expect(promised).toHaveLength(PLACES);
      for (const answer of answers)
        if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'business-rule' });
      const { entries } = await stays.ofHospice(hanna);
      expect(entries.filter(({ value }) => value.state === 'accepted')).toHaveLength(PLACES);
      expect(entries.filter(({ value }) => value.state === 'asked')).toHaveLength(REQUESTS - PLACES);
    },
  );
});
