import { describe, expect, it } from 'vitest';
import { answerInWords } from './page.ts';
import { kindOfProblem, Problem } from './problem.ts';

describe('a problem on a page', () => {
  it.each([
    ['not-found', 404, 'notFound'],
    ['deleted', 410, 'deleted'],
    ['login', 401, 'forbidden'],
    ['forbidden', 403, 'forbidden'],
    ['conflict', 409, 'changed'],
    ['conflict', 412, 'changed'],
    ['duplicate', 409, 'refused'],
    ['invalid', 400, 'refused'],
    ['throttled', 429, 'unavailable'],
    ['transient', 503, 'unavailable'],
  ] as const)('of code %s and status %d is of the kind %s', (code, status, kind) => {
    expect(kindOfProblem(new Problem(code, 'a sentence', { status }))).toBe(kind);
  });

  it('is answered in words; a defect goes on to the server', async () => {
    const words = (problem: Problem) => ({ status: problem.status, html: problem.code });
    const answer = (error: Error) => answerInWords(() => Promise.reject(error), words);
    expect(await answer(new Problem('not-found', 's'))).toEqual({ status: 404, html: 'not-found' });
    await expect(answer(new Problem('exception', 's'))).rejects.toThrow('s');
    await expect(answer(new TypeError('a defect'))).rejects.toThrow('a defect');
    expect(await answerInWords(() => Promise.resolve({ seeOther: '/' }), words)).toEqual({ seeOther: '/' });
  });
});
