import {
  HTTP_STATUS,
  type Page,
  type PageAnswer,
  type PagePost,
  type PageVisit,
  Problem,
  type RecordSession,
} from '@caecilia/kernel';
import {
  chooseLanguage,
  civilMinute,
  dateWords,
  hrefIn,
  LinkButton,
  renderScreen,
  type ScreenView,
  type Translate,
} from '@caecilia/ui';
import { createElement as h, type ReactNode } from 'react';
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
  const asked = (session: RecordSession, visit: PageVisit): Asked => ({
    visit,
    session,
    settings,
    view: viewOf(settings, visit, path),
    directory: new Directory(session, settings.readSearch),
  });
  const guarded = async (visit: PageVisit, answer: () => Promise<PageAnswer>) => {
    try {
      if (!settings.may(visit.caller, act))
        throw new Problem('forbidden', `The role ${visit.caller.role} may not use this screen.`);
      return await answer();
    } catch (error) {
      if (error instanceof Problem && error.status !== HTTP_STATUS.exception)
        return problemScreen(viewOf(settings, visit, path), error);
      throw error;
    }
  };
  return {
    path,
    handler: (session, visit) => guarded(visit, () => show(asked(session, visit))),
    ...(take
      ? {
          submit: (session, post) =>
            guarded(post, () => take({ ...asked(session, post), fields: post.fields })),
        }
      : {}),
  };
}

function viewOf(settings: NetworkSettings, visit: PageVisit, path: string): NetworkView {
  const language = chooseLanguage(visit.query.lang, visit.headers['accept-language']);
  const own = path.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(visit.params[name] ?? ''));
  const { lang: _lang, done: _done, ...kept } = visit.query;
  const query = new URLSearchParams(
    Object.entries(kept).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ).toString();
  return {
    language,
    path: query === '' ? own : `${own}?${query}`,
    formToken: visit.formToken,
    demo: settings.demo,
    who: visit.who,
    t: messagesIn(language),
    today: civilMinute(settings.now(), settings.timeZone).slice(0, 10),
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

/** A page with the parts of this module above it. `done` in the address names what was just done. */
export function screen(
  asked: Pick<Asked, 'view'> & Partial<Pick<Asked, 'visit'>>,
  parts: {
    readonly part: NetworkAct | 'professionals' | undefined;
    readonly title: string;
    readonly above?: ReactNode;
    readonly intro?: ReactNode;
    readonly wrong?: boolean;
    readonly status?: number;
    readonly children?: ReactNode;
  },
): PageAnswer {
  const { view, visit } = asked;
  const done = DONE.find((each) => each === visit?.query.done);
  return {
    status: parts.status ?? 200,
    html: renderScreen({
      view,
      module: view.t('module'),
      stylesheets: ['/assets/network/network.css'],
      links: links(view, parts.part),
      title: parts.title,
      above: parts.above,
      intro: parts.intro,
      wrong: parts.wrong ?? false,
      done: done === undefined ? undefined : view.t(`done.${done}`),
      children: parts.children,
    }),
  };
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
  const [page = '', fragment] = path.split('#', 2);
  const address = `${page}${page.includes('?') ? '&' : '?'}done=${done}`;
  return { seeOther: hrefIn(view.language, fragment === undefined ? address : `${address}#${fragment}`) };
}

function problemScreen(view: NetworkView, problem: Problem): PageAnswer {
  const key = kindOf(problem);
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

function kindOf({ status, code }: Problem) {
  if (status === 412 || (status === HTTP_STATUS.conflict && code === 'conflict')) return 'changed';
  if (status === HTTP_STATUS['not-found'] || status === HTTP_STATUS.deleted) return 'notFound';
  if (status === HTTP_STATUS.login || status === HTTP_STATUS.forbidden) return 'forbidden';
  return status >= HTTP_STATUS.throttled ? 'unavailable' : 'refused';
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
