import type { Caller } from '@caecilia/kernel';
import {
  guardedPage,
  kindOfProblem,
  type Page,
  type PageAnswer,
  type PagePost,
  type PageVisit,
  Problem,
} from '@caecilia/kernel';
import {
  civilMinute,
  dateWords,
  renderScreen,
  type ScreenParts,
  type ScreenView,
  Section,
  type Translate,
  viewOfVisit,
} from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import { type HomeKey, homeWords } from './homeWords.ts';
import type { PreparationHouse } from './preparation.ports.ts';
import type { Preparing } from './topics.ts';

/** Where a patient or somebody close prepares a conversation; server pages, in plain words, that need no script. */
export const HOME = '/my-record/preparation';

/** What these pages need from the house. */
export interface PreparationPageSettings {
  readonly house: PreparationHouse;
  readonly demo: boolean;
  /** Logical id of the patient whom the caller is or is close to, while they may prepare; else undefined. */
  readonly preparesFor: (caller: Caller) => Promise<string | undefined>;
}

/** What the parts of a page are drawn with. */
export interface HomeView extends ScreenView {
  readonly t: Translate<HomeKey>;
  readonly timeZone: string;
}

/** One request of somebody who may prepare. */
export interface HomeAsked {
  readonly visit: PageVisit;
  readonly view: HomeView;
  readonly house: PreparationHouse;
  /** Logical id. */
  readonly patientId: string;
  readonly preparing: Preparing;
}

/** With a form. */
export interface HomePosted extends HomeAsked {
  readonly fields: PagePost['fields'];
}

/** A page of who prepares for themselves. Refuses everybody else. */
export function homePage(
  { house, demo, preparesFor }: PreparationPageSettings,
  path: string,
  answers: {
    readonly show: (asked: HomeAsked) => Promise<PageAnswer>;
    readonly take?: (posted: HomePosted) => Promise<PageAnswer>;
  },
): Page {
  const viewOf = (visit: PageVisit) => homeViewOf(house, visit, { path, demo });
  return guardedPage<HomeAsked>(path, {
    ...answers,
    admit: async (visit) => {
      const { role } = visit.caller;
      const patientId = await preparesFor(visit.caller);
      if (patientId === undefined || (role !== 'patient' && role !== 'carer'))
        throw new Problem('forbidden', 'This page is for patients and those close who may prepare.');
      return { visit, view: viewOf(visit), house, patientId, preparing: role };
    },
    inWords: (problem, visit) => problemScreen(viewOf(visit), problem),
  });
}

export function homeViewOf(
  { timeZone }: Pick<PreparationHouse, 'timeZone'>,
  visit: PageVisit,
  frame: { readonly path: string; readonly demo: boolean },
): HomeView {
  const view = viewOfVisit(visit, frame);
  return { ...view, t: homeWords(view.language), timeZone };
}

/** A page of this part. `wrong` comes with 422. */
export function homeScreen(
  view: HomeView,
  page: Pick<ScreenParts, 'title' | 'intro' | 'wrong' | 'done' | 'children' | 'scripts'> & {
    readonly status?: number;
    readonly module?: string;
  },
): PageAnswer {
  const { status = page.wrong ? 422 : 200, module = view.t('module'), ...rest } = page;
  return {
    status,
    html: renderScreen({
      ...rest,
      view,
      module,
      stylesheets: ['/assets/assessment/preparation.css'],
    }),
  };
}

const SAID = ['notFound', 'forbidden', 'unavailable'] as const;

/** What went wrong, in plain words. */
export function problemScreen(view: HomeView, problem: Problem): PageAnswer {
  const kind = SAID.find((each) => each === kindOfProblem(problem)) ?? 'other';
  return homeScreen(view, {
    status: problem.status,
    title: view.t(`problem.${kind}`),
    intro: view.t(`problem.${kind}.body`),
  });
}

/** Nobody reads this at once: whom to call where it cannot wait. */
export function Soon({ view }: { readonly view: HomeView }): ReactElement {
  return h(
    'div',
    { className: 'heed' },
    h(Section, { id: 'soon', title: view.t('soon.title') }, h('p', null, view.t('soon'))),
  );
}

/** An instant or a civil day in words, in the time zone of the house. */
export function dayIn(when: Date | string, { language, timeZone }: HomeView): string {
  const civil = typeof when === 'string' ? when : civilMinute(when, timeZone).slice(0, 10);
  return dateWords(civil, 'day', language, true);
}
