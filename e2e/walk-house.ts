import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@caecilia/ui';
import type { Locator, Page } from 'playwright-core';
import { DESK } from './browser.ts';
import { settled } from './settled.ts';
import { faultsHere } from './sights.ts';
import { openSignedInHouse, type SignedInHouse } from './signed-in.ts';

/** Where the pictures of a walk are kept, one folder for each language. */
const PICTURES = join(import.meta.dirname, '../test-results/walk-through');
export const WALKED = 'demo-alida';
const PHONE = { width: 390, height: 844 };

/** A walk through the daily work: people of the demo one after another, each in a window of their own. */
export interface Walk {
  readonly house: SignedInHouse;
  /** Everybody who did something. */
  readonly people: ReadonlySet<string>;
  /** Every text that was typed, with where; each of them once. */
  readonly typed: ReadonlyMap<string, string>;
  /** What the record said of the patient before anybody began, in lower case: none of it is typed again. */
  readonly known: readonly string[];
  /** By step: how many fields somebody filled in or chose from, as `texts + choices`. */
  readonly filled: ReadonlyMap<string, string>;
  /** What axe found, with the picture on which. */
  readonly found: readonly string[];
  /** What is filled in from now on belongs to this step. */
  step(name: string): void;
  /** The window of somebody, at a place of the house. */
  as(name: RegExp, path: string): Promise<Page>;
  /**
   * Types into an empty field what nobody typed before in this walk. Throws where it is the second time, where the field
   * had a value already, and where the words hold something that the record knew before the walk began.
   */
  type(field: Locator, words: string): Promise<void>;
  /** Chooses one of what is offered: a plate, a box, a line of a list. */
  choose(field: Locator, option?: string | { readonly index: number }): Promise<void>;
  /** Sets a day or a time: nothing that is known of the patient. */
  set(field: Locator, when: string): Promise<void>;
  /** Keeps a picture of the page, and what axe finds on it; `andPhone` as on a phone too, with any sideways scroll. */
  keep(page: Page, picture: string, andPhone?: 'andPhone'): Promise<void>;
  close(): Promise<void>;
}

/** Starts the house as it ships, with its demo network of sixty patients, in one language. */
export async function beginWalk(language: Language): Promise<Walk> {
  const house = await openSignedInHouse({ CAECILIA_DEMO: 'on' });
  const folder = join(PICTURES, language);
  mkdirSync(folder, { recursive: true });
  const known = await knownBefore(house);
  const cookies = new Map<string, Parameters<SignedInHouse['newWindow']>[0]>();
  const typed = new Map<string, string>();
  const people = new Set<string>();
  const counts = new Map<string, { texts: number; choices: number }>();
  const found: string[] = [];
  const windows: Page[] = [];
  let now = '';
  const count = (what: 'texts' | 'choices') => {
    const counted = counts.get(now) ?? { texts: 0, choices: 0 };
    counted[what] += 1;
    counts.set(now, counted);
  };
  const inLanguage = (path: string) => `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
  return {
    house,
    people,
    typed,
    known,
    found,
    get filled() {
      return new Map([...counts].map(([step, { texts, choices }]) => [step, `${texts} + ${choices}`]));
    },
    step(name) {
      now = name;
      counts.set(name, counts.get(name) ?? { texts: 0, choices: 0 });
    },
    async as(name, path) {
      people.add(name.source);
      let held = cookies.get(name.source);
      if (held === undefined) {
        const first = await house.signIn(name, inLanguage(path));
        held = await first.context().cookies();
        cookies.set(name.source, held);
        await first.close();
      }
      const page = await house.newWindow(held);
      await page.setViewportSize(DESK);
      windows.push(page);
      await page.goto(`${house.url}${inLanguage(path)}`);
      return page;
    },
    async type(field, words) {
      const where = `${now}: ${String(field)}`;
      const before = typed.get(words);
      if (before !== undefined) throw new Error(`typed twice: first at ${before}, now at ${where}`);
      const entered = known.find((fact) => words.toLowerCase().includes(fact));
      if (entered !== undefined) throw new Error(`the record knew "${entered}" already, at ${where}`);
      const value = await field.inputValue();
      if (value !== '') throw new Error(`had "${value}" already: ${where}`);
      typed.set(words, where);
      count('texts');
      await field.fill(words);
    },
    async choose(field, option) {
      count('choices');
      if (option === undefined) await field.check();
      else await field.selectOption(typeof option === 'string' ? option : { index: option.index });
    },
    async set(field, when) {
      count('choices');
      await field.fill(when);
    },
    async keep(page, picture, andPhone) {
      const look = async (name: string) => {
        await settled(page);
        await page.evaluate(() => window.scrollTo(0, 0));
        await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
        found.push(...(await faultsHere(page)).map((each) => `${name}: ${each}`));
      };
      await look(picture);
      if (andPhone === undefined) return;
      await page.setViewportSize(PHONE);
      await look(`${picture}-phone`);
      await page.setViewportSize(DESK);
    },
    async close() {
      for (const page of windows) await page.context().close();
      await house.close();
    },
  };
}

interface Entry {
  readonly resourceType: string;
  readonly [name: string]: unknown;
}

/**
 * Everything that the record said of the patient before anybody began: name, birth date, who is close and how to reach
 * them, illnesses, medication, limits. Nobody has to type one of these again; in lower case.
 */
async function knownBefore(house: SignedInHouse): Promise<readonly string[]> {
  const all = (await house.fhir(`Patient/${WALKED}/$everything?_count=500`)) as {
    readonly entry?: readonly { readonly resource: Entry }[];
  };
  const resources = (all.entry ?? []).map(({ resource }) => resource);
  const text = (type: RegExp, names: readonly string[]) =>
    resources.filter(({ resourceType }) => type.test(resourceType)).flatMap((each) => wordsAt(each, names));
  const facts = [
    ...text(/^(Patient|RelatedPerson)$/, ['family', 'given', 'value', 'birthDate']),
    ...text(/^(Condition|Medication.*|AllergyIntolerance)$/, ['text']),
    ...['reanim', 'resuscit', 'intensive care', 'ic-opname'],
  ];
  const days = facts
    .filter((each) => /^\d{4}-\d\d-\d\d$/.test(each))
    .map((each) => each.split('-').toReversed().join('-'));
  return [...new Set([...facts, ...days].map((each) => each.toLowerCase()))].filter(
    // Codes and ids are no words of people.
    (each) => each.length >= 4 && !each.startsWith('urn:') && !each.startsWith('http'),
  );
}

/** Texts under these names, however deep. */
function wordsAt(value: unknown, names: readonly string[], isNamed = false): readonly string[] {
  if (typeof value === 'string') return isNamed ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => wordsAt(each, names, isNamed));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => wordsAt(each, names, names.includes(name)));
}
