import {
  type Concluded,
  type ConversationHouse,
  type ConversationNotes,
  concludeConversation,
  countingNow,
  loadPlanRecord,
  planConflicts,
  readCarePlan,
  resolveConflict,
  versionOf,
} from '@caecilia/careplan';
import { type Caller, resourceOf } from '@caecilia/kernel';
import { createSearcher, isKept } from '@caecilia/store';
import { ENGINES, type OpenedStore, type StartedEngine } from '@caecilia/store/testing/engines';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS_FACTS } from '../access/relations.ts';
import { newestStandard, standardsOf } from '../care-plan.ts';
import { composeLanguage } from '../language.ts';
import { packsInUse } from '../packs.ts';
import { readSearchIn } from '../read-search.ts';

/** A few in the whole run; `npm run conversations` takes a hundred. */
const ROUNDS = Number(process.env.CAECILIA_SAME_SECOND ?? 5);
const NOW = new Date('2026-11-23T12:00:00Z');
const PATIENT = 'proef';
const who = (name: string): Caller => ({
  id: `Practitioner/${name}`,
  role: 'treating-physician',
  scope: { kind: 'everything' },
});

describe.each(ENGINES)('two professionals who change one limit in the same second, on $name', (engine) => {
  let started: StartedEngine;
  let opened: OpenedStore;
  let house: ConversationHouse;

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
    house = {
      readSearch: readSearchIn(language, () => NOW),
      now: () => NOW,
      timeZone: 'Europe/Amsterdam',
      standards: standardsOf(packs),
      standard: newestStandard(packs),
    };
    await opened.store.session(who('one')).change({
      kind: 'update',
      id: PATIENT,
      resource: { resourceType: 'Patient', id: PATIENT, name: [{ family: 'Proefpersoon' }] },
    });
  });
  afterAll(async () => await (started as StartedEngine | undefined)?.stop());

  const record = () =>
    loadPlanRecord(opened.store.session(who('one')), house.readSearch, house.standards, PATIENT);
  const options = () => ({
    standards: house.standards,
    patientId: PATIENT,
    now: NOW,
    timeZone: house.timeZone,
  });
  const notes = (condition: string): ConversationNotes => ({
    on: '2026-11-23T11:00:00Z',
    patient: { name: {} },
    professional: { name: {} },
    patientPresent: true,
    persons: [],
    limits: { cpr: { state: 'onlyIf', condition, parties: ['patient', 'professional'] } },
    otherLimits: [],
  });
  const seenNow = async () => ({
    cpr: countingNow(await record(), options())
      .filter(({ key }) => key === 'cpr')
      .map(versionOf),
  });
  const conclude = (name: string, condition: string, seen: Record<string, readonly string[]>, form: string) =>
    concludeConversation(opened.store.session(who(name)), house, {
      patientId: PATIENT,
      notes: notes(condition),
      seen,
      clientId: `same-second-${form}-${name}`,
      by: `Practitioner/${name}`,
      endingWords: 'Vervangen door een nieuwe afspraak',
    });

  it.skipIf(engine.skipped !== undefined)(
    'lose nothing, and the second sees what the first recorded',
    async () => {
      const said: string[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const seen = await seenNow();
        const [one, two] = [`eerste ${round}`, `tweede ${round}`];
        const answers = await Promise.all([
          conclude('one', one, seen, `${round}`),
          conclude('two', two, seen, `${round}`),
        ]);
        expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['conflict', 'recorded']);
        const [winner, loser] = answers[0]?.kind === 'recorded' ? [one, two] : [two, one];
        const conflict = answers.find(
          (each): each is Extract<Concluded, { kind: 'conflict' }> => each.kind === 'conflict',
        );
        expect(conflict?.conflicts).toMatchObject([
          { key: 'cpr', now: [{ decision: { kind: 'onlyIf', condition: winner } }] },
        ]);
        // Having seen it, the second decides again; nothing of either is overwritten.
        const after = await conclude(loser === one ? 'one' : 'two', loser, await seenNow(), `${round}-again`);
        expect(after.kind).toBe('recorded');
        said.push(winner, loser);
      }
      const consents = (await record()).filter(({ resourceType }) => resourceType === 'Consent');
      expect(consents).toHaveLength(said.length);
      for (const words of said)
        expect(consents.filter((each) => JSON.stringify(each).includes(`"${words}"`))).toHaveLength(1);
      expect(consents.filter(({ status }) => status === 'active')).toHaveLength(1);
      const row = readCarePlan(await record(), options()).limits.find(({ key }) => key === 'cpr');
      expect(row).toMatchObject({ state: 'onlyIf', current: [{ decision: { condition: said.at(-1) } }] });
      expect(
        row?.former.every(({ became, entry }) => became === 'ended' && entry.endReason !== undefined),
      ).toBe(true);
    },
  );

  it.skipIf(engine.skipped !== undefined)(
    'resolve one contradiction once: the second is shown what the first chose',
    async () => {
      const session = opened.store.session(who('one'));
      const seenFirst = await seenNow();
      await conclude('one', 'op de zaal', seenFirst, 'to-contradict');
      const standing = (await record()).find(
        ({ status, resourceType }) => resourceType === 'Consent' && status === 'active',
      );
      if (!standing) throw new Error('something was agreed');
      // The same agreement from elsewhere, with another word: two active sources.
      const { id: _id, meta: _meta, ...kept } = standing;
      const other = JSON.stringify(kept).replaceAll('op de zaal', 'thuis');
      await session.change({ kind: 'create', resource: JSON.parse(other) as typeof standing });
      const [conflict] = planConflicts(await record(), options());
      if (!conflict) throw new Error('two sources contradict');
      expect(conflict).toMatchObject({ key: 'cpr', options: [{ kind: 'onlyIf' }, { kind: 'onlyIf' }] });
      const choose = (name: string, index: number) =>
        resolveConflict(opened.store.session(who(name)), house, {
          patientId: PATIENT,
          key: conflict.key,
          keep: conflict.options[index]?.reference ?? '',
          seen: conflict.seen,
          reason: `gekozen door ${name}`,
        });
      const answers = await Promise.all([choose('one', 0), choose('two', 1)]);
      expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['conflict', 'resolved']);
      const winner = answers[0].kind === 'resolved' ? 0 : 1;
      expect(planConflicts(await record(), options())).toEqual([]);
      const row = readCarePlan(await record(), options()).limits.find(({ key }) => key === 'cpr');
      expect(row?.current.map(({ original }) => `Consent/${original.id}`)).toEqual([
        conflict.options[winner]?.reference,
      ]);
      expect(row?.former.find(({ entry }) => entry.endReason?.startsWith('gekozen door'))).toMatchObject({
        became: 'ended',
        entry: { endReason: `gekozen door ${winner === 0 ? 'one' : 'two'}` },
      });
    },
  );

  it.skipIf(engine.skipped !== undefined)('keep every version of every agreement that ended', async () => {
    const session = opened.store.session(who('one'));
    const ended = (await record()).filter(({ status }) => status === 'inactive');
    expect(ended.length).toBeGreaterThan(0);
    for (const consent of ended) {
      const { versions } = await session.history({ type: 'Consent', id: String(consent.id), count: 10 });
      expect(versions.map((version) => resourceOf(version).status)).toEqual(['inactive', 'active']);
    }
  });
});
