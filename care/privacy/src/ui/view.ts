import {
  civilDay,
  civilMinute,
  guardedPage,
  kindOfProblem,
  type Page,
  type PageAnswer,
  type PagePost,
  type PageVisit,
  Problem,
} from '@caecilia/kernel';
import {
  dateWords,
  hrefAfter,
  type ScreenPage,
  type ScreenView,
  screenAnswer,
  type Translate,
  viewOfVisit,
} from '@caecilia/ui';
import type { MessageKey } from '../messages.nl.ts';
import type { PrivacySettings } from '../settings.ts';
import { messagesIn } from './messages.ts';

/** What every part of a screen of this module is drawn with. */
export interface PrivacyView extends ScreenView {
  readonly t: Translate<MessageKey>;
  /** Civil day now. */
  readonly today: string;
  readonly timeZone: string;
  /** Urgent items that wait for the privacy officer; absent on pages of others. */
  readonly urgent?: number;
}

/** One request, with all that a page needs to answer it. */
export interface Asked {
  readonly visit: PageVisit;
  readonly view: PrivacyView;
  readonly settings: PrivacySettings;
}

/** A request about the visitor's own record, or the record of whom they represent. */
export interface OwnAsked extends Asked {
  /** Logical id. */
  readonly patient: string;
}

/** With a form. */
export type Posted<T extends Asked> = T & { readonly fields: PagePost['fields'] };

interface Answers<T extends Asked> {
  readonly show: (asked: T) => Promise<PageAnswer>;
  readonly take?: (posted: Posted<T>) => Promise<PageAnswer>;
}

/** A page about the visitor's own record. Refuses whoever manages no record. */
export function ownPage(settings: PrivacySettings, path: string, answers: Answers<OwnAsked>): Page {
  return pageOf(settings, path, answers, async (asked) => {
    const patient = await settings.patientOf(asked.visit.caller);
    if (patient === undefined) throw new Problem('forbidden', 'This caller manages no record.');
    return { ...asked, patient };
  });
}

/** A page for the privacy officer. */
export function officerPage(settings: PrivacySettings, path: string, answers: Answers<Asked>): Page {
  return pageOf(settings, path, answers, async (asked) => {
    if (!settings.mayReview(asked.visit.caller))
      throw new Problem('forbidden', `The role ${asked.visit.caller.role} may not review access.`);
    const urgent = await settings.review.urgent(asked.visit.caller);
    return { ...asked, view: { ...asked.view, urgent } };
  });
}

/** A page that refuses by what it finds itself. */
export function openPage(settings: PrivacySettings, path: string, answers: Answers<Asked>): Page {
  return pageOf(settings, path, answers, async (asked) => asked);
}

function pageOf<T extends Asked>(
  settings: PrivacySettings,
  path: string,
  answers: Answers<T>,
  guard: (asked: Asked) => Promise<T>,
): Page {
  return guardedPage<T>(path, {
    ...answers,
    admit: (visit) => guard({ visit, view: viewOf(settings, visit, path), settings }),
    inWords: (problem, visit) => problemScreen(viewOf(settings, visit, path), problem),
  });
}

function viewOf(settings: PrivacySettings, visit: PageVisit, path: string): PrivacyView {
  const view = viewOfVisit(visit, { path, demo: settings.demo });
  return {
    ...view,
    t: messagesIn(view.language),
    today: civilDay(settings.now(), settings.timeZone),
    timeZone: settings.timeZone,
  };
}

const OWN = [
  ['log', '/privacy/my-record/log'],
  ['mandates', '/privacy/my-record/mandates'],
  ['sharing', '/privacy/my-record/sharing'],
  ['requests', '/privacy/my-record/requests'],
  ['sessions', '/account/sessions'],
] as const;
const OFFICER = [
  ['review', '/privacy/review'],
  ['sample', '/privacy/sample'],
  ['emergencies', '/privacy/emergencies'],
  ['accesses', '/privacy/accesses'],
  ['open', '/privacy/requests'],
] as const;

/** Parts of the module for a patient, and for a privacy officer. */
export type Part = (typeof OWN)[number][0] | (typeof OFFICER)[number][0];

function links(view: PrivacyView, part: Part | undefined) {
  const parts: readonly (readonly [Part, string])[] =
    [OWN, OFFICER].find((each) => each.some(([name]) => name === part)) ?? [];
  return parts.map(([name, href]) => ({ href, label: labelOf(name, view), current: name === part }));
}

/** What is urgent is counted at the list where it stands, on every page of the privacy officer. */
function labelOf(name: Part, { t, urgent = 0 }: PrivacyView): string {
  return name === 'review' && urgent > 0
    ? t('parts.review.urgent', { count: String(urgent) })
    : t(`parts.${name}`);
}

const DONE = [
  'asked',
  'given',
  'withdrawn',
  'stopped',
  'permitted',
  'decided',
  'finished',
  'sent',
  'ended',
  'noted',
  'corrected',
  'requested',
  'talkAsked',
] as const;
export type Done = (typeof DONE)[number];

/** A page of this module: what it is about, under which of the parts. */
type PrivacyScreen = ScreenPage & { readonly part: Part | undefined };

/** A page with the parts of this module above it. `done` in the address names what was just done. */
export function screen(
  { view, visit }: Pick<Asked, 'view'> & Partial<Pick<Asked, 'visit'>>,
  { part, ...page }: PrivacyScreen,
): PageAnswer {
  return screenAnswer(page, {
    view,
    visit,
    module: view.t('module'),
    stylesheets: ['/assets/privacy/privacy.css'],
    scripts: ['/assets/ui/print.js'],
    links: links(view, part),
    acts: DONE,
    sayDone: (act) => view.t(`done.${act}`),
  });
}

/** The answer to a form that was taken: the page that shows it, with a sentence of what was done. */
export function seeDone({ view }: Pick<Asked, 'view'>, path: string, done: Done): PageAnswer {
  return { seeOther: hrefAfter(view.language, path, done) };
}

function problemScreen(view: PrivacyView, problem: Problem): PageAnswer {
  const kind = kindOfProblem(problem);
  const key = kind === 'deleted' ? 'notFound' : kind;
  const [title, intro] = [view.t(`problem.${key}`), view.t(`problem.${key}.body`)];
  return screen({ view }, { part: undefined, status: problem.status, title, intro });
}

/** A civil day in words. */
export function sayDay(
  day: string | undefined,
  { language }: Pick<PrivacyView, 'language'>,
  weekday = false,
): string {
  return day === undefined ? '' : dateWords(day, 'day', language, weekday);
}

/** An instant in words, in the time zone of the house. */
export function sayMoment(instant: string, { language, timeZone }: PrivacyView): string {
  return dateWords(civilMinute(new Date(instant), timeZone), 'time', language);
}
