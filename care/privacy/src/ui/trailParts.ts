import { clockWords, csvOf, DayField, hrefIn, LineIcon } from '@caecilia/ui';
import { Fragment, createElement as h, type ReactElement, type ReactNode } from 'react';
import type { AskedPeriod } from '../period.ts';
import type { Period, TrailLine } from '../trail.ports.ts';
import {
  actionOf,
  actorOf,
  type Fold,
  foldLines,
  groundOf,
  isTechnical,
  kindsOf,
  roleIn,
} from '../trailWords.ts';
import { type Asked, type PrivacyView, sayDay } from './view.ts';

/** Most lines on one page; a longer period is asked in parts. */
export const MOST_LINES = 2000;

/** From which day until which. A question that changes nothing: its days stand in the address. */
export function PeriodForm(props: {
  readonly view: PrivacyView;
  readonly to: string;
  readonly asked: AskedPeriod;
  /** Parameters that stay. */
  readonly kept?: Readonly<Record<string, string>>;
}): ReactElement {
  const { view, to, asked, kept = {} } = props;
  const errors = asked.wrong ? { from: view.t(`period.${asked.wrong}`) } : {};
  return h(
    'form',
    {
      method: 'get',
      action: to,
      className: 'period no-print',
      'aria-label': view.t('period.title'),
      noValidate: true,
    },
    Object.entries({ ...kept, lang: view.language }).map(([name, value]) =>
      h('input', { key: name, type: 'hidden', name, value }),
    ),
    h(DayField, {
      view,
      name: 'from',
      label: view.t('period.from'),
      value: asked.typed.from,
      errors,
      hint: view.t('period.hint'),
    }),
    h(DayField, {
      view,
      name: 'until',
      label: view.t('period.until'),
      value: asked.typed.until,
      hint: view.t('period.hint'),
    }),
    h('button', { type: 'submit', className: 'button button--main' }, view.t('period.show')),
  );
}

/** The same list to keep: as a file, and on paper. */
export function KeepIt(props: { readonly view: PrivacyView; readonly href: string }): ReactElement {
  const { view, href } = props;
  return h(
    'p',
    { className: 'row no-print' },
    h(
      'a',
      { className: 'button', href: hrefIn(view.language, href) },
      h(LineIcon, { name: 'download' }),
      view.t('trail.download'),
    ),
    h(
      'button',
      { type: 'button', className: 'button print-button', hidden: true },
      h(LineIcon, { name: 'printer' }),
      view.t('trail.print'),
    ),
  );
}

/** Lines by day, newest day first; equal lines of one day are one. */
export function TrailDays(props: {
  readonly asked: Pick<Asked, 'view' | 'settings'>;
  readonly lines: readonly TrailLine[];
  /** Shown beside the time: what a patient can do about a line. */
  readonly act?: (fold: Fold) => ReactNode;
  /** Names the patient of each line, where the list is about a member of staff. */
  readonly withPatient?: boolean;
  /** Stands under a heading of its own. */
  readonly deeper?: boolean;
}): ReactElement {
  const { asked, lines, act, withPatient, deeper } = props;
  const { view } = asked;
  if (lines.length === 0) return h('p', { className: 'none' }, view.t('trail.none'));
  const days = Map.groupBy(foldLines(lines, view.timeZone), ({ day }) => day);
  return h(
    Fragment,
    null,
    [...days.entries()]
      .toSorted(([one], [other]) => (one < other ? 1 : -1))
      .map(([day, folds]) =>
        h(
          'section',
          { key: day, className: 'day', 'aria-labelledby': `day-${day}` },
          h(deeper ? 'h3' : 'h2', { id: `day-${day}` }, sayDay(day, view, true)),
          h(
            'ul',
            { className: 'card' },
            folds
              .toSorted((one, other) => ((one.times[0] ?? '') < (other.times[0] ?? '') ? 1 : -1))
              .map((fold) =>
                h(AccessLine, {
                  key: fold.ids[0] ?? day,
                  asked,
                  fold,
                  act,
                  withPatient: withPatient ?? false,
                }),
              ),
          ),
        ),
      ),
  );
}

function AccessLine(props: {
  readonly asked: Pick<Asked, 'view' | 'settings'>;
  readonly fold: Fold;
  readonly act: ((fold: Fold) => ReactNode) | undefined;
  readonly withPatient: boolean;
}): ReactElement {
  const { asked, fold, act, withPatient } = props;
  const { view, settings } = asked;
  const { line, types } = fold;
  const { actor, emergency, patient } = line;
  return h(
    'li',
    { className: emergency ? 'access access--emergency' : 'access' },
    h(
      'div',
      { className: 'access__who' },
      h('p', null, h('b', null, actorOf(line, view.t))),
      h(
        'p',
        { className: 'about' },
        [roleIn(line, settings.roles, view), actor.organization].filter(Boolean).join(', '),
      ),
      actor.responsible && !isTechnical(line)
        ? h('p', { className: 'about' }, view.t('trail.responsible', { name: actor.responsible }))
        : null,
    ),
    h(
      'div',
      { className: 'access__what' },
      emergency ? h('p', null, h('span', { className: 'tag tag--plate' }, view.t('trail.emergency'))) : null,
      withPatient && patient
        ? h('p', null, view.t('trail.patient', { name: patient.name ?? patient.id }))
        : null,
      h('p', null, [actionOf(line, view.t), kindsOf(types, view.t).join(', ')].filter(Boolean).join(': ')),
      h('p', { className: 'about' }, groundOf(line, view.t)),
      emergency ? h('p', { className: 'own-words' }, emergency.reason) : null,
    ),
    h('div', { className: 'access__when' }, h('p', null, timesOf(fold, view)), act ? act(fold) : null),
  );
}

/** "09.12", or "09.12 tot 16.40, 14 keer". */
function timesOf({ times, ids }: Fold, view: PrivacyView): string {
  const clock = (time: string | undefined) => clockWords(time ?? '', view.language);
  const [first, last] = [clock(times[0]), clock(times.at(-1))];
  if (ids.length === 1) return view.t('trail.at', { time: first });
  return first === last
    ? view.t('trail.timesAt', { count: ids.length, time: first })
    : view.t('trail.times', { count: ids.length, from: first, until: last });
}

/** The lines as a file, each on a row of its own: nothing is folded. */
export function trailFile(
  { view, settings }: Pick<Asked, 'view' | 'settings'>,
  lines: readonly TrailLine[],
  period: Period,
  name: string,
) {
  const { t } = view;
  const head = (
    [
      'at',
      'who',
      'role',
      'organization',
      'responsible',
      'patient',
      'action',
      'kinds',
      'ground',
      'emergency',
      'number',
    ] as const
  ).map((column) => t(`csv.${column}`));
  const rows = lines.map((line) => [
    line.at,
    actorOf(line, t),
    roleIn(line, settings.roles, view),
    line.actor.organization ?? '',
    line.actor.responsible ?? '',
    line.patient?.name ?? line.patient?.id ?? '',
    actionOf(line, t),
    kindsOf(line.types, t).join(', '),
    groundOf(line, t),
    line.emergency?.reason ?? '',
    line.id,
  ]);
  return {
    status: 200,
    file: {
      name: `${name}-${period.from}-${period.until}.csv`,
      contentType: 'text/csv; charset=utf-8',
      text: csvOf([head, ...rows]),
    },
  } as const;
}
