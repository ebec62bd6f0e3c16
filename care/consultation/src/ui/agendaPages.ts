import { answerInWords, type Page, type PageVisit, Problem } from '@caecilia/kernel';
import { civilMinute, dateWords, hrefIn, LineIcon, renderScreen, typedDay, viewOfVisit } from '@caecilia/ui';
import { createElement as h, type ReactElement } from 'react';
import type { Kept, Listed } from '../consultation.ports.ts';
import { type AgendaEntry, aboutLines, agendaSheets, patzAgenda } from '../register/agenda.ts';
import { mayMark } from '../register/mark.ts';
import { registerOverRecord } from '../registerOverRecord.ts';
import type { ConsultationPageSettings } from '../settings.ts';
import { messagesIn } from './messages.ts';
import type { OwnView } from './ownView.ts';

const AGENDA = '/register/agenda';

/** The agenda of a PaTz meeting of whoever marked: on sheets of A4, and as a file. Each patient's log names both. */
export function agendaPages(settings: ConsultationPageSettings): readonly Page[] {
  return [
    {
      path: AGENDA,
      handler: (_session, visit) =>
        answerInWords(
          async () => sheets(settings, visit, await marked(settings, visit, 'print')),
          (problem) => refused(settings, visit, problem),
        ),
    },
    { path: `${AGENDA}.csv`, handler: (_session, visit) => file(settings, visit) },
  ];
}

/** Whom the caller marked. What leaves the screen is told to the log of each patient first. */
async function marked(
  settings: ConsultationPageSettings,
  visit: PageVisit,
  event: 'print' | 'export',
): Promise<Listed<Kept<AgendaEntry>>> {
  const { house, log } = settings;
  const { caller } = visit;
  if (!mayMark(caller.role)) throw new Problem('forbidden', 'With your role you mark no patients.');
  const register = registerOverRecord(house);
  const found = isOfAll(visit) ? await register.all(caller) : await register.mine(caller);
  const patients = new Set(found.entries.map(({ value }) => value.mark.patient));
  await Promise.all(
    [...patients].map((patient) =>
      log.write({ event, action: 'R', outcome: 0, caller, patient, detail: 'agenda of marked patients' }),
    ),
  );
  const about = await settings.about(caller, [...patients], viewOf(settings, visit).language);
  const entries = found.entries.map(({ value, ...rest }) => {
    const known = about.get(value.mark.patient);
    return { ...rest, value: known === undefined ? value : { ...value, about: known } };
  });
  return { ...found, entries };
}

/** Everybody whom the reader may see, and not only whom they marked themselves. */
const isOfAll = ({ query }: PageVisit) => query.of === 'all';

async function file(settings: ConsultationPageSettings, visit: PageVisit) {
  const { t } = viewOf(settings, visit);
  const { entries, unreadable, more } = await marked(settings, visit, 'export');
  const warnings = [
    ...(unreadable.length === 0 ? [] : [t('agenda.unreadable', { count: unreadable.length })]),
    ...(more ? [t('agenda.more')] : []),
  ];
  const csv = patzAgenda(
    entries.map(({ value }) => value),
    t,
  );
  const day = civilMinute(settings.house.now(), settings.house.timeZone).slice(0, 10);
  return {
    status: 200,
    file: {
      name: `patz-${day}.csv`,
      contentType: 'text/csv; charset=utf-8',
      // A file that leaves somebody out says so in the file: the page it came from is gone by then.
      text: `${csv}${warnings.map((words) => `${words}\r\n`).join('')}`,
    },
  } as const;
}

function viewOf({ house, demo }: ConsultationPageSettings, visit: PageVisit): OwnView {
  const view = viewOfVisit(visit, { path: AGENDA, demo });
  return { ...view, t: messagesIn(view.language), timeZone: house.timeZone };
}

function sheets(settings: ConsultationPageSettings, visit: PageVisit, found: Listed<Kept<AgendaEntry>>) {
  const view = viewOf(settings, visit);
  const { t, language } = view;
  const today = civilMinute(settings.house.now(), settings.house.timeZone).slice(0, 10);
  const all = isOfAll(visit);
  const about = t(all ? 'agenda.of.all' : 'agenda.of', {
    name: visit.who?.name ?? visit.caller.name ?? visit.caller.id,
    date: dateWords(today, 'day', language),
  });
  const pages = agendaSheets(found.entries);
  return screenOf(view, [
    h(Acts, { key: 'acts', view, all }),
    ...warningsOf(found, view),
    pages.length === 0
      ? h('p', { key: 'none', className: 'none' }, t('agenda.none'))
      : h(
          'div',
          { key: 'agenda', className: 'agenda' },
          pages.map((entries, index) =>
            h(Sheet, {
              key: `sheet ${index}`,
              entries,
              view,
              about,
              page: { page: index + 1, pages: pages.length },
              warnings: index === 0 ? warningsOf(found, view) : [],
            }),
          ),
        ),
  ]);
}

function screenOf(view: OwnView, children: readonly ReactElement[], status = 200) {
  const { t } = view;
  return {
    status,
    html: renderScreen({
      view,
      title: t('register.agenda'),
      module: t('register.title'),
      intro: t('register.agenda.about'),
      stylesheets: ['/assets/consultation/consultation.css'],
      scripts: ['/assets/ui/print.js'],
      children,
    }),
  };
}

function refused(settings: ConsultationPageSettings, visit: PageVisit, problem: Problem) {
  const view = viewOf(settings, visit);
  const words = view.t(problem.status === 403 ? 'own.problem.forbidden' : 'own.problem.unavailable');
  return screenOf(view, [h('p', { key: 'refused', className: 'heed' }, words)], problem.status);
}

function warningsOf({ unreadable, more }: Listed<unknown>, { t }: OwnView): readonly ReactElement[] {
  const count = unreadable.length;
  return [
    ...(count === 0
      ? []
      : [h('p', { key: 'unreadable', className: 'heed' }, t('agenda.unreadable', { count }))]),
    ...(more ? [h('p', { key: 'more', className: 'heed' }, t('agenda.more'))] : []),
  ];
}

function Acts({ view, all }: { readonly view: OwnView; readonly all: boolean }): ReactElement {
  const { t, language } = view;
  const of = all ? '?of=all' : '';
  return h(
    'p',
    { className: 'row no-print' },
    h(
      'button',
      { type: 'button', className: 'button button--main print-button', hidden: true },
      t('agenda.print'),
    ),
    h(
      'a',
      { className: 'button', href: hrefIn(language, `${AGENDA}.csv${of}`) },
      h(LineIcon, { name: 'download' }),
      t('register.agenda.file'),
    ),
    h(
      'a',
      { className: 'button', href: hrefIn(language, all ? AGENDA : `${AGENDA}?of=all`) },
      t(all ? 'agenda.mine' : 'agenda.all'),
    ),
    h('a', { className: 'button', href: hrefIn(language, '/desk/register') }, t('agenda.back')),
  );
}

function Sheet(props: {
  readonly entries: readonly Kept<AgendaEntry>[];
  readonly view: OwnView;
  readonly about: string;
  readonly page: { readonly page: number; readonly pages: number };
  readonly warnings: readonly ReactElement[];
}): ReactElement {
  const { entries, view, about, page, warnings } = props;
  const { t } = view;
  const heading = `sheet-${page.page}`;
  const columns = [t('agenda.name'), t('agenda.reason'), t('agenda.discuss')];
  return h(
    'section',
    { className: 'agenda__sheet', 'aria-labelledby': heading },
    h('h2', { id: heading }, `${t('agenda.title')}, ${t('agenda.page', page)}`),
    h('p', { className: 'agenda__foot' }, about),
    h('div', { className: 'agenda__warnings' }, warnings),
    h(
      'table',
      null,
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          columns.map((words) => h('th', { key: words, scope: 'col' }, words)),
        ),
      ),
      h(
        'tbody',
        null,
        entries.map(({ id, value }) => h(Row, { key: id, entry: value, view })),
      ),
    ),
    h('p', { className: 'agenda__foot' }, t('agenda.confidential')),
  );
}

function Row({ entry, view }: { readonly entry: AgendaEntry; readonly view: OwnView }): ReactElement {
  const { t } = view;
  const { mark, name, birthDate, about } = entry;
  return h(
    'tr',
    null,
    h(
      'th',
      { scope: 'row' },
      name ?? t('agenda.noName'),
      h('span', { className: 'agenda__born' }, typedDay(birthDate)),
      h('span', { className: 'agenda__born' }, t('register.since', { date: typedDay(mark.on) })),
    ),
    h(
      'td',
      null,
      mark.reason,
      aboutLines(about).map(([key, words]) =>
        h('span', { key, className: 'agenda__about' }, h('b', null, `${t(`agenda.${key}`)}: `), words),
      ),
    ),
    h('td', null),
  );
}
