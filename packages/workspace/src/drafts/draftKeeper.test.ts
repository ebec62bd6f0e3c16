import { describe, expect, it } from 'vitest';
import { DraftKeeper, type DraftMessage } from './draftKeeper.ts';

class NoConnection extends Error {}

/** A keeper with a clock of the test, and a server that answers as the test says. */
function keeperWith(answers: readonly ('taken' | 'away' | 'refused')[] = []) {
  const sent: DraftMessage[] = [];
  const left = [...answers];
  let due: (() => void) | undefined;
  const keeper = new DraftKeeper({
    async send(message) {
      sent.push(message);
      const answer = left.shift() ?? 'taken';
      if (answer === 'away') throw new NoConnection();
      if (answer === 'refused') throw new Error('too long');
    },
    mayComeBack: (error) => error instanceof NoConnection,
    later: (_ms, act) => {
      due = act;
      return () => {
        due = undefined;
      };
    },
  });
  const wait = async () => {
    const act = due;
    due = undefined;
    act?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { keeper, sent, wait, isDue: () => due !== undefined };
}

describe('drafts on their way to the server', () => {
  it('go a moment after the last key, with the last words only', async () => {
    const { keeper, sent, wait } = keeperWith();
    keeper.keep('note', 'ha', 1);
    keeper.keep('note', 'half', 2);
    expect(sent).toEqual([]);
    expect(keeper.isWaiting('note')).toBe(true);
    await wait();
    expect(sent).toEqual([{ name: 'note', value: 'half', at: 2 }]);
    expect(keeper.isWaiting('note')).toBe(false);
  });

  it('wait for the connection, and go when it is back', async () => {
    const { keeper, sent, wait, isDue } = keeperWith(['away']);
    keeper.keep('note', 'half', 1);
    await wait();
    expect(keeper.isWaiting('note')).toBe(true);
    expect(isDue()).toBe(true);
    await keeper.flush();
    expect(keeper.isWaiting('note')).toBe(false);
    expect(sent).toHaveLength(2);
  });

  it('are not tried again for ever where the server will not take them', async () => {
    const { keeper, wait, isDue } = keeperWith(['refused']);
    keeper.keep('note', 'x', 1);
    await wait();
    expect(isDue()).toBe(false);
  });

  it('send what was typed while the words before it were under way', async () => {
    const { keeper, sent, wait } = keeperWith();
    keeper.keep('note', 'one', 1);
    const first = keeper.flush();
    keeper.keep('note', 'one two', 2);
    await first;
    await wait();
    expect(sent.map((each) => ('value' in each ? each.value : 'gone'))).toEqual(['one', 'one two']);
  });

  it('are dropped at once when the form was sent, and known as gone until the server knows it', async () => {
    const { keeper, sent } = keeperWith(['away']);
    keeper.keep('note', 'half', 1);
    keeper.drop('note');
    await new Promise((resolve) => setTimeout(resolve));
    expect(sent).toEqual([{ name: 'note', gone: true }]);
    expect(keeper.isGone('note')).toBe(true);
    await keeper.flush();
    expect(keeper.isGone('note')).toBe(false);
  });
});
