import { talkHomeWords } from '@caecilia/assessment';
import { assessmentWords, talkWords } from '@caecilia/assessment/ui';
import { conversationWords, inShortWords, planWords } from '@caecilia/careplan/ui';
import { consultationWords } from '@caecilia/consultation/ui';
import { exchangeWords } from '@caecilia/exchange/ui';
import { civilDay, dayPlus } from '@caecilia/kernel';
import { letterWords } from '@caecilia/letter/ui';
import { mdtWords } from '@caecilia/mdt/ui';
import { scenarioWords } from '@caecilia/scenario/ui';
import { stayWords } from '@caecilia/stay/ui';
import { storyWords } from '@caecilia/story/ui';
import { callMeWords } from '@caecilia/team';
import { teamWords } from '@caecilia/team/ui';
import type { Language } from '@caecilia/ui';
import type { Locator, Page } from 'playwright-core';
import { WALKED, type Walk } from './walk-house.ts';

/** The people of the walk. */
export const WARD_NURSE = /Nina Nepnaam/;
export const WARD_PHYSICIAN = /Bart Bedenksel/;
export const SECRETARY = /Sanne Schijn/;
export const CONSULT_NURSE = /Iris Imaginair/;
export const CONSULT_PHYSICIAN = /Willem Waanbeeld/;
export const PHARMACIST = /Pien Pretentie/;
export const SOCIAL_WORKER = /Fenna Fabel/;
export const SPIRITUAL = /Simon Sprookje/;
export const GP = /Gijs Gefingeerd/;
export const GP_PRACTICE = /De Bedachte Brug/;
export const HOME_NURSE = /Tess Thuiszorg-Fictie/;
export const OUT_OF_HOURS = /Nora Nergens/;
export const TRANSFER_NURSE = /Toos Toverhoed/;
export const COORDINATOR = /Hanna Hersenspinsel/;

export const PATIENT = `/desk/patients/${WALKED}`;
export const QUESTION = 'Kortademig en angstig in de nacht: wat kunnen we doen?';

/** The steps are walked in one language, in the house of one walk. */
export interface Walking {
  readonly walk: () => Walk;
  readonly language: Language;
  readonly ask: ReturnType<typeof consultationWords>;
  readonly assess: ReturnType<typeof assessmentWords>;
  readonly story: ReturnType<typeof storyWords>;
  readonly mdt: ReturnType<typeof mdtWords>;
  readonly team: ReturnType<typeof teamWords>;
  readonly exchange: ReturnType<typeof exchangeWords>;
  readonly stay: ReturnType<typeof stayWords>;
  readonly letter: ReturnType<typeof letterWords>;
  readonly scenario: ReturnType<typeof scenarioWords>;
  readonly short: ReturnType<typeof inShortWords>;
  readonly talkPlan: ReturnType<typeof talkWords>;
  readonly talkHome: ReturnType<typeof talkHomeWords>;
  readonly callMe: ReturnType<typeof callMeWords>;
  readonly plan: ReturnType<typeof planWords>;
  readonly talk: ReturnType<typeof conversationWords>;
}

export function walkingIn(language: Language, walk: () => Walk): Walking {
  return {
    walk,
    language,
    ask: consultationWords(language),
    assess: assessmentWords(language),
    story: storyWords(language),
    mdt: mdtWords(language),
    team: teamWords(language),
    exchange: exchangeWords(language),
    stay: stayWords(language),
    letter: letterWords(language),
    scenario: scenarioWords(language),
    short: inShortWords(language),
    talkPlan: talkWords(language),
    talkHome: talkHomeWords(language),
    callMe: callMeWords(language),
    plan: planWords(language),
    talk: conversationWords(language),
  };
}

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A label and nothing longer; a field that must be filled has a star behind it. */
export const whole = (words: string) => new RegExp(`^${escaped(words)}( \\*)?$`);

export const begins = (words: string) => new RegExp(`^${escaped(words)}`, 'i');

export const button = (scope: Page | Locator, name: string | RegExp) =>
  scope.getByRole('button', { name }).first();

/** A day from today in the house's time zone, as a field of the browser takes it. */
export const dayFrom = (days: number) => dayPlus(civilDay(new Date(), 'Europe/Amsterdam'), days);

export const done = async (page: Page) => await page.context().close();
