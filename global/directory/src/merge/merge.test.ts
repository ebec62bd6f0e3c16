import type { References, Register, RegisterRow } from '@caecilia/kernel';
import { testRegister } from '@caecilia/register/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../same-json.ts';
import { DIRECTORY_SCHEMA } from '../schema.ts';
import type { DirectoryTables, OrganisationRow, PersonRow } from '../tables.ts';
import { inventing, OFFICER, someone } from '../testing/directory.ts';
import { rorIdOf } from '../testing/invented.ts';
import { PROMISES, type PromiseTables, promiseReferences } from '../testing/promises.ts';
import { merge } from './merge.ts';
import { DIRECTORY_REFERENCES } from './own-references.ts';
import { undoMerge } from './undo-merge.ts';

const MODULES: readonly References[] = [DIRECTORY_REFERENCES, promiseReferences];

let opened: Awaited<ReturnType<typeof testRegister>>;
let register: Register<DirectoryTables>;
let promises: Register<PromiseTables>;
let house: ReturnType<typeof inventing>;
beforeAll(async () => {
  opened = await testRegister([DIRECTORY_SCHEMA, PROMISES]);
  register = opened.of<DirectoryTables>();
  promises = opened.of<PromiseTables>();
  house = inventing(register);
});
afterAll(() => opened?.close());

const merged = (kept: OrganisationRow, gone: OrganisationRow) =>
  register.change(OFFICER, 'two records of one organisation', (change) =>
    merge(change, MODULES, { kind: 'organisation', kept, gone }),
  );
const undone = (row: { id: string; rev: number }) =>
  register.change(OFFICER, 'they are two after all', (change) => undoMerge(change, MODULES, row));
const organisation = async (id: string) =>
  (await register.read((db) => db.selectFrom('organisation').selectAll().where('id', '=', id).execute()))[0];
const promise = (to: string, words = 'four places a year') =>
  promises.change(OFFICER, 'a promise', (change) => change.insert('promise', { made_to: to, words }));
const promised = async (id: string) =>
  (await promises.read((db) => db.selectFrom('promise').selectAll().where('id', '=', id).execute()))[0];

const NAME = { value: 'Universitas Sprookjes', kinds: ['label' as const] };

describe('two records of one organisation that are merged', () => {
  it('leave one, with the names of both, to which everything refers', async () => {
    const kept = await house.fromRor(1);
    const gone = await house.byHand('Univ. Sprookjes', {
      names: [NAME],
      own_ids: [{ scheme: 'erasmus', value: 'NL 1' }],
    });
    const partner = await house.partner(gone.id, { owner: 'a' });
    const one = await promise(gone.id);
    const row = await merged(kept, gone);
    expect(await organisation(gone.id)).toMatchObject({
      merged_into: kept.id,
      archived_at: expect.any(String) as string,
    });
    expect(await organisation(kept.id)).toMatchObject({
      own_names: [NAME],
      own_ids: [{ scheme: 'erasmus', value: 'NL 1' }],
    });
    expect((await promised(one.id))?.made_to).toBe(kept.id);
    const partners = await register.read((db) =>
      db.selectFrom('partner').selectAll().where('id', '=', partner.id).execute(),
    );
    expect(partners[0]).toMatchObject({ organisation_id: kept.id, owner: 'a' });
    expect(row.left_over).toEqual([]);
    const [state] = await register.history('organisation', gone.id);
    expect(state).toMatchObject({ byName: 'Olga Officer', why: 'two records of one organisation' });
  });

  it('are two again after an undo, and what was changed elsewhere since stays', async () => {
    const kept = await house.fromRor(11);
    const gone = await house.byHand('Univ. Eleven', { names: [NAME] });
    const mine = await promise(kept.id);
    const theirs = await promise(gone.id);
    await house.partner(kept.id, { owner: null, last_contact: '2026-01-01' });
    const partner = await house.partner(gone.id, { owner: 'b', last_contact: '2026-05-05' });
    const row = await merged(kept, gone);
    const later = await promise(kept.id, 'made after the merge');
    const now = await promised(theirs.id);
    await promises.change(OFFICER, 'another wording', (change) =>
      change.update('promise', { id: theirs.id, rev: now?.rev ?? 0 }, { words: 'five places a year' }),
    );
    const again = await undone(row);
    expect(again).toMatchObject({ left_over: [], undone_by: OFFICER.id });
    expect(await organisation(gone.id)).toMatchObject({
      merged_into: null,
      archived_at: null,
      names: [NAME],
    });
    expect((await organisation(kept.id))?.own_names).toEqual([]);
    expect(await promised(theirs.id)).toMatchObject({ made_to: gone.id, words: 'five places a year' });
    expect((await promised(mine.id))?.made_to).toBe(kept.id);
    expect((await promised(later.id))?.made_to).toBe(kept.id);
    const partners = await register.read((db) =>
      db.selectFrom('partner').selectAll().where('organisation_id', 'in', [kept.id, gone.id]).execute(),
    );
    expect(partners.find(({ id }) => id === partner.id)).toMatchObject({ archived_at: null, owner: 'b' });
    expect(partners.find(({ id }) => id !== partner.id)).toMatchObject({
      owner: null,
      last_contact: '2026-01-01',
    });
  });

  it('leave what somebody has given to a third one since, and tell it', async () => {
    const [kept, gone, third] = [
      await house.fromRor(21),
      await house.byHand('B21'),
      await house.byHand('C21'),
    ];
    const one = await promise(gone.id);
    const row = await merged(kept, gone);
    const now = await promised(one.id);
    await promises.change(OFFICER, 'it was another one', (change) =>
      change.update('promise', { id: one.id, rev: now?.rev ?? 0 }, { made_to: third.id }),
    );
    expect((await undone(row)).left_over).toEqual([`promise/${one.id}/made_to`]);
    expect((await promised(one.id))?.made_to).toBe(third.id);
  });

  it('are taken apart once, and the later merge first', async () => {
    const [first, second, third] = [
      await house.byHand('A31'),
      await house.byHand('B31'),
      await house.byHand('C31'),
    ];
    const one = await merged(second, first);
    const two = await merged((await organisation(second.id)) ?? second, third);
    const three = await merged(await house.fromRor(31), (await organisation(second.id)) ?? second);
    await expect(undone(one)).rejects.toThrow('undo that merge first');
    await undone(three);
    await undone(two);
    await undone(one);
    await expect(undone({ id: one.id, rev: one.rev + 1 })).rejects.toThrow('undone already');
    expect(await organisation(first.id)).toMatchObject({ merged_into: null });
  });

  it('are refused where the registry tells them apart, or the one with the id would go', async () => {
    const [one, other, hand] = [await house.fromRor(41), await house.fromRor(42), await house.byHand('H41')];
    await expect(merged(one, other)).rejects.toThrow('organisations of their own');
    await expect(merged(hand, one)).rejects.toThrow('the other way round');
    await expect(merged(one, one)).rejects.toThrow('not two records');
    const withdrawn = await house.fromRor(43, { status: 'withdrawn', successor: rorIdOf(41) });
    await expect(merged(one, withdrawn)).resolves.toMatchObject({ kept_id: one.id });
  });

  it('are refused where one was changed since it was seen, and nothing is written', async () => {
    const [kept, gone] = [await house.fromRor(51), await house.byHand('B51')];
    const one = await promise(gone.id);
    await register.change(OFFICER, 'a name', (change) =>
      change.update('organisation', gone, { name: 'C51' }),
    );
    await expect(merged(kept, gone)).rejects.toMatchObject({ status: 412 });
    expect((await promised(one.id))?.made_to).toBe(gone.id);
    expect((await organisation(kept.id))?.rev).toBe(1);
  });

  it('are merged by one of twenty people who do so at once', async () => {
    const [kept, gone] = [await house.fromRor(61), await house.byHand('B61')];
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => merged(kept, gone)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('two records of one person', () => {
  const person = (family: string, more: Partial<PersonRow> = {}) => house.person(family, more);
  const mergePeople = (kept: { id: string; rev: number }, gone: { id: string; rev: number }) =>
    register.change(OFFICER, 'two records of one person', (change) =>
      merge(change, MODULES, { kind: 'person', kept, gone }),
    );

  it('become one with the ORCID iD, the addresses and affiliations of both, and two again', async () => {
    const kept = await person('Verzonnen');
    const gone = await person('Verzonne', { orcid: '0000-0002-1825-0097' });
    const { id: at } = await house.byHand('IU');
    const affiliation = await register.change(OFFICER, 'works there', (change) =>
      change.insert('affiliation', {
        person_id: gone.id,
        organisation_id: at,
        unit_id: null,
        role: { en: 'professor' },
        raw: null,
        score: null,
        from_day: null,
        until_day: null,
      }),
    );
    const row = await mergePeople(kept, gone);
    const rows = () =>
      register.read((db) =>
        db
          .selectFrom('person')
          .selectAll()
          .where('id', 'in', [kept.id, gone.id])
          .orderBy('family', 'desc')
          .execute(),
      );
    expect((await rows())[0]).toMatchObject({
      orcid: '0000-0002-1825-0097',
      emails: ['verzonnen@iu.example', 'verzonne@iu.example'],
    });
    await undone(row);
    const [stays, goes] = await rows();
    expect(stays).toMatchObject({ orcid: null, emails: ['verzonnen@iu.example'] });
    expect(goes).toMatchObject({ orcid: '0000-0002-1825-0097', archived_at: null });
    const [state] = await register.history('affiliation', affiliation.id);
    expect(state).toMatchObject({ rev: 3, row: { person_id: gone.id } });
  });

  it('are two people where they have two ORCID iDs', async () => {
    const [one, other] = [
      await person('Een', { orcid: '0000-0001-5109-3700' }),
      await person('Ander', { orcid: '0000-0002-1694-233X' }),
    ];
    await expect(mergePeople(one, other)).rejects.toThrow('two people');
  });
});

describe('an undo, whatever was there and whatever was done since', () => {
  const state = () =>
    register.read(async (db) => {
      const organisations = await db.selectFrom('organisation').selectAll().execute();
      const related = await db.selectFrom('organisation_relation').selectAll().execute();
      const members = await db.selectFrom('network_member').selectAll().execute();
      const bare = (rows: readonly RegisterRow[]) =>
        rows
          .map(({ rev: _, updated_at: __, ...row }) => row)
          .sort((one, other) => (one.id < other.id ? -1 : 1));
      return [bare(organisations), bare(related), bare(members)] as const;
    });

  it('restores both to the letter', async () => {
    let n = 100;
    const words = fc.array(fc.constantFrom('A', 'B', 'C'), { maxLength: 3 });
    const network = await register.change(OFFICER, 'a network', (change) =>
      change.insert('network', { name: { en: 'League of the Invented' }, note: {} }),
    );
    const names = (values: readonly string[]) =>
      values.map((value) => ({ value, kinds: ['alias' as const] }));
    await fc.assert(
      fc.asyncProperty(
        words,
        words,
        fc.boolean(),
        fc.nat(3),
        fc.boolean(),
        async (one, other, byRor, links, rename) => {
          n += 1;
          const kept = byRor
            ? await house.fromRor(n, { name: `Kept ${n}` })
            : await house.byHand(`Kept ${n}`, { own_names: names(one), city: rename ? 'Stad' : null });
          const gone = await house.byHand(`Gone ${n}`, {
            own_names: names(other),
            names: names(one),
            city: 'Elders',
          });
          const third = await house.byHand(`Third ${n}`);
          await register.change(OFFICER, 'relations', async (change) => {
            for (let link = 0; link < links; link += 1) {
              const from = [gone.id, kept.id, third.id][link] ?? gone.id;
              const to = from === gone.id ? kept.id : gone.id;
              const period = { from_day: null, until_day: null };
              await change.insert('organisation_relation', {
                from_id: from,
                to_id: to,
                kind: 'related',
                ...period,
              });
              await change.insert('network_member', {
                network_id: network.id,
                organisation_id: from,
                role: null,
                ...period,
              });
            }
          });
          const before = await state();
          const row = await merged(kept, gone);
          const added = await register.change(someone('Another'), 'since', async (change) => {
            const now = (await organisationIn(change.db, kept.id)) ?? kept;
            if (rename)
              await change.update('organisation', now, {
                links: [{ kind: 'website', url: 'https://since.example' }],
              });
            return rename;
          });
          await undone(row);
          const after = await state();
          const expected = before[0].map((organisation) =>
            added && organisation.id === kept.id
              ? { ...organisation, links: [{ kind: 'website', url: 'https://since.example' }] }
              : organisation,
          );
          expect(canonicalJson(after)).toBe(canonicalJson([expected, before[1], before[2]]));
        },
      ),
      { numRuns: 6 },
    );
  });
});

async function organisationIn(
  db: Parameters<Parameters<Register<DirectoryTables>['read']>[0]>[0],
  id: string,
): Promise<OrganisationRow | undefined> {
  return await db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst();
}
