import { describe, expect, it } from 'vitest';
import { localCallers } from './callers.ts';

const now = () => new Date('2026-11-21T02:40:00Z');
const tokens = { issue: () => 'good', accepts: (token: string) => token === 'good' };

describe('before there is sign-in', () => {
  it('nobody is known without a token, with a wrong one, or by another scheme', () => {
    const callers = localCallers({ tokens, commandToken: undefined, now });
    for (const header of [undefined, '', 'Bearer', 'Bearer bad', 'Basic good', 'good', 'Bearer good extra'])
      expect(callers.ofHeader(header)).toBeUndefined();
  });

  it('a local tool is known by a development token', () => {
    expect(localCallers({ tokens, commandToken: undefined, now }).ofHeader('Bearer good')).toMatchObject({
      id: 'system:local-tool',
    });
  });

  it('production mode knows no local tool and shows no page to whoever sits there', () => {
    const callers = localCallers({ tokens: undefined, commandToken: 'secret', now });
    expect(callers.ofHeader('Bearer good')).toBeUndefined();
    expect(callers.ofHeader('Bearer secret')).toMatchObject({ id: 'system:command-line' });
  });
});
