import { describe, expect, it } from 'vitest';
import type { Caller } from './caller.ts';
import { guardedPage, type PagePost, type PageVisit } from './page.ts';
import { Problem } from './problem.ts';
import type { RecordSession } from './record.ts';

const SESSION = {} as RecordSession;
const NURSE: Caller = { id: 'Practitioner/verzonnen', role: 'nurse', scope: { kind: 'everything' } };
const visit = (role: string): PageVisit => ({
  params: {},
  query: {},
  headers: {},
  origin: 'http://localhost',
  formToken: 'x',
  caller: { ...NURSE, role },
});
const post = (role: string): PagePost => ({ ...visit(role), fields: { word: ['yes'] } });

describe('a guarded page', () => {
  const done: string[] = [];
  const page = guardedPage('/page', {
    admit: async ({ caller }) => {
      if (caller.role === 'nobody') throw new Problem('forbidden', 'not for this role');
      if (caller.role === 'defect') throw new Error('a defect');
      return await Promise.resolve({ who: caller.role });
    },
    show: async ({ who }) => await Promise.resolve({ status: 200, html: `shown to ${who}` }),
    take: async ({ who, fields }) => {
      done.push(`${who}: ${fields.word?.join() ?? ''}`);
      return await Promise.resolve({ seeOther: '/page' });
    },
    inWords: ({ status }) => ({ status, html: 'in words' }),
  });

  it('shows and takes for whom it admits', async () => {
    expect(await page.handler(SESSION, visit('nurse'))).toEqual({ status: 200, html: 'shown to nurse' });
    expect(await page.submit?.(SESSION, post('nurse'))).toEqual({ seeOther: '/page' });
    expect(done.splice(0)).toEqual(['nurse: yes']);
  });

  it('refuses everybody else in words, before anything is done', async () => {
    const refused = { status: 403, html: 'in words' };
    expect(await page.handler(SESSION, visit('nobody'))).toEqual(refused);
    expect(await page.submit?.(SESSION, post('nobody'))).toEqual(refused);
    expect(done).toEqual([]);
  });

  it('hides no defect', async () => {
    await expect(page.handler(SESSION, visit('defect'))).rejects.toThrow('a defect');
  });

  it('takes no form where it has none', () => {
    const shown = guardedPage('/page', {
      admit: async () => await Promise.resolve({}),
      show: async () => await Promise.resolve({ status: 200, html: '' }),
      inWords: () => ({ status: 500, html: '' }),
    });
    expect(shown).not.toHaveProperty('submit');
  });
});
