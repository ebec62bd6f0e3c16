import type { ImportItem } from '@caecilia/exchange/ui';
import { describe, expect, it } from 'vitest';
import { fileBody } from './fileRead.ts';
import { choiceOf, faultsIn, isImportDraft, NOTHING } from './importDraft.ts';

const item = (more: Partial<ImportItem>): ImportItem => ({
  id: 'limit cpr',
  part: 'limit',
  status: 'contradicts',
  ours: [],
  theirs: [],
  choices: ['take', 'leave'],
  changedHere: false,
  ...more,
});
const patient = { facts: [], verdict: 'same' } as const;

describe('what a person chooses of a plan from elsewhere', () => {
  it('is asked for where something of ours stands, and usual where nothing does', () => {
    const items = [item({}), item({ id: 'contact x', usual: 'take' }), item({ id: 'done', choices: [] })];
    expect([...faultsIn({ items, patient }, NOTHING)]).toEqual(['confirm', 'limit cpr']);
    const chosen = { ...NOTHING, confirmed: true, choices: { 'limit cpr': 'leave' } };
    expect([...faultsIn({ items, patient }, chosen)]).toEqual([]);
    expect(items.map((each) => choiceOf(each, chosen))).toEqual(['leave', 'take', '']);
  });

  it('is no choice any more where it is not offered now', () => {
    expect(choiceOf(item({}), { ...NOTHING, choices: { 'limit cpr': 'follow' } })).toBe('');
  });

  it('needs words where something of the patient does not agree', () => {
    const asked = { items: [], patient: { facts: [], verdict: 'ask' } } as const;
    const said = (words: string) => [...faultsIn(asked, { ...NOTHING, confirmed: true, words })];
    expect(said('te kort')).toEqual(['words']);
    expect(said('gebeld met de praktijk')).toEqual([]);
    expect(said('x'.repeat(501))).toEqual(['words']);
  });

  it('is read back as it was kept, and as nothing else', () => {
    expect(isImportDraft(structuredClone(NOTHING))).toBe(true);
    for (const other of [null, {}, { ...NOTHING, choices: { a: 1 } }, { ...NOTHING, words: 1 }])
      expect(isImportDraft(other)).toBe(false);
  });
});

describe('a file that somebody chooses', () => {
  const read = (content: BlobPart) => fileBody(new File([content], 'plan'));

  it('is told apart by what is in it', async () => {
    expect(await read(' {"resourceType":"Bundle"}')).toMatchObject({ format: 'json' });
    expect(await read('<Bundle/>')).toMatchObject({ format: 'xml' });
    expect(await read('%PDF-1.7')).toMatchObject({ format: 'pdf', data: btoa('%PDF-1.7') });
    expect(await read('zomaar woorden')).toBe('file.kind');
    expect(await read(new Uint8Array(5 * 1024 * 1024 + 1))).toBe('file.large');
    expect(await fileBody(undefined)).toBe('file.none');
  });
});
