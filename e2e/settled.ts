import type { Page } from 'playwright-core';

/** What the router of the app says of itself in its page; it stands there in every build. */
interface RouterInPage {
  readonly state: { readonly status: string; readonly resolvedLocation?: object };
  readonly options: { readonly context: { readonly queries: { isFetching(): number } } };
}

/**
 * Waits until a page stands as it will: in the app the page of this address is drawn, nothing is asked of the server
 * and nothing says any more that it is on its way, not one of several such places either. On a page of the server: that
 * it was read to its end.
 */
export async function settled(page: Page, timeout = 60_000): Promise<void> {
  await page.waitForFunction(
    () => {
      if (document.readyState !== 'complete' || document.querySelector('h1') === null) return false;
      if (document.querySelector('#app') === null) return true;
      const router = (globalThis as { readonly __TSR_ROUTER__?: RouterInPage }).__TSR_ROUTER__;
      return (
        router?.state.status === 'idle' &&
        router.state.resolvedLocation !== undefined &&
        router.options.context.queries.isFetching() === 0 &&
        document.querySelector('.state--loading') === null
      );
    },
    undefined,
    { timeout },
  );
}

/** Waits until nothing on the page moves or changes its colour any more, but for what never ends. */
export async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // A browser that draws nothing at the moment gives no frames, and a paused animation never ends: then the page is
    // looked at as it stands.
    const atMost = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const frame = () =>
      Promise.race([new Promise((resolve) => requestAnimationFrame(resolve)), atMost(1000)]);
    // What a new width or scheme sets off begins with the next frame.
    await frame();
    await frame();
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    // One that is taken away before its end has ended too.
    await Promise.race([Promise.allSettled(ending.map(({ finished }) => finished)), atMost(5000)]);
  });
}
