/** What loading a part of the app needs to know of the connection. */
export interface Connection {
  /** Whether the server answers now. */
  isThere(): Promise<boolean>;
  /** Returns when it is time to try again. */
  untilNextTry(): Promise<void>;
}

/** Milliseconds between two tries, where nothing tells that the connection is back. */
const AGAIN_MS = 3_000;

const ofThisTab: Connection = {
  isThere: async () => {
    try {
      await fetch('/health/live', { cache: 'no-store' });
      return true;
    } catch {
      // What did not answer is not there; that is what was asked.
      return false;
    }
  },
  untilNextTry: () =>
    new Promise((resolve) => {
      const next = () => {
        window.clearTimeout(timer);
        window.removeEventListener('online', next);
        resolve();
      };
      const timer = window.setTimeout(next, AGAIN_MS);
      window.addEventListener('online', next);
    }),
};

/**
 * Loads a part of the app, and waits with it while the connection is away: without this the page would be taken down
 * that somebody is typing on. Where the server answers and does not have the part, it throws, as after a new release.
 */
export async function whenThere<Part>(
  load: () => Promise<Part>,
  connection: Connection = ofThisTab,
): Promise<Part> {
  for (;;) {
    try {
      return await load();
    } catch {
      // The connection may have come back just now: with a server that answers it is tried once more, and counts.
      if (await connection.isThere()) return await load();
      await connection.untilNextTry();
    }
  }
}
