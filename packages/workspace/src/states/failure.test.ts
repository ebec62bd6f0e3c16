import { describe, expect, it } from 'vitest';
import { Refused } from '../server/ask.ts';
import { failureKey } from './failure.ts';

describe('what went wrong', () => {
  it.each([
    ['a lost connection, by what fetch throws', new TypeError('failed to fetch'), true, 'failure.offline'],
    ['a lost connection, as the device says', new Error('aborted'), false, 'failure.offline'],
    ['a record that is not there or not to be seen', new Refused(404, ''), true, 'failure.notFound'],
    ['a database that does not answer', new Refused(503, ''), true, 'failure.busy'],
    ['what the server says is wrong', new Refused(422, 'a name is missing'), true, 'failure.refused'],
    ['a defect', new Refused(500, ''), true, 'failure.defect'],
    ['a defect of a screen', new Error('undefined is not a function'), true, 'failure.defect'],
  ] as const)('is said in words: %s', (_what, error, online, key) => {
    expect(failureKey(error, online)).toBe(key);
  });
});
