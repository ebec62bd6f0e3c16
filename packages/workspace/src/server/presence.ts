/** Longer without a key or a touch, and nobody is taken to sit here. */
const ATTENDED_MS = 60_000;

/** Signs that somebody is at the device. */
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;

/**
 * Whether somebody is at this device. What a screen asks by itself while nobody is must not keep the sign-in from
 * locking: the server is told so with each question.
 */
export class Presence {
  readonly #now: () => number;
  #last: number;

  constructor(now: () => number) {
    this.#now = now;
    this.#last = now();
  }

  noticed = (): void => {
    this.#last = this.#now();
  };

  isAttended(): boolean {
    return this.#now() - this.#last < ATTENDED_MS;
  }
}

/** Of this tab. */
export const presence = new Presence(() => performance.now());

/** To be called once, before anything is asked. */
export function watchPresence(page: Pick<Window, 'addEventListener'>): void {
  for (const sign of SIGNS) page.addEventListener(sign, presence.noticed, { capture: true, passive: true });
}
