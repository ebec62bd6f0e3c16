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
  type RecordSession,
} from '@caecilia/kernel';
import {
  dateWords,
  hrefAfter,
  LinkButton,
  type ScreenPage,
  type ScreenView,
  screenAnswer,
  type Translate,
  viewOfVisit,
} from '@caecilia/ui';
import { createElement as h } from 'react';
import { Directory } from '../directory/directory.ts';
import type { Dates } from '../directory/entries.ts';
import type { MessageKey } from '../messages.nl.ts';
import type { NetworkAct, NetworkSettings } from '../settings.ts';
import { messagesIn } from './messages.ts';

/** What every part of a screen of this module is drawn with. */
export interface NetworkView extends ScreenView {
  readonly t: Translate<MessageKey>;
  /** Civil day now. */
  readonly today: string;
  /** What this visitor may do; decides which parts are shown. */
  readonly may: (act: NetworkAct) => boolean;
}

/** One request, with all that a page needs to answer it. */
export interface Asked {
  readonly visit: PageVisit;
  readonly view: NetworkView;
  readonly directory: Directory;
  readonly session: RecordSession;
  readonly settings: NetworkSettings;
}

/** A request that carries a form. */
export interface Posted extends Asked {
  readonly fields: PagePost['fields'];
}

type Show = (asked: Asked) => Promise<PageAnswer>;
type Take = (posted: Posted) => Promise<PageAnswer>;

/** A page of this module: it refuses who may not do this, and answers problems in words. */
export function networkPage(
  settings: NetworkSettings,
  act: NetworkAct,
  path: string,
  show: Show,
  take?: Take,
): Page {
  return guardedPage<Asked>(path, {
    show,
    ...(take ? { take } : {}),
    admit: (visit, session) => {
      if (!settings.may(visit.caller, act))
        throw new Problem('forbidden', `The role ${visit.caller.role} may not use this screen.`);
      const directory = new Directory(session, settings.readSearch);
      return Promise.resolve({
        visit,
        session,
        settings,
        view: viewOf(settings, visit, path),
        directory,
      });
    },
    inWords: (problem, visit) => problemScreen(viewOf(settings, visit, path), problem),
  });
}

function viewOf(settings: NetworkSettings, visit: PageVisit, path: string): NetworkView {
  const view = viewOfVisit(visit, { path, demo: settings.demo });
  return {
    ...view,
    t: messagesIn(view.language),
    today: civilDay(settings.now(), settings.timeZone),
    may: (act) => settings.may(visit.caller, act),
  };
}

/** Parts of the module that this visitor may use. */
function links(view: NetworkView, current: NetworkAct | 'professionals' | undefined) {
  const part = (act: NetworkAct, name: string, href: string, label: MessageKey) =>
    view.may(act) ? [{ href, label: view.t(label), current: name === current }] : [];
  return [
    ...part('directory', 'directory', '/network', 'parts.directory'),
    ...part('directory', 'professionals', '/network/professionals', 'parts.professionals'),
    ...part('users', 'users', '/network/users', 'parts.users'),
    ...part('relations', 'relations', '/network/relations', 'parts.relations'),
  ];
}

/** A page of this module: what it is about, under which of the parts. */
type NetworkScreen = ScreenPage & { readonly part: NetworkAct | 'professionals' | undefined };

/** A page with the parts of this module above it. `done` in the address names what was just done. */
export function screen(
  { view, visit }: Pick<Asked, 'view'> & Partial<Pick<Asked, 'visit'>>,
  { part, ...page }: NetworkScreen,
): PageAnswer {
  return screenAnswer(page, {
    view,
    visit,
    module: view.t('module'),
    stylesheets: ['/assets/network/network.css'],
    links: links(view, part),
    acts: DONE,
    sayDone: (act) => view.t(`done.${act}`),
  });
}

const DONE = [
  'saved',
  'added',
  'ended',
  'resumed',
  'deactivated',
  'reactivated',
  'asked',
  'reset',
  'session',
] as const;

/** The answer to a form that was taken: the page that shows it, with a sentence of what was done. */
export function seeDone(
  { view }: Pick<Asked, 'view'>,
  path: string,
  done: (typeof DONE)[number],
): PageAnswer {
  return { seeOther: hrefAfter(view.language, path, done) };
}

function problemScreen(view: NetworkView, problem: Problem): PageAnswer {
  const kind = kindOfProblem(problem);
  const key = kind === 'deleted' ? 'notFound' : kind;
  return screen(
    { view },
    {
      part: undefined,
      status: problem.status,
      title: view.t(`problem.${key}`),
      intro: view.t(`problem.${key}.body`),
      children: h('p', null, h(LinkButton, { view, href: '/network', label: view.t('problem.back') })),
    },
  );
}

/** A day in words, or nothing. */
export function sayDay(day: string | undefined, { language }: Pick<NetworkView, 'language'>): string {
  return day === undefined ? '' : dateWords(day, 'day', language);
}

/** From when until when, in words. */
export function sayDates({ from, until }: Dates, view: NetworkView): string {
  if (from === undefined && until === undefined) return view.t('dates.unknown');
  if (until === undefined) return view.t('dates.from', { from: sayDay(from, view) });
  if (from === undefined) return view.t('dates.until', { until: sayDay(until, view) });
  return view.t('dates.both', { from: sayDay(from, view), until: sayDay(until, view) });
}

/** An instant in words, in the time zone of the house. */
export function sayMoment(instant: string, { view, settings }: Pick<Asked, 'view' | 'settings'>): string {
  return dateWords(civilMinute(new Date(instant), settings.timeZone), 'time', view.language);
}
