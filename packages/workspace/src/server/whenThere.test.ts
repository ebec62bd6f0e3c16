import { describe, expect, it } from 'vitest';
import { whenThere } from './whenThere.ts';

/** A part that comes at the try of this number, over a connection that is there from the look of that number on. */
function loading({ comes, isThereFrom }: { readonly comes: number; readonly isThereFrom: number }) {
  const seen = { tries: 0, looks: 0, waits: 0 };
  const part = whenThere(
    async () => {
      seen.tries += 1;
      if (seen.tries < comes) throw new TypeError('Failed to fetch dynamically imported module');
      return 'menu';
    },
    {
      isThere: async () => {
        seen.looks += 1;
        return seen.looks >= isThereFrom;
      },
      untilNextTry: async () => {
        seen.waits += 1;
      },
    },
  );
  return { part, seen };
}

describe('a part of the app that is loaded later', () => {
  it('comes at once where it can', async () => {
    const { part, seen } = loading({ comes: 1, isThereFrom: 1 });
    expect(await part).toBe('menu');
    expect(seen).toEqual({ tries: 1, looks: 0, waits: 0 });
  });

  it('waits for a connection that is away, and comes when it is back', async () => {
    const { part, seen } = loading({ comes: 4, isThereFrom: 9 });
    expect(await part).toBe('menu');
    expect(seen).toEqual({ tries: 4, looks: 3, waits: 3 });
  });

  it('comes also where the connection was back just after it had failed', async () => {
    const { part, seen } = loading({ comes: 2, isThereFrom: 1 });
    expect(await part).toBe('menu');
    expect(seen.waits).toBe(0);
  });

  it('fails where the server answers and does not have it', async () => {
    const { part } = loading({ comes: 99, isThereFrom: 3 });
    await expect(part).rejects.toThrow('Failed to fetch');
  });
});
