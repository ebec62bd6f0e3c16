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
  type Translate,
  viewOfVisit,
} from '@caecilia/ui';
import type { MessageKey } from '../messages.nl.ts';
import type { ConsultationPageSettings } from '../settings.ts';
import { messagesIn } from './messages.ts';

/** Pages for a patient or a carer who asks the team; server pages, in plain words, that need no script. */
export const OWN = '/my-record/consultation';

/** What the parts of a page are drawn with. */
export interface OwnView extends ScreenView {
  readonly t: Translate<MessageKey>;
  readonly timeZone: string;
}

/** One request of somebody who may ask for this patient. */
export interface OwnAsked {
  readonly visit: PageVisit;
  readonly view: OwnView;
  readonly settings: ConsultationPageSettings;
  /** Logical id. */
  readonly patient: string;
  readonly source: 'patient' | 'carer';
}

/** With a form. */
export interface OwnPosted extends OwnAsked {
  readonly fields: PagePost['fields'];
}

/** A page of who asks for themselves or for somebody close. Refuses everybody else. */
export function ownPage(
  settings: ConsultationPageSettings,
  path: string,
  answers: {
    readonly show: (asked: OwnAsked) => Promise<PageAnswer>;
    readonly take?: (posted: OwnPosted) => Promise<PageAnswer>;
  },
): Page {
  return guardedPage<OwnAsked>(path, {
    ...answers,
    admit: async (visit) => {
      const { role } = visit.caller;
      const patient = await settings.asksFor(visit.caller);
      if (patient === undefined || (role !== 'patient' && role !== 'carer'))
        throw new Problem('forbidden', 'This page is for patients and carers who may ask.');
      return { visit, view: viewOf(settings, visit, path), settings, patient, source: role };
    },
    inWords: (problem, visit) => problemScreen(viewOf(settings, visit, path), problem),
  });
}

function viewOf(settings: ConsultationPageSettings, visit: PageVisit, path: string): OwnView {
  const view = viewOfVisit(visit, { path, demo: settings.demo });
  return { ...view, t: messagesIn(view.language), timeZone: settings.house.timeZone };
}

/** A page of this part. `wrong` comes with 422. */
export function ownScreen(
  view: OwnView,
  page: Pick<ScreenParts, 'title' | 'intro' | 'wrong' | 'done' | 'children'> & { readonly status?: number },
): PageAnswer {
  const { status = page.wrong ? 422 : 200, ...rest } = page;
  return {
    status,
    html: renderScreen({
      ...rest,
      view,
      module: view.t('own.module'),
      stylesheets: ['/assets/consultation/consultation.css'],
    }),
  };
}

const SAID = ['notFound', 'forbidden', 'unavailable'] as const;

function problemScreen(view: OwnView, problem: Problem): PageAnswer {
  const kind = SAID.find((each) => each === kindOfProblem(problem)) ?? 'other';
  const [title, intro] = [view.t(`own.problem.${kind}`), view.t(`own.problem.${kind}.body`)];
  return ownScreen(view, { status: problem.status, title, intro });
}

/** An instant or a civil day in words, in the time zone of the house. */
export function sayWhen(when: string, { language, timeZone }: OwnView): string {
  return /^\d{4}-\d\d-\d\d$/.test(when)
    ? dateWords(when, 'day', language, true)
    : dateWords(civilMinute(new Date(when), timeZone), 'time', language, true);
}
