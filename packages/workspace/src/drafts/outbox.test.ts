import { describe, expect, it } from 'vitest';
import { Outbox } from './outbox.ts';

class Away extends Error {}

function outboxWith() {
  let again: (() => void) | undefined;
  const outbox = new Outbox({
    now: () => 42,
    mayComeBack: (error) => error instanceof Away,
    untilNextTry: () =>
      new Promise((resolve) => {
        again = resolve;
      }),
  });
  const tick = () => new Promise((resolve) => setTimeout(resolve));
  return {
    outbox,
    tick,
    back: async () => {
      again?.();
      await tick();
    },
  };
}

describe('a form that is sent', () => {
  it('waits while there is no connection, says since when, and goes by itself when it is back', async () => {
    const { outbox, back, tick } = outboxWith();
    let tries = 0;
    const sent = outbox.send('note', async () => {
      tries += 1;
      if (tries < 3) throw new Away();
      return 'taken';
    });
    await tick();
    expect(outbox.stateOf('note')).toEqual({ kind: 'waiting', since: 42 });
    await back();
    expect(outbox.stateOf('note')).toEqual({ kind: 'waiting', since: 42 });
    await back();
    expect(await sent).toBe('taken');
    expect(tries).toBe(3);
    expect(outbox.stateOf('note')).toEqual({ kind: 'idle' });
  });

  it('is not sent beside itself, however often it is asked', async () => {
    const { outbox, back, tick } = outboxWith();
    const bodies: string[] = [];
    const attempt = (body: string) => async () => {
      bodies.push(body);
      if (bodies.length === 1) throw new Away();
      return body;
    };
    const [first, second] = [outbox.send('note', attempt('one')), outbox.send('note', attempt('two'))];
    await tick();
    await back();
    expect(await first).toBe('one');
    expect(await second).toBe('one');
    expect(bodies).toEqual(['one', 'one']);
  });

  it('comes back with what the server refused', async () => {
    const { outbox } = outboxWith();
    const refused = outbox.send('note', async () => {
      throw new Error('too long');
    });
    await expect(refused).rejects.toThrow('too long');
    expect(outbox.stateOf('note')).toEqual({ kind: 'idle' });
  });
});
