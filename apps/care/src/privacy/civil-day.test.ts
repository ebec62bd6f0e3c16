import { expect, it } from 'vitest';
import { instantsOf } from './civil-day.ts';

it('a period of days is from the first midnight to the one after the last, when the clock changes in it too', () => {
  expect(instantsOf({ from: '2026-10-24', until: '2026-10-25' }, 'Europe/Amsterdam')).toEqual({
    from: '2026-10-23T22:00:00.000Z',
    until: '2026-10-25T23:00:00.000Z',
  });
});
