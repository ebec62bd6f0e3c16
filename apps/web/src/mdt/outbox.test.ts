import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isKept, Outbox, type OutboxOptions, type Writing } from './outbox.ts';

const LOST = new TypeError('failed to fetch');
const CLOSED = new Error('the meeting was closed');

describe('words on their way to the minutes', () => {
  const sent: string[] = [];
  let kept: Readonly<Record<string, Writing>> = {};
  let ids = 0;

  const open = (send: OutboxOptions['send'], before = {}) =>
    new Outbox(
      {
        window: 'w1',
        newId: () => {
          ids += 1;
          return `part-${ids}`;
        },
        send,
        failureOf: (error) =>
          error === LOST ? 'lost' : error === CLOSED ? 'closed' : { sentence: String(error) },
        keep: (all) => {
          kept = all;
        },
      },
      before,
    );
  const good: OutboxOptions['send'] = async (_item, { words, revision }) => {
    sent.push(words);
    return { kind: 'kept', revision: revision + 1 };
  };

  beforeEach(() => {
    vi.useFakeTimers();
    sent.length = 0;
    kept = {};
  });
  afterEach(() => vi.useRealTimers());

  it('are kept in the tab with each letter, and sent when somebody pauses', async () => {
    const outbox = open(good);
    outbox.type('anna', 'Z');
    outbox.type('anna', 'Zo');
    expect(kept.anna?.words).toBe('Zo');
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual(['Zo']);
    expect(outbox.all().anna).toMatchObject({ saved: 'Zo', revision: 1, state: 'idle' });
  });

  it('go one after the other: what is typed meanwhile follows the answer', async () => {
    let answer: (() => void) | undefined;
    const outbox = open(async (_item, { words }) => {
      sent.push(words);
      await new Promise<void>((done) => {
        answer = done;
      });
      return { kind: 'kept', revision: sent.length };
    });
    outbox.type('anna', 'Een');
    await vi.advanceTimersByTimeAsync(1000);
    outbox.type('anna', 'Een twee');
    await vi.advanceTimersByTimeAsync(2000);
    expect(sent).toEqual(['Een']);
    answer?.();
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual(['Een', 'Een twee']);
    answer?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(outbox.all().anna?.saved).toBe('Een twee');
  });

  it('are sent again by themselves until the connection is back, also of a patient who is not in view', async () => {
    let lost = true;
    const outbox = open(async (item, words) => {
      if (lost) throw LOST;
      return await good(item, words);
    });
    outbox.type('anna', 'Blijft.');
    outbox.type('bram', 'Ook.');
    await vi.advanceTimersByTimeAsync(6000);
    expect(outbox.all().anna?.state).toBe('waiting');
    lost = false;
    await vi.advanceTimersByTimeAsync(3000);
    expect(sent.toSorted()).toEqual(['Blijft.', 'Ook.']);
  });

  it('are found again after a reload, and sent', async () => {
    open(async () => {
      throw LOST;
    }).type('anna', 'Getypt.');
    expect(isKept(structuredClone(kept))).toBe(true);
    const again = open(good, structuredClone(kept));
    await vi.advanceTimersByTimeAsync(10);
    expect(sent).toEqual(['Getypt.']);
    expect(again.all().anna?.words).toBe('Getypt.');
    expect(isKept({ anna: { words: 1 } })).toBe(false);
  });

  it('that come after the close stay, and are not sent again', async () => {
    const outbox = open(async () => {
      sent.push('x');
      throw CLOSED;
    });
    outbox.type('anna', 'Te laat.');
    await vi.advanceTimersByTimeAsync(10_000);
    outbox.type('anna', 'Te laat, en meer.');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toEqual(['x']);
    expect(outbox.all().anna).toMatchObject({ state: 'closed', words: 'Te laat, en meer.' });
  });

  it.each([
    ['yours', ['Mijn.']],
    ['theirs', []],
    ['both', ['Mijn.']],
  ] as const)('that two windows wrote wait for a choice: %s', async (choice, after) => {
    const theirs = { id: 'part-x', revision: 4, words: 'Hun.' } as NonNullable<Writing['theirs']>;
    let clash = true;
    const outbox = open(async (item, words) =>
      clash ? { kind: 'conflict', theirs } : await good(item, words),
    );
    outbox.type('anna', 'Mijn.');
    await vi.advanceTimersByTimeAsync(1000);
    expect(outbox.all().anna).toMatchObject({ state: 'conflict', words: 'Mijn.', theirs });
    clash = false;
    outbox.settle('anna', choice);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual(after);
    expect(outbox.all().anna?.id === 'part-x').toBe(choice !== 'both');
  });
});
