import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserContext, Route } from 'playwright-core';

/**
 * Milliseconds that a part of the app, or an answer to it, is under way at most; nothing but in `npm run slow-screens`.
 * How long each one takes is left to chance: what comes in another order each time is what a test may not rest on.
 */
const LONGEST = Number(process.env.CAECILIA_SLOW ?? 0);

/** Makes what the pages of this profile ask for slow, where that is wanted: as on a busy machine, on any machine. */
export async function slowedDown(context: BrowserContext): Promise<void> {
  if (!(LONGEST > 0)) return;
  await context.route(/\/desk\/api\/|\.js(\?|$)/, async (route) => {
    await wait(Math.random() * LONGEST);
    // Who asked may be gone by now; a page that is still there and misses the answer says so itself.
    await passed(route).catch(() => undefined);
  });
}

/** A browser that is made to be offline lets through what was held up on its way. */
async function passed(route: Route): Promise<void> {
  const isOnline = await route
    .request()
    .frame()
    .evaluate(() => navigator.onLine);
  if (isOnline) await route.fallback();
  else await route.abort('internetdisconnected');
}
