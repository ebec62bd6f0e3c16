import type { Locator, Page } from 'playwright-core';

/** Somebody who has no mouse. */
export interface Keyboard {
  press(...keys: readonly string[]): Promise<void>;
  /** Into what has the focus, in place of what stands there. */
  type(words: string): Promise<void>;
  /** Goes on by Tab until this has the focus; throws where Tab does not lead there. */
  to(target: Locator): Promise<void>;
  /** The same, and presses it. */
  act(target: Locator): Promise<void>;
  /** Chooses one of a group by its arrows, as a keyboard reaches it. */
  choose(radio: Locator): Promise<void>;
  /** How often a pointer was used on the page since its last load. */
  pointed(): Promise<number>;
}

/** More than a page has; a walk that is longer leads nowhere. */
const MOST_STEPS = 250;

/** What a keyboard can do on this page, which counts from now on how often a pointer is used. */
export async function keyboardOf(page: Page): Promise<Keyboard> {
  const counting = () => {
    const counted = globalThis as { pointed?: number };
    counted.pointed ??= 0;
    addEventListener('pointerdown', () => {
      counted.pointed = (counted.pointed ?? 0) + 1;
    });
  };
  await page.addInitScript(counting);
  await page.evaluate(counting);
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const walk = async (target: Locator, key: string, isThere: (element: Node) => boolean) => {
    await target.waitFor();
    // Looked up once: finding it by its role takes longer than the step.
    const element = await target.elementHandle();
    if (element === null) throw new Error(`${String(target)} went away`);
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      if (await element.evaluate(isThere)) return;
      await press(key);
    }
    throw new Error(`${key} does not lead to ${String(target)}`);
  };
  const to = async (target: Locator) => await walk(target, 'Tab', (each) => each === document.activeElement);
  return {
    press,
    to,
    async type(words) {
      await press('Control+a');
      await page.keyboard.type(words);
    },
    async act(target) {
      await to(target);
      const isButton = await target.evaluate((each) => each.matches('button, a, summary'));
      await press(isButton ? 'Enter' : 'Space');
    },
    async choose(radio) {
      // Tab leads to one of the group; the arrows to the others, and choose them.
      await walk(radio, 'Tab', (each) => {
        const focused = document.activeElement;
        return focused instanceof HTMLInputElement && focused.name === (each as HTMLInputElement).name;
      });
      await walk(radio, 'ArrowDown', (each) => each === document.activeElement);
      if (!(await radio.isChecked())) await press('Space');
    },
    pointed: async () => await page.evaluate(() => (globalThis as { pointed?: number }).pointed ?? -1),
  };
}
